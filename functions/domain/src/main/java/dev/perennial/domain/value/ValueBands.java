package dev.perennial.domain.value;

import dev.perennial.domain.ledger.Slice;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer stands by a model card.
 *
 * @param churn null when the card's heuristic knows of no leaving
 * @param band expected value of the next 12 months: 1, the least, to 5
 * @param version of the card that they were judged by
 */
public record ValueBands(@Nullable Churn churn, int band, String version) {
  /** The account's, as last evaluated; null before the first card or the first order. */
  public static final Slice<ValueBands> SLICE =
      Slice.personal("value", ValueBands.class, null, (one, other) -> one);

  /** How likely a customer is lost, worst first. */
  public enum Churn {
    /** Hardly anybody with this customer's rhythm is silent for so long. */
    GONE(1),
    /** Few are. */
    AT_RISK(2),
    /** The next order is late. */
    COOLING(3),
    /** All is as usual. */
    SAFE(4);

    /** 1, the worst, to 4. */
    private final int level;

    Churn(int level) {
      this.level = level;
    }

    /** The one of a level; null for 0. */
    public static @Nullable Churn of(int level) {
      for (var each : values()) {
        if (each.level == level) {
          return each;
        }
      }
      return null;
    }

    /** As profile documents and answers say it: {@code at-risk}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The level of what may be none: 0. */
  public static int level(@Nullable Churn churn) {
    return churn == null ? 0 : churn.level;
  }
}
