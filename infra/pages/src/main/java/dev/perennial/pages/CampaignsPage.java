package dev.perennial.pages;

import dev.perennial.domain.campaigns.Assignments;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.results.Findings;
import dev.perennial.domain.results.Results;
import dev.perennial.domain.results.ResultsAnswer;
import dev.perennial.emulator.http.Page;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.runtime.programme.ResultsLog;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /results}: what runs, how many got it, and what it brought. */
final class CampaignsPage implements Page {
  private static final int WIDTH = 360;
  private static final int MIDDLE = 14;

  private final Source source;
  private final Layout layout;

  CampaignsPage(Source source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    var campaigns = source.rules().programme().get(CampaignSet.SECTION).all();
    var log = new ResultsLog(source.stores().programme());
    var cards = new ArrayList<Html>();
    for (var each : campaigns) {
      cards.add(card(each, log.latest(each.id()).orElse(null)));
    }
    var main =
        Html.of(
            """
            <section class="hero"><h1>Campaigns</h1><p>What runs, and what it brought: those who \
            got it against those who were held out, counted once a week.</p></section>{}
            """,
            cards);
    return layout.page("/results", "Campaigns", main);
  }

  private Html card(Campaign campaign, @Nullable Results results) {
    return Html.of(
        """
        <section class="card"><h2>{} <span class="id">{}</span></h2><p class="sub">{}{}{}</p>{}\
        </section>
        """,
        campaign.description() == null ? campaign.id() : campaign.description(),
        campaign.id(),
        campaign.segment() == null ? "Whoever its trigger meets" : "Segment " + campaign.segment(),
        campaign.holdout() == 0 ? "" : ", " + campaign.holdout() + " of 100 held out",
        results == null ? "" : ", " + Words.count(results.underWay()) + " under way",
        results == null ? unmeasured(campaign) : measured(results));
  }

  private Html unmeasured(Campaign campaign) {
    var programme = source.rules().programme();
    var compares = Assignments.isMeasured(campaign, programme.shop());
    var answer = ResultsAnswer.unmeasured(campaign.id(), compares, programme);
    return Html.of("<p class=\"none\">{}</p>", answer.path("says").path(0).asText());
  }

  private Html measured(Results results) {
    var answer = ResultsAnswer.of(results, source.rules().programme());
    var rows = new ArrayList<Html>();
    for (var arm : answer.path("arms")) {
      rows.add(
          Html.of(
              "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td"
                  + " class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
              arm.path("arm").asText(),
              Words.count(arm.path("entered").asLong()),
              Words.count(arm.path("customers").asLong()),
              Words.count(arm.path("conversions").asLong()),
              arm.path("revenue").asText()));
    }
    var says = new ArrayList<Html>();
    answer.path("says").forEach(each -> says.add(Html.of("<p>{}</p>", each.asText())));
    return Html.of(
        """
        <div class="scroll"><table class="list"><thead><tr><th>Arm</th><th class="n">Entered</th>\
        <th class="n">Window over</th><th class="n">Bought</th><th class="n">Revenue</th></tr>\
        </thead><tbody>{}</tbody></table></div>{}{}
        """,
        rows,
        interval(results),
        says);
  }

  /** From where to where the uplift lies, and where nothing is. */
  private static Html interval(Results results) {
    var findings = Findings.of(results);
    var interval = findings.isEmpty() ? null : findings.getFirst().interval();
    if (interval == null || !Double.isFinite(interval.low())) {
      return Html.NONE;
    }
    var low = Math.min(0, interval.low());
    var span = Math.max(0, interval.high()) - low;
    return Html.of(
        """
        <svg viewBox="0 0 {} 28" width="{}" height="28" role="img" \
        aria-label="The uplift's interval, and 0">\
        <line x1="{}" x2="{}" y1="{}" y2="{}" stroke="currentColor" stroke-width="4"/>\
        <line x1="{}" x2="{}" y1="2" y2="26" stroke="currentColor" stroke-dasharray="3 2"/></svg>
        """,
        WIDTH,
        WIDTH,
        at(interval.low(), low, span),
        at(interval.high(), low, span),
        MIDDLE,
        MIDDLE,
        at(0, low, span),
        at(0, low, span));
  }

  private static String at(double value, double low, double span) {
    return String.format(Locale.ROOT, "%.1f", 4 + (WIDTH - 8) * (value - low) / span);
  }
}
