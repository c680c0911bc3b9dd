package dev.perennial.domain.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.measure.Profit;
import dev.perennial.domain.measure.Uplift;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.results.Findings.Finding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Results as JSON, the same by HTTP and by the command. */
public final class ResultsAnswer {
  private static final MathContext DIGITS = new MathContext(6);

  /** Of an average, a hundredth of a minor unit is told. */
  private static final int FINER = 2;

  private final Results results;
  private final Programme programme;
  private final Worth worth;
  private final Currency currency;

  private ResultsAnswer(Results results, Programme programme) {
    this.results = results;
    this.programme = programme;
    worth = new Worth(programme);
    currency = programme.shop().currency();
  }

  /** The answer. */
  public static ObjectNode of(Results results, Programme programme) {
    return new ResultsAnswer(results, programme).answer();
  }

  private ObjectNode answer() {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("campaignId", results.campaign());
    node.put("measuredOn", results.day().toString());
    node.put("currency", currency.getCurrencyCode());
    test(node.putObject("test"));
    var arms = node.putArray("arms");
    results
        .arms()
        .forEach(
            (name, arm) -> {
              var count = arm.count();
              var revenue = count.revenue().y().longValueExact();
              var each = arms.addObject().put("arm", name).put("entered", arm.entered());
              each.put("customers", count.customers()).put("conversions", count.conversions());
              each.put("revenue", Amounts.format(revenue, currency));
              each.put("margin", total(worth.margin((double) revenue)));
            });
    var findings = Findings.of(results);
    var first = results.against().isEmpty() || findings.isEmpty() ? null : findings.getFirst();
    if (first == null || !tells(first)) {
      node.putNull("uplift").putNull("minimumDetectableEffect").putNull("varianceReduction");
    } else {
      put(node.putObject("uplift").put("against", first.against()), first);
      detectable(node, first);
    }
    var uplifts = node.putArray("comparisons");
    for (var each : first == null ? findings : findings.subList(1, findings.size())) {
      if (tells(each)) {
        var one = uplifts.addObject().put("arm", each.arm()).put("against", each.against());
        put(one, each);
        detectable(one, each);
      }
    }
    looks(node);
    profit(node, first);
    ResultsText.says(results, findings, worth, programme).forEach(node.putArray("says")::add);
    return node;
  }

  private static boolean tells(Finding finding) {
    return finding.interval() != null && finding.used() instanceof Uplift.Measured;
  }

  private void test(ObjectNode test) {
    var began = results.began();
    var next = results.nextLook();
    test.put("began", began == null ? null : began.toString());
    test.put("window", results.plan().window()).put("weeks", results.plan().weeks());
    var planned = results.plan().customers();
    test.put("customers", planned == 0 ? null : planned);
    test.put("over", results.over());
    test.put("nextLook", next == null ? null : next.toString());
  }

  private void put(ObjectNode node, Finding finding) {
    var interval = finding.interval();
    node.put("revenuePerCustomer", average(finding.used().estimate()));
    node.put("low", interval == null ? null : average(interval.low()));
    node.put("high", interval == null ? null : average(interval.high()));
    node.put("shown", finding.shown()).put("adjusted", finding.isAdjusted());
    var conversions = finding.conversions();
    if (conversions != null) {
      var rate = node.putObject("conversionRate").put("estimate", rounded(conversions.estimate()));
      rate.put("low", rounded(conversions.interval().low()));
      rate.put("high", rounded(conversions.interval().high()));
      rate.put("shown", !conversions.interval().holdsZero());
    }
  }

  private void detectable(ObjectNode node, Finding finding) {
    if (finding.used() instanceof Uplift.Measured measured) {
      node.put("minimumDetectableEffect", average(measured.minimumDetectableEffect()));
    }
    node.put("varianceReduction", rounded(finding.adjustment().varianceReduction()));
  }

  private void looks(ObjectNode node) {
    var looks = node.putArray("looks");
    for (var each : results.looks()) {
      var look = looks.addObject().put("on", each.day().toString()).put("week", each.week());
      look.put("customers", each.customers()).put("fraction", rounded(each.fraction()));
      look.put("revenuePerCustomer", average(each.estimate()));
      look.put("low", average(each.low())).put("high", average(each.high()));
    }
  }

  private void profit(ObjectNode node, @Nullable Finding first) {
    var profit = first == null ? null : worth.profit(first, results);
    if (first == null || profit == null) {
      node.putNull("profit");
      return;
    }
    var told = node.putObject("profit");
    told.put("estimate", total(profit.estimate()));
    told.put("low", total(profit.interval().low())).put("high", total(profit.interval().high()));
    costs(told.putObject("costs"), worth.costs(first.treated()));
  }

  private void costs(ObjectNode node, Profit.Costs costs) {
    node.put("points", total(costs.points())).put("coupons", total(costs.coupons()));
    node.put("sending", total(costs.sending()));
  }

  private @Nullable String total(@Nullable Double minor) {
    return amount(minor, currency, 0);
  }

  private @Nullable String average(@Nullable Double minor) {
    return amount(minor, currency, FINER);
  }

  /**
   * An amount in the major unit; null of what has no end.
   *
   * @param finer decimals beyond the currency's
   */
  static @Nullable String amount(@Nullable Double minor, Currency currency, int finer) {
    if (minor == null || !Double.isFinite(minor)) {
      return null;
    }
    var digits = Amounts.digits(currency);
    var told =
        BigDecimal.valueOf(minor)
            .movePointLeft(digits)
            .setScale(digits + finer, RoundingMode.HALF_UP);
    return told.toPlainString();
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
  }

  /** What is answered of a campaign of which no census has told yet. */
  public static ObjectNode unmeasured(String campaign, boolean compares, Programme programme) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("campaignId", campaign).putNull("measuredOn");
    node.put("currency", programme.shop().currency().getCurrencyCode());
    node.putNull("test").putArray("arms");
    node.putNull("uplift").putNull("minimumDetectableEffect").putNull("varianceReduction");
    node.putArray("comparisons");
    node.putArray("looks");
    node.putNull("profit").putArray("says").add(ResultsText.unmeasured(compares));
    return node;
  }
}
