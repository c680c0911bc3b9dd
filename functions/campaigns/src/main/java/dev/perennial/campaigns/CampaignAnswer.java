package dev.perennial.campaigns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.Step;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.results.Results;
import dev.perennial.domain.results.ResultsAnswer;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A campaign in the list of all. */
final class CampaignAnswer {
  private CampaignAnswer() {}

  /**
   * The answer.
   *
   * @param results null before the first census that counted it
   */
  static ObjectNode of(Campaign campaign, @Nullable Results results, Programme programme) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("campaignId", campaign.id()).put("description", campaign.description());
    var trigger = node.putObject("trigger");
    switch (campaign.trigger()) {
      case Trigger.OnEvent on -> trigger.putRawValue("event", new RawValue(on.pattern()));
      case Trigger.OnSchedule on -> trigger.put("schedule", on.schedule().text());
    }
    node.put("segment", campaign.segment()).put("purpose", campaign.purpose());
    node.put("priority", campaign.priority()).put("holdout", campaign.holdout());
    var steps = node.putArray("steps");
    campaign
        .flow()
        .each((place, step) -> steps.addObject().put("at", place).put("step", said(step)));
    node.put("underWay", results == null ? null : results.underWay());
    if (results == null) {
      node.putNull("results");
    } else {
      node.set("results", ResultsAnswer.of(results, programme));
    }
    return node;
  }

  private static String said(Step step) {
    return switch (step) {
      case Step.Email email -> "email " + email.template();
      case Step.Wait wait -> "wait " + time(wait);
      case Step.Until until -> "until " + until(until);
      case Step.Await await -> "await an event for " + time(await.atMost());
      case Step.Branch _ -> "if";
      case Step.Split split ->
          "split "
              + split.ways().entrySet().stream()
                  .map(way -> way.getKey() + " " + way.getValue().share())
                  .collect(Collectors.joining(", "));
      case Step.Points points -> "points " + points.points();
      case Step.Coupon coupon -> "coupon " + coupon.reward();
      case Step.Emit emit -> "emit " + emit.name();
      case Step.End _ -> "end";
    };
  }

  private static String until(Step.Until until) {
    var text = new StringBuilder();
    if (until.weekday() != null) {
      text.append(until.weekday().name().toLowerCase(Locale.ROOT)).append(' ');
    }
    if (until.date() != null) {
      text.append(until.date()).append(' ');
    }
    return text.append("%02d:00".formatted(until.hour())).toString();
  }

  private static String time(Step.Wait wait) {
    if (wait.time().isZero()) {
      return wait.days() + " days";
    }
    return wait.time().toMinutesPart() == 0
        ? wait.time().toHours() + " hours"
        : wait.time().toMinutes() + " minutes";
  }
}
