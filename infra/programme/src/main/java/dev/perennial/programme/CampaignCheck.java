package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignReader;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Nearest;
import dev.perennial.domain.programme.Pace;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.surveys.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a campaign beyond its form: a purpose that nobody can consent to, a
 * template that isn't there, and patterns that ask of an event or a profile what none tells.
 */
final class CampaignCheck {
  /** What every event on a bus has, by AWS. */
  private static final List<String> ENVELOPE =
      List.of(
          "source",
          "detail-type",
          "detail",
          "account",
          "id",
          "region",
          "resources",
          "time",
          "version");

  private final String path;
  private final JsonNode campaign;
  private final Known known;
  private final Map<String, String> templates;
  private final @Nullable Pace pace;
  private final List<Mistake> mistakes = new ArrayList<>();
  private boolean mails;

  /**
   * Of a campaign's file.
   *
   * @param path of the file, such as {@code campaigns/thanks}
   * @param templates the text of each by its id
   * @param pace the shop's; null when its file can't be read
   */
  CampaignCheck(
      String path,
      JsonNode campaign,
      Known known,
      Map<String, String> templates,
      @Nullable Pace pace) {
    this.path = path;
    this.campaign = campaign;
    this.known = known;
    this.templates = templates;
    this.pace = pace;
  }

  /**
   * What is wrong with it.
   *
   * @param isPattern whether a pattern at a path can be tried out
   */
  List<Mistake> mistakes(Predicate<String> isPattern) {
    purpose(path + "/purpose", campaign.path("purpose"));
    event(path + "/trigger/event", campaign.path("trigger").path("event"), isPattern);
    for (var field : List.of("goal", "exit")) {
      var leaving = campaign.path(field);
      event(path + "/" + field + "/event", leaving.path("event"), isPattern);
      profile(path + "/" + field + "/profile", leaving.path("profile"), isPattern);
    }
    steps(path + "/steps", campaign.path("steps"), isPattern);
    everyone();
    return mistakes;
  }

  /** One mail to everyone on each occasion is too many when nothing counts them. */
  private void everyone() {
    var purpose = campaign.path("purpose").asText("email");
    var isForEveryone = campaign.path("trigger").has("schedule") && !campaign.has("segment");
    if (pace != null
        && isForEveryone
        && mails
        && pace.restDays() == 0
        && pace.caps().stream().noneMatch(each -> each.counts(purpose))) {
      note(
          path + "/trigger",
          "begins for everyone, and nothing bounds how many mails a customer gets; right is a"
              + " segment, or caps or restDays in shop.yaml");
    }
  }

  private void steps(String at, JsonNode steps, Predicate<String> isPattern) {
    for (int i = 0; i < steps.size(); i++) {
      var place = at + "/" + i;
      var step = steps.path(i);
      mails |= step.has("email") || step.has("survey");
      template(place + "/email", step.path("email"));
      survey(place, step);
      reward(place + "/coupon", step.path("coupon"));
      event(place + "/await/event", step.path("await").path("event"), isPattern);
      same(place + "/await/same", step.path("await"));
      profile(place + "/if", step.path("if"), isPattern);
      for (var way : List.of("came", "then", "else")) {
        steps(place + "/" + way, step.path(way), isPattern);
      }
      for (var way : step.path("split").properties()) {
        steps(place + "/split/" + way.getKey() + "/steps", way.getValue().path("steps"), isPattern);
      }
    }
  }

  /** What two events are compared by, each must be able to say. */
  private void same(String at, JsonNode await) {
    var types = new TreeSet<>(heard(campaign.path("trigger").path("event")));
    types.addAll(heard(await.path("event")));
    var paths = await.path("same");
    for (int i = 0; i < paths.size(); i++) {
      var path = paths.path(i).asText();
      for (var type : types) {
        if (EventFields.of(type, known).find(path.replace('.', '/')) == null) {
          note(at + "/" + i, "\"" + path + "\" is said by no event of " + type);
        }
      }
    }
  }

  private void event(String at, JsonNode pattern, Predicate<String> isPattern) {
    if (!pattern.isMissingNode() && isPattern.test(at)) {
      trigger(at, pattern, heard(pattern));
    }
  }

  private void profile(String at, JsonNode pattern, Predicate<String> isPattern) {
    if (!pattern.isMissingNode() && isPattern.test(at)) {
      mistakes.addAll(PatternCheck.ofSegment(at, pattern, known));
    }
  }

