package dev.perennial.orders;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A layout of order files. */
public enum OrderFormat {
  /** The UCI data set "Online Retail": one line per item, cancellations as C invoices. */
  ONLINE_RETAIL("online-retail"),
  /** Purchases only, one line per item, times with an offset; the column category may be absent. */
  CSV("csv");

  private final String title;

  OrderFormat(String title) {
    this.title = title;
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException naming the formats there are
   */
  public static OrderFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.title.equals(name))
        .findAny()
        .orElseThrow(
            () -> {
              var all =
                  Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "));
              return new IllegalArgumentException(
                  "no order format \"%s\"; there are: %s".formatted(name, all));
            });
  }

  /** Whether its customers, of whom a file tells next to nothing, are shown as made-up people. */
  public boolean isDemonstration() {
    return this == ONLINE_RETAIL;
  }

  OrderReader reader(Terms terms) {
    return switch (this) {
      case ONLINE_RETAIL -> new OnlineRetail(terms);
      case CSV -> new PlainOrders(terms);
    };
  }

  /** The name used on the command line. */
  @Override
  public String toString() {
    return title;
  }
}
