package dev.perennial.orders;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/** The shipped orders, and how tests read an order file. */
public final class Demonstration {
  /** The file. */
  public static final Path FILE = Path.of("../../data/online-retail/online_retail.csv.gz");

  /** As the project's own shop does, on a day that is later than all orders. */
  public static final Terms TERMS =
      new Terms(
          ZoneId.of("Europe/London"),
          Currency.getInstance("GBP"),
          Instant.parse("2030-01-01T00:00:00Z"));

  private Demonstration() {}
}
