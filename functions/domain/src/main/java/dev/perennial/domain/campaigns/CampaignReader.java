package dev.perennial.domain.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.campaigns.Campaign.Limit;
import dev.perennial.domain.campaigns.Campaign.Period;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.programme.Nearest;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import dev.perennial.domain.segments.SegmentReader;
import java.time.Duration;
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
    var sound = new ArrayList<Campaign>();
    for (var campaign : campaigns) {
      try {
        sound.addAll(new CampaignSet(List.of(campaign)).all());
      } catch (IllegalArgumentException e) {
        root.noteAt(
            "campaigns/" + campaign.id() + "/trigger/event", String.valueOf(e.getMessage()));
      }
    }
    return new CampaignSet(sound);
  }

  private static Campaign campaign(String id, Reader file, List<String> segments) {
    file.textOrNull("description");
    var start = file.object("trigger");
    var limit = limit(start);
    var trigger = trigger(start, limit);
    var segment = file.textOrNull("segment");
    if (segment != null && !segments.contains(segment)) {
      file.note(
          "segment",
          "\"" + segment + "\" is not a file in segments/" + Nearest.meant(segment, segments));
    }
    var purpose = file.has("purpose") ? file.text("purpose", "email", p -> p) : "email";
    var steps = file.objects("steps");
    if (steps.size() != 1) {
      file.note("steps", "must be one step, an email");
    }
    var template = "";
    var expires = Duration.ZERO;
    for (var step : steps) {
      template = step.text("email", "", Reader::id);
      expires = step.text("expires", Duration.ofDays(1), CampaignReader::expiry);
      step.nothingElse();
    }
    file.nothingElse();
    return new Campaign(id, trigger, segment, purpose, template, expires, limit);
  }

  /** A pattern for what never reaches campaigns would start nothing, in silence. */
  private static void isHeard(JsonNode pattern, Reader trigger) {
    var types = pattern.path("detail-type");
    var source = pattern.path("source");
    if (source.isArray()
        && source.valueStream().noneMatch(each -> each.asText().equals("perennial"))) {
      trigger.note("event/source", "must name perennial, or be left out");
    }
    if (!types.isArray() || types.isEmpty()) {
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
    return new Limit(days, atMost);
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
      isHeard(pattern, trigger);
      found = new Trigger.OnEvent(pattern.toString());
    } else {
      found =
          new Trigger.OnTick(
              trigger.text("schedule", "weekly", CampaignReader::tick),
              limit.days() > 0 ? null : trigger.text("every", Period.YEAR, Period::of));
    }
    trigger.nothingElse();
    return found;
  }

  private static String tick(String text) {
    if (!text.equals("weekly")) {
      throw new IllegalArgumentException("the template has one schedule for campaigns: weekly");
    }
    return text;
  }

  private static Duration expiry(String text) {
    return Duration.ofDays(days(text, Math.toIntExact(MailLog.KEPT.toDays())));
  }

  private static int days(String text, int max) {
    var matcher = DAYS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > max) {
      throw new IllegalArgumentException(
          "must be a number of days up to " + max + ", such as \"3 days\"");
    }
    return Integer.parseInt(matcher.group(1));
  }
}
