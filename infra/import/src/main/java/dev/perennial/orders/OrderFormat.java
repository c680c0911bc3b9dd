package dev.perennial.orders;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A layout of order files. */
public enum OrderFormat {
  /** The UCI data set "Online Retail": one line per item, cancellations as C invoices. */
  ONLINE_RETAIL("online-retail"),
  /** One line per item, ids as they are here. */
  CSV("csv"),
  /** The orders that Shopify's admin exports. */
  SHOPIFY("shopify"),
  /** WooCommerce's orders as its export plugins write them, one row per item. */
  WOOCOMMERCE("woocommerce");

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
            () ->
                new IllegalArgumentException(
                    "no order format \"%s\"; there are: %s".formatted(name, all())));
  }

  /** The formats there are, for people. */
  public static String all() {
    return Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "));
  }

  /** Whether its customers, of whom a file tells next to nothing, are shown as made-up people. */
  public boolean isDemonstration() {
    return this == ONLINE_RETAIL;
  }

  OrderReader reader(Terms terms, Notation notation) {
    return switch (this) {
      case ONLINE_RETAIL -> new OnlineRetail(terms, notation.orIn(terms.zone()));
      case CSV -> new ItemRows(terms, notation, ItemColumns.CSV, false);
      case SHOPIFY -> new ItemRows(terms, notation, ItemColumns.SHOPIFY, true);
      // its times are of the site's clock
      case WOOCOMMERCE ->
          new ItemRows(terms, notation.orIn(terms.zone()), ItemColumns.WOOCOMMERCE, true);
    };
  }

  /** The name used on the command line. */
  @Override
  public String toString() {
    return title;
  }
}
