package dev.perennial.domain.value;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer stands by a model card. As text, small enough for every account's item: churn 1
 * to 4 (0 for none), the band, and the card: {@code "25 2011-02"}.
 *
 * @param churn null when the card's heuristic knows of no leaving
 * @param band expected value of the next 12 months: 1, the least, to 5
 * @param version of the card that they were judged by
 */
public record ValueBands(@Nullable Churn churn, int band, String version) {
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
    static @Nullable Churn of(int level) {
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

  @Override
  public String toString() {
    return level(churn) + "" + band + " " + version;
  }

  /** The level of what may be none: 0. */
  static int level(@Nullable Churn churn) {
    return churn == null ? 0 : churn.level;
  }

  /** Reads what {@link #toString} wrote; null for the empty text. */
  public static @Nullable ValueBands parse(String text) {
    return text.isEmpty()
        ? null
        : new ValueBands(Churn.of(text.charAt(0) - '0'), text.charAt(1) - '0', text.substring(3));
  }
}
