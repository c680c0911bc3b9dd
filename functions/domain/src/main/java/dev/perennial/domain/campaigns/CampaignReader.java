package dev.perennial.domain.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.campaigns.Campaign.Leaving;
import dev.perennial.domain.campaigns.Campaign.Limit;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.Campaign.Versions;
import dev.perennial.domain.programme.Nearest;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import dev.perennial.domain.segments.SegmentReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the files under {@code campaigns/}. */
public final class CampaignReader implements Section.Reading<CampaignSet> {
  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3}) days?");

  private static final String HEARD = String.join(", ", Trigger.EVENTS);

  @Override
  public Section<CampaignSet> section() {
    return CampaignSet.SECTION;
  }

  @Override
  public CampaignSet read(Reader root, Programme soFar) {
    // one whose own file is wrong is named rightly all the same
    var segments = SegmentReader.ids(root);
    var campaigns = new ArrayList<Campaign>();
    root.each("campaigns", (id, file) -> campaigns.add(campaign(id, file, segments)));
    try {
      return new CampaignSet(campaigns);
    } catch (IllegalArgumentException e) {
      return new CampaignSet(List.of()); // a pattern that is none: noted at its place
    }
  }

  /** One file of a version that was applied, and so is right. */
  public static Campaign stored(String id, JsonNode file) {
    return campaign(id, Reader.ofStored(file, id, new ArrayList<>()), List.of());
  }

  private static Campaign campaign(String id, Reader file, List<String> segments) {
    var description = file.textOrNull("description");
    var start = file.object("trigger");
    var limit = limit(start);
    var trigger = trigger(start, limit);
    var segment = file.textOrNull("segment");
    if (segment != null && file.field("segment").isTextual() && !segments.contains(segment)) {
      file.note(
          "segment",
          "\"" + segment + "\" is not a file in segments/" + Nearest.meant(segment, segments));
    }
    var purpose = file.has("purpose") ? file.text("purpose", "email", p -> p) : "email";
    var flow = new Flow(new StepReader().steps(file, "steps"));
    if (trigger instanceof Trigger.OnSchedule) {
      flow.each(
          (place, step) -> {
            if (step instanceof Step.Await await && !await.same().isEmpty()) {
              file.note(
                  "steps",
                  "await the same "
                      + String.join(", ", await.same())
                      + ", but a schedule begins the journey, and it says none");
            }
          });
    }
    if (file.field("steps").isArray() && file.field("steps").isEmpty()) {
      file.note("steps", "must have a step at least, such as an email");
    }
    var campaign =
        new Campaign(
            id,
            description,
            trigger,
            segment,
            purpose,
            file.has("priority")
                ? file.whole("priority", -Campaign.MAX_PRIORITY, Campaign.MAX_PRIORITY)
                : 0,
            file.has("holdout") ? file.whole("holdout", 0, Campaign.MAX_HOLDOUT) : 0,
            limit,
            leaving(file, "goal"),
            leaving(file, "exit"),
            flow,
            file.has("versions")
                ? file.text("versions", Versions.MOVE, Versions::of)
                : Versions.MOVE,
            file.has("test") ? plan(file.object("test")) : TestPlan.DEFAULT);
    file.nothingElse();
    return campaign;
  }

  /** How it is measured. */
  private static TestPlan plan(Reader test) {
    var usual = TestPlan.DEFAULT;
    var plan =
        new TestPlan(
            test.has("window")
                ? test.text("window", usual.window(), text -> days(text, TestPlan.MAX_WINDOW))
                : usual.window(),
            test.has("weeks") ? test.whole("weeks", 1, TestPlan.MAX_WEEKS) : usual.weeks(),
            test.has("customers")
                ? test.whole("customers", TestPlan.MIN_CUSTOMERS, TestPlan.MAX_CUSTOMERS)
                : usual.customers(),
            test.has("begins") ? test.text("begins", LocalDate.EPOCH, Reader::day) : null);
    if (plan.days() > TestPlan.MAX_DAYS) {
      test.note(
          "weeks",
          "with the window that makes %d days; accounts know %d at most"
              .formatted(plan.days(), TestPlan.MAX_DAYS));
    }
    test.nothingElse();
    return plan;
  }

  /** What ends a journey before its last step. */
  private static Leaving leaving(Reader file, String field) {
    if (!file.has(field)) {
      return Leaving.NEVER;
    }
    var leaving = file.object(field);
    if (leaving.has("event")) {
      hears(leaving.field("event"), leaving);
    }
    var found =
        new Leaving(
            leaving.has("profile") ? StepReader.pattern(leaving, "profile") : null,
            leaving.has("event") ? StepReader.pattern(leaving, "event") : null);
    if (found.equals(Leaving.NEVER)) {
      leaving.note("", "must have a pattern: profile, event, or both");
    }
    leaving.nothingElse();
    return found;
  }

  /** A pattern for what never reaches campaigns would start nothing, in silence. */
  static void hears(JsonNode pattern, Reader trigger) {
    var types = pattern.path("detail-type");
    var source = pattern.path("source");
    if (source.isArray()
        && source.valueStream().noneMatch(each -> each.asText().equals("perennial"))) {
      trigger.note("event/source", "must name perennial, or be left out");
    }
    if (types.isMissingNode() || types.isObject()) {
      trigger.note("event/detail-type", "must be a list of " + HEARD);
      return;
    }
    for (int i = 0; i < types.size(); i++) {
      var at = "event/detail-type/" + i;
      unheard(types.get(i)).ifPresent(what -> trigger.note(at, what));
    }
  }

  /** What is wrong with a detail-type that a trigger asks for; empty when it starts campaigns. */
  public static Optional<String> unheard(JsonNode type) {
    return type.isTextual() && Trigger.EVENTS.contains(type.textValue())
        ? Optional.empty()
        : Optional.of(
            "%s starts no campaign; these do: %s%s"
                .formatted(type, HEARD, Nearest.meant(type.asText(), Trigger.EVENTS)));
  }

  /** How often one customer may enter, by days or in all; periods are the trigger's. */
  private static Limit limit(Reader trigger) {
    var every = trigger.field("every");
    var days = 0;
    var ofEvent = trigger.has("event") && trigger.has("every");
    if (ofEvent || (every.isTextual() && isDays(every.textValue()))) {
      days = trigger.text("every", 1, text -> days(text, Limit.MAX_DAYS));
    }
    var atMost =
        trigger.has("atMost") ? trigger.whole("atMost", 1, Limit.MAX_ENTRIES) : Limit.NONE.atMost();
    var atOnce = trigger.has("atOnce") ? trigger.whole("atOnce", 1, Limit.MAX_AT_ONCE) : 1;
    return new Limit(days, atMost, atOnce);
  }

  /** Whether what a file says of {@code every} are days, and no period of the calendar. */
  public static boolean isDays(String text) {
    return DAYS.matcher(text).matches();
  }

  /** The days that such a text says. */
  public static int days(String text) {
    return days(text, Limit.MAX_DAYS);
  }

  private static Trigger trigger(Reader trigger, Limit limit) {
    Trigger found;
    if (trigger.has("event")) {
      var pattern = trigger.field("event");
      hears(pattern, trigger);
      found = new Trigger.OnEvent(StepReader.pattern(trigger, "event"));
    } else {
      found = ScheduleReader.read(trigger, limit);
    }
    trigger.nothingElse();
    return found;
  }

  static int days(String text, int max) {
    var matcher = DAYS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > max) {
      throw new IllegalArgumentException(
          "must be a number of days up to " + max + ", such as \"3 days\"");
    }
    return Integer.parseInt(matcher.group(1));
  }
}
