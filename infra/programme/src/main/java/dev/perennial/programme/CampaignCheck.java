package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what is wrong with a campaign beyond its form: a purpose that nobody can consent to, a
 * template that isn't there, and a trigger that asks of an event what no event tells.
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

  private final Known known;
  private final Set<String> templates;
  private final List<Mistake> mistakes = new ArrayList<>();

  private CampaignCheck(Known known, Set<String> templates) {
    this.known = known;
    this.templates = templates;
  }

  /**
   * What is wrong with a campaign's file.
   *
   * @param path of the file, such as {@code campaigns/thanks}
   * @param templates the ids of those that have a file
   */
  static List<Mistake> of(String path, JsonNode campaign, Known known, Set<String> templates) {
    var check = new CampaignCheck(known, templates);
    check.purpose(path + "/purpose", campaign.path("purpose"));
    check.trigger(path + "/trigger/event", campaign.path("trigger").path("event"));
    var steps = campaign.path("steps");
    for (int i = 0; i < steps.size(); i++) {
      check.template(path + "/steps/" + i + "/email", steps.get(i).path("email"));
    }
    return check.mistakes;
  }

  private void note(String at, String what) {
    mistakes.add(new Mistake(at, what));
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
    if (template.isTextual() && !templates.contains(template.textValue())) {
      note(
          at,
          "there is no templates/"
              + template.textValue()
              + ".mjml"
              + Nearest.meant(template.textValue(), templates));
    }
  }

  private void trigger(String at, JsonNode pattern) {
    pattern
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!ENVELOPE.contains(name) && !name.equals("$or")) {
                note(
                    at + "/" + name,
                    "is no field of an event; source, detail-type and detail are, and what an event"
                        + " tells stands in its detail");
              }
            });
    var detail = pattern.path("detail");
    var types = pattern.path("detail-type");
    if (!detail.isObject() || !types.isArray()) {
      return;
    }
    for (var type : types) {
      mistakes.addAll(PatternCheck.ofEvent(at + "/detail", detail, type.asText(), known));
    }
  }
}
