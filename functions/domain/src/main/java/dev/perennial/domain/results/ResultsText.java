package dev.perennial.domain.results;

import dev.perennial.domain.campaigns.Assignments;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.measure.Adjustment;
import dev.perennial.domain.measure.Interval;
import dev.perennial.domain.measure.RateDifference;
import dev.perennial.domain.measure.Uplift;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.results.Findings.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What results say, in sentences: first how far the test is, then what it shows. */
final class ResultsText {
  /** So many standard deviations off happen by chance to one test in ten thousand. */
  private static final double UNLIKELY = 3.9;

  private final Results results;
  private final Worth worth;
  private final Currency currency;
  private final List<String> says = new ArrayList<>();

  private ResultsText(Results results, Worth worth, Currency currency) {
    this.results = results;
    this.worth = worth;
    this.currency = currency;
  }

  static List<String> says(
      Results results, List<Finding> findings, Worth worth, Programme programme) {
    var text = new ResultsText(results, worth, programme.shop().currency());
    text.progress();
    programme
        .get(CampaignSet.SECTION)
        .find(results.campaign())
        .ifPresent(campaign -> text.design(campaign, programme.shop()));
    findings.forEach(text::finding);
    text.useless(findings);
    text.profit(findings);
    return text.says;
  }

  static String unmeasured(boolean compares) {
    return compares
        ? "Nothing was measured yet: customers are counted once a week."
        : "Nothing can be measured: nobody is held out. Say holdout in the campaign's file, or"
            + " control in shop.yaml.";
  }

  private void progress() {
    var plan = results.plan();
    if (results.began() == null) {
      says.add("Nobody entered yet.");
      return;
    }
    if (results.looks().isEmpty()) {
      says.add(
          results.over()
              ? "The test is over, with too few customers to say anything: each arm needs "
                  + Results.MIN_CUSTOMERS
                  + "."
              : ("Too early to say anything: the first look comes on %s or later, with %d customers"
                      + " or more in each arm whose %d days are over; the smallest has %d now.")
                  .formatted(
                      results.nextLook(),
                      Results.MIN_CUSTOMERS,
                      plan.window(),
                      results.smallest()));
      return;
    }
    var last = results.looks().getLast();
    says.add(
        results.over()
            ? "The test is over%s: this is its result. Whoever is held out still gets nothing; change test in the file for another, or take holdout away."
                .formatted(
                    plan.customers() > 0 && last.customers() >= plan.customers()
                        ? ", since the planned %,d customers are reached"
                            .formatted(plan.customers())
                        : "")
            : "Look %d, after week %d of %d: it may not be the last word. The next comes on %s or later."
                .formatted(results.looks().size(), last.week(), plan.weeks(), results.nextLook()));
    if (results.against().equals(Journey.CONTROL)) {
      says.add(
          "Compared with the shop's control group, who get no campaign at all: this is what all"
              + " campaigns together bring of those who enter this one.");
    }
  }

  /** Whether the arms are as the file would have them. */
  private void design(Campaign campaign, Shop shop) {
    if (!Assignments.mark(campaign, shop).equals(results.test())) {
      says.add(
          "Holdout, test or ways have changed since: the next census begins to count another"
              + " test.");
      return;
    }
    if (results.against().isEmpty()) {
      return;
    }
    var share = (campaign.holdout() > 0 ? campaign.holdout() : shop.control()) / 100.0;
    var heldOut = results.entered(results.against());
    var all = heldOut + results.enteredTreated();
    var expected = all * share;
    if (Math.abs(heldOut - expected) > UNLIKELY * Math.sqrt(expected * (1 - share))) {
      says.add(
          ("Don't trust these figures: of %,d customers %,d are held out, where about %,d should"
                  + " be. Something takes customers out of one arm.")
              .formatted(all, heldOut, Math.round(expected)));
    }
  }

  private void finding(Finding finding) {
    var what = finding.arm() + " against " + finding.against() + ": ";
    if (finding.interval() == null) {
      if (finding.uplift() instanceof Uplift.Unknown unknown && !results.looks().isEmpty()) {
        says.add(what + "nothing can be said, since " + unknown.why() + ".");
      }
      return;
    }
    var interval = finding.interval();
    if (!(finding.used() instanceof Uplift.Measured measured)) {
      return;
    }
    revenue(what, finding, interval, measured);
    if (finding.conversions() != null) {
      conversions(what, finding.conversions());
    }
  }

  private void conversions(String what, RateDifference conversions) {
    var interval = conversions.interval();
    var from = inHundred(interval.low());
    var to = inHundred(interval.high());
    says.add(
        interval.holdsZero()
            ? "%sno effect on how many buy is shown: from %s to %s of 100 customers, which holds 0."
                .formatted(what, from, to)
            : "%sof 100 customers %s %s buy, from %s to %s."
                .formatted(
                    what,
                    inHundred(Math.abs(conversions.estimate())),
                    conversions.estimate() > 0 ? "more" : "fewer",
                    from,
                    to));
  }

  private static String inHundred(double share) {
    return BigDecimal.valueOf(100 * share).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private void revenue(String what, Finding finding, Interval interval, Uplift.Measured measured) {
    if (!finding.shown()) {
      says.add(
          "%sno effect is shown: from %s to %s a customer, which holds 0. One of %s or more would show in 80 of 100 tests of this size."
              .formatted(
                  what,
                  average(interval.low()),
                  average(interval.high()),
                  average(measured.minimumDetectableEffect())));
      return;
    }
    says.add(
        "%s%s %s a customer, from %s to %s."
            .formatted(
                what,
                average(Math.abs(measured.estimate())),
                measured.estimate() > 0 ? "more" : "less",
                average(interval.low()),
                average(interval.high())));
  }

  private void useless(List<Finding> findings) {
    if (findings.isEmpty() || findings.getFirst().interval() == null) {
      return;
    }
    var reduction = findings.getFirst().adjustment().varianceReduction();
    says.add(
        reduction >= Adjustment.WORTHWHILE
            ? "Spend of the year before takes away %s of the variance: the figures are adjusted by it."
                .formatted(percent(reduction))
            : "Spend of the year before is of no use here: it takes away %s of the variance."
                .formatted(percent(reduction)));
  }

  private void profit(List<Finding> findings) {
    if (findings.isEmpty() || results.against().isEmpty()) {
      return;
    }
    var first = findings.getFirst();
    var profit = worth.profit(first, results);
    if (profit != null) {
      says.add(
          "Profit of the %,d treated: %s, from %s to %s, after points, coupons and mails."
              .formatted(
                  first.treated().customers(),
                  total(profit.estimate()),
                  total(profit.interval().low()),
                  total(profit.interval().high())));
    } else if (!worth.knowsMargin() && first.interval() != null) {
      says.add("Profit is unknown: say margin in shop.yaml.");
    }
  }

  private String total(double minor) {
    return told(ResultsAnswer.amount(minor, currency, 0));
  }

  private String average(double minor) {
    return told(ResultsAnswer.amount(minor, currency, 2));
  }

  private String told(@Nullable String amount) {
    return amount == null ? "any amount" : amount + " " + currency.getCurrencyCode();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", Math.round(1000 * share) / 10.0);
  }
}
