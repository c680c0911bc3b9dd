package dev.perennial.domain.results;

import dev.perennial.domain.measure.Profit;
import dev.perennial.domain.measure.Uplift;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.results.Findings.Finding;
import org.jspecify.annotations.Nullable;

/** What sales bring and what campaigns cost, by what the programme says; in minor units. */
public final class Worth {
  private static final double HUNDRED = 100;
  private static final double THOUSAND = 1000;

  private final Programme programme;

  /** By a programme. */
  public Worth(Programme programme) {
    this.programme = programme;
  }

  /** Whether the shop says what is left of revenue. */
  public boolean knowsMargin() {
    return programme.shop().economics().hasMargin();
  }

  /** The margin of a revenue; null when nobody said. */
  public @Nullable Double margin(double revenue) {
    return knowsMargin() ? revenue * share() : null;
  }

  private double share() {
    return programme.shop().economics().margin() / HUNDRED;
  }

  /**
   * What the campaign cost in an arm: points at their worth, as if all were spent; mails; and of
   * what coupons took off the part that revenue doesn't show. They are off revenue already, which
   * takes their margin off the profit, where goods cost what they cost: the rest is left.
   */
  public Profit.Costs costs(ArmCount arm) {
    var perUnit = Amounts.minorPerUnit(programme.shop().currency());
    return new Profit.Costs(
        arm.points() * programme.loyalty().worth() / THOUSAND * perUnit,
        arm.coupons() * (1 - share()),
        arm.mails() * programme.shop().economics().per1000Mails() / THOUSAND / THOUSAND * perUnit);
  }

  /** What a campaign brought in an arm, less what it cost; null when it can't be told. */
  public @Nullable Profit profit(Finding finding, Results results) {
    var interval = finding.interval();
    return knowsMargin()
            && finding.against().equals(results.against())
            && interval != null
            && finding.used() instanceof Uplift.Measured measured
        ? Profit.of(
            measured.estimate(),
            interval,
            share(),
            finding.treated().customers(),
            costs(finding.treated()))
        : null;
  }
}
