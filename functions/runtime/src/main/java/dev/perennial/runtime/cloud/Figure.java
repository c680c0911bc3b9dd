package dev.perennial.runtime.cloud;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures that a shop is watched by, in CloudWatch's namespace {@code Perennial}. Each
 * combination of a figure and what it is told apart by is a metric that AWS bills, so these lists
 * are closed; nothing of a customer is in them.
 */
public enum Figure {
  /** Purchases, by what became of them. */
  PURCHASES("Purchases", "Count", "Outcome", Figure.OUTCOMES),
  /** Refunds, likewise. */
  REFUNDS("Refunds", "Count", "Outcome", Figure.OUTCOMES),
  /** Activities, likewise. */
  ACTIVITIES("Activities", "Count", "Outcome", Figure.OUTCOMES),
  /** What was refused of all these, by the type of the problem. */
  REFUSALS("Refusals", "Count", "Reason", Figure.REASONS),
  /** Mails, by the state that they came to. */
  MAILS("Mails", "Count", "State", "claimed sent held refused unknown"),
  /** Mails held since a template prints what the customer lacks; the log's line says where. */
  UNRENDERABLE("MailsUnrenderable", "Count", null, ""),
  /** Customers whom a nightly pass judged. */
  CUSTOMERS_JUDGED("CustomersJudged", "Count", null, ""),
  /** Of these, who moved. */
  CUSTOMERS_MOVED("CustomersMoved", "Count", null, ""),
  /** From the instant that a pass was due to the end of a part of it. */
  PASS_DURATION("PassDuration", "Seconds", null, ""),
  /** How long the oldest mail of a part had been claimed and not sent; 0 without one. */
  OLDEST_CLAIM("OldestClaim", "Seconds", null, ""),
  /** Lines of History that could not be published. */
  LINES_PARKED("LinesParked", "Count", null, "");

  /** What a figure is counted under that is in no list. */
  static final String OTHER = "other";

  private static final String OUTCOMES = "recorded repeated waiting refused";
  private static final String REASONS =
      "invalid-value malformed-json too-large unsupported-media-type customer-unknown"
          + " customer-erased purchase-conflict refund-conflict refund-exceeds-purchase"
          + " refund-ambiguous revision-conflict revision-outdated order-cancelled"
          + " order-not-cancelled"
          + " refund-rejected refunds-waiting activity-conflict no-programme busy unreadable-item";

  private final String name;
  private final String unit;
  private final @Nullable String dimension;
  private final String kinds;

  Figure(String name, String unit, @Nullable String dimension, String kinds) {
    this.name = name;
    this.unit = unit;
    this.dimension = dimension;
    this.kinds = kinds;
  }

  /** Its name in CloudWatch. */
  public String metric() {
    return name;
  }

  /** Its unit, as CloudWatch calls it. */
  public String unit() {
    return unit;
  }

  /** The name of what it is told apart by beside the stack; null for nothing. */
  public @Nullable String dimension() {
    return dimension;
  }

  /** What it is told apart by, {@code other} aside. */
  public List<String> kinds() {
    return kinds.isEmpty() ? List.of() : List.of(kinds.split(" ", -1));
  }

  /** The figure whose refusals an event of this type tells of, such as Purchase Rejected. */
  public static Figure ofRejected(String event) {
    return switch (event) {
      case "Purchase Rejected" -> PURCHASES;
      case "Refund Rejected" -> REFUNDS;
      case "Activity Rejected" -> ACTIVITIES;
      default -> throw new IllegalArgumentException(event + " tells of nothing that is counted");
    };
  }
}
