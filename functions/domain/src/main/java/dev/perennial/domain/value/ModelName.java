package dev.perennial.domain.value;

import java.util.Locale;

/**
 * Which model, before it has parameters.
 *
 * @param family of it
 * @param k ticks to a purchase, 1 for Poisson purchases; 1 for Pareto/NBD
 */
public record ModelName(Family family, int k) {
  /** How customers leave. */
  public enum Family {
    /** By a coin after each repeat purchase. */
    BG,
    /** By a coin after each purchase, the first too. */
    MBG,
    /** At any time. */
    PARETO
  }

  public ModelName {
    if (k < 1 || k > BetaGeometric.MAX_REGULAR || (k > 1 && family == Family.PARETO)) {
      throw new IllegalArgumentException(
          "k is %d; it must be 1 to %d, and 1 for paretonbd"
              .formatted(k, BetaGeometric.MAX_REGULAR));
    }
  }

  /**
   * Reads a name such as {@code bgnbd} or {@code mbgcnbd-2}.
   *
   * @throws IllegalArgumentException saying which there are
   */
  public static ModelName parse(String text) {
    return switch (text) {
      case "bgnbd" -> new ModelName(Family.BG, 1);
      case "mbgnbd" -> new ModelName(Family.MBG, 1);
      case "paretonbd" -> new ModelName(Family.PARETO, 1);
      default -> {
        if (text.matches("m?bgcnbd-[0-9]{1,2}")) {
          var family = text.startsWith("m") ? Family.MBG : Family.BG;
          yield new ModelName(family, Integer.parseInt(text.substring(text.indexOf('-') + 1)));
        }
        throw new IllegalArgumentException(
            "no model \"%s\"; there are bgnbd, mbgnbd, paretonbd, bgcnbd-K and mbgcnbd-K"
                .formatted(text));
      }
    };
  }

  /** The model with parameters in the order r, alpha, a, b, or r, alpha, s, beta. */
  public PurchaseModel with(double first, double second, double third, double fourth) {
    return family == Family.PARETO
        ? new ParetoNbd(first, second, third, fourth)
        : new BetaGeometric(k, family == Family.MBG, first, second, third, fourth);
  }

  @Override
  public String toString() {
    return family == Family.PARETO
        ? "paretonbd"
        : family.name().toLowerCase(Locale.ROOT) + (k == 1 ? "nbd" : "cnbd-" + k);
  }
}