  private void note(String at, String what) {
    mistakes.add(new Mistake(at, what));
  }

  private void noteName(String at, String what) {
    mistakes.add(new Mistake(at, what, true));
  }

  private void purpose(String at, JsonNode purpose) {
    if (purpose.isTextual() && !Profile.PURPOSE.matcher(purpose.textValue()).matches()) {
      note(
          at,
          "%s is nothing that a customer can consent to, and would hold all mail; email is, or"
                  .formatted(purpose)
              + " email: and a brand, such as email:home");
    }
  }

  private void template(String at, JsonNode template) {
    if (template.isTextual()
        && Reader.isId(template.textValue())
        && !templates.containsKey(template.textValue())) {
      note(
          at,
          "there is no templates/"
              + template.textValue()
              + ".mjml"
              + Nearest.meant(template.textValue(), templates.keySet()));
    }
  }

  /** A survey is asked by a mail that links to it. */
  private void survey(String at, JsonNode step) {
    var survey = step.path("survey");
    if (!survey.isTextual()) {
      return;
    }
    var all = known.surveys();
    if (all != null && all.stream().noneMatch(each -> each.id().equals(survey.textValue()))) {
      var ids = all.stream().map(Survey::id).toList();
      note(
          at + "/survey",
          "there is no surveys/"
              + survey.textValue()
              + ".yaml"
              + Nearest.meant(survey.textValue(), ids));
      return;
    }
    var template = step.has("template") ? step.path("template") : survey;
    template(step.has("template") ? at + "/template" : at + "/survey", template);
    var link = "surveys." + survey.textValue() + ".url";
    var source = templates.get(template.asText());
    if (source != null && !source.contains(link)) {
      note(
          at + "/survey",
          "templates/%s.mjml has no link to the survey; right is {{ %s }}"
              .formatted(template.asText(), link));
    }
  }

  private void reward(String at, JsonNode reward) {
    var all = known.rewards();
    if (all != null && reward.isTextual() && !all.contains(reward.textValue())) {
      note(
          at,
          "there is no reward \"%s\" in rewards.yaml%s"
              .formatted(reward.textValue(), Nearest.meant(reward.textValue(), all)));
    }
  }

  /** The detail-types of a pattern that start campaigns; of others it is told that they don't. */
  private static List<String> heard(JsonNode pattern) {
    return pattern
        .path("detail-type")
        .valueStream()
        .map(JsonNode::asText)
        .filter(Trigger.EVENTS::contains)
        .toList();
  }

  /**
   * What a pattern over events asks.
   *
   * @param types the detail-types of its events
   */
  private void trigger(String at, JsonNode pattern, List<String> types) {
    for (var entry : pattern.properties()) {
      var name = entry.getKey();
      var value = entry.getValue();
      var place = at + "/" + name;
      if (PatternCheck.isEither(name, value)) {
        for (int i = 0; i < value.size(); i++) {
          alternative(place + "/" + i, value.path(i), types);
        }
      } else if (!ENVELOPE.contains(name)) {
        noteName(
            place,
            "is no field of an event; source, detail-type and detail are, and what an event tells"
                + " stands in its detail");
      } else if (name.equals("detail")) {
        detail(place, value, types);
      } else if (!name.equals("detail-type") && !isOfTexts(value)) {
        note(place, "is text: what is asked of it stands in a list, such as [\"...\"]");
      }
    }
  }

  private void alternative(String at, JsonNode pattern, List<String> above) {
    var own = pattern.path("detail-type");
    for (int i = 0; i < own.size(); i++) {
      var place = at + "/detail-type/" + i;
      CampaignReader.unheard(own.path(i)).ifPresent(what -> note(place, what));
    }
    trigger(at, pattern, own.isMissingNode() ? above : heard(pattern));
  }

  private void detail(String at, JsonNode detail, List<String> types) {
    if (detail.isObject()) {
      types.forEach(type -> mistakes.addAll(PatternCheck.ofEvent(at, detail, type, known)));
    } else {
      note(at, "has fields of its own, such as {customerId: [\"...\"]}");
    }
  }

  private static boolean isOfTexts(JsonNode wanted) {
    return wanted.isArray()
        && wanted.valueStream().allMatch(each -> each.isTextual() || each.isObject());
  }
}
