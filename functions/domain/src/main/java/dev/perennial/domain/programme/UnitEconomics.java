package dev.perennial.domain.programme;

/**
 * What the shop earns by a sale, and what reaching somebody costs.
 *
 * @param margin of 100 of revenue, what is left after the goods' own cost; 0 when nobody said
 * @param per1000Mails what a thousand mails cost, in thousandths of the major unit, as prices of
 *     mails are finer than money
 */
public record UnitEconomics(int margin, long per1000Mails) {
  /** Of a shop that says nothing. */
  public static final UnitEconomics UNKNOWN = new UnitEconomics(0, 0);

  /** Whether the margin is known. */
  public boolean hasMargin() {
    return margin > 0;
  }
}
