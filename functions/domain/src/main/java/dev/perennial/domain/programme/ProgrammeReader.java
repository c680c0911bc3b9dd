package dev.perennial.domain.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Period;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.mail.Sends;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.domain.surveys.Survey;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the programme's files, put together as one JSON object {@code {shop, loyalty, rewards,
 * surveys, segments, campaigns}}, of which rewards and surveys may be left out, and validates them.
 */
public final class ProgrammeReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]?) days?");

  private final List<Mistake> mistakes = new ArrayList<>();

  private ProgrammeReader() {}

  /** A programme, or what is wrong with the files. */
  public sealed interface Outcome {
    /** All files are right. */
    record Right(Programme programme) implements Outcome {}

    /** At least one mistake. */
    record Wrong(List<Mistake> mistakes) implements Outcome {}
  }

  /** Reads a programme. */
  public static Outcome read(String version, JsonNode files) {
    var reader = new ProgrammeReader();
    var programme = reader.programme(version, files);
    return reader.mistakes.isEmpty()
        ? new Outcome.Right(programme)
        : new Outcome.Wrong(List.copyOf(reader.mistakes));
  }

  private Programme programme(String version, JsonNode files) {
    var root = new Reader(files, "programme", mistakes);
    var shop = shop(new Reader(root.field("shop"), "shop", mistakes));
    var loyalty =
        LoyaltyReader.read(new Reader(root.field("loyalty"), "loyalty", mistakes), shop.currency());
    var segments = segments(root.field("segments"));
    var campaigns = campaigns(root.field("campaigns"), segments);
    var rewards = rewards(root, shop, loyalty, segments);
    var surveys = surveys(root);
    root.nothingElse();
    return new Programme(version, shop, loyalty, rewards, surveys, segments, campaigns);
  }

  private static Shop shop(Reader file) {
    var shop =
        new Shop(
            file.text("name", "", name -> name),
            file.has("url") ? file.text("url", "", ProgrammeReader::webAddress) : null,
            file.text("zone", ZoneOffset.UTC, ZoneId::of),
            file.text("currency", Currency.getInstance("EUR"), Currency::getInstance),
            file.whole("restDays", 0, 365),
            file.has("countClicks") && file.truth("countClicks"));
    file.nothingElse();
    return shop;
  }

  private SegmentSet segments(JsonNode files) {
    var patterns = new TreeMap<String, String>();
    var descriptions = new TreeMap<String, String>();
    each(
        files,
        "segments",
        (id, file) -> {
          if (isSegment(id, file)) {
            patterns.put(id, file.field("pattern").toString());
            var description = file.textOrNull("description");
            if (description != null) {
              descriptions.put(id, description);
            }
          }
        });
    return new SegmentSet(patterns, descriptions);
  }

  private static boolean isSegment(String id, Reader file) {
    file.textOrNull("description");
    var pattern = file.field("pattern").toString();
    file.nothingElse();
    try {
      return !new SegmentSet(Map.of(id, pattern)).ids().isEmpty();
    } catch (IllegalArgumentException e) {
      file.note("pattern", String.valueOf(e.getMessage()));
      return false;
    }
  }

  /**
   * What is wrong with the file of one segment.
   *
   * @param path what mistakes call it
   */
  public static List<Mistake> segment(String path, JsonNode file) {
    var mistakes = new ArrayList<Mistake>();
    var reader = new Reader(file, path, mistakes);
    return isSegment("segment", reader) ? List.copyOf(mistakes) : mistakes;
  }

  private CampaignSet campaigns(JsonNode files, SegmentSet segments) {
    var campaigns = new ArrayList<Campaign>();
    each(files, "campaigns", (id, file) -> campaigns.add(campaign(id, file, segments)));
    var sound = new ArrayList<Campaign>();
    for (var campaign : campaigns) {
      try {
        sound.addAll(new CampaignSet(List.of(campaign)).all());
      } catch (IllegalArgumentException e) {
        mistakes.add(
            new Mistake(
                "campaigns/" + campaign.id() + "/trigger/event", String.valueOf(e.getMessage())));
      }
    }
    return new CampaignSet(sound);
  }

  private static Campaign campaign(String id, Reader file, SegmentSet segments) {
    file.textOrNull("description");
    var trigger = trigger(file.object("trigger"));
    var segment = file.textOrNull("segment");
    if (segment != null && !segments.ids().contains(segment)) {
      file.note("segment", "\"" + segment + "\" is not a file in segments/");
    }
    var purpose = file.has("purpose") ? file.text("purpose", "email", p -> p) : "email";
    var steps = file.objects("steps");
    if (steps.size() != 1) {
      file.note("steps", "must be one step, an email");
    }
    var template = "";
    var expires = Duration.ZERO;
    for (var step : steps) {
      template = step.text("email", "", ProgrammeReader::id);
      expires = step.text("expires", Duration.ofDays(1), ProgrammeReader::days);
      step.nothingElse();
    }
    file.nothingElse();
    return new Campaign(id, trigger, segment, purpose, template, expires);
  }

  /** A pattern for what never reaches campaigns would start nothing, in silence. */
  private static void isHeard(JsonNode pattern, Reader trigger) {
    var types = pattern.path("detail-type");
    var source = pattern.path("source");
    if (source.isArray()
        && source.valueStream().noneMatch(each -> each.asText().equals("perennial"))) {
      trigger.note("event/source", "must name perennial, or be left out");
    }
    var all = String.join(", ", Trigger.EVENTS);
    if (!types.isArray() || types.isEmpty()) {
      trigger.note("event/detail-type", "must be a list of " + all);
    }
    for (var type : types) {
      if (!Trigger.EVENTS.contains(type.asText())) {
        trigger.note("event/detail-type", type + " starts no campaign; these do: " + all);
      }
    }
  }

  private static Trigger trigger(Reader trigger) {
    Trigger found;
    if (trigger.has("event")) {
      var pattern = trigger.field("event");
      isHeard(pattern, trigger);
      found = new Trigger.OnEvent(pattern.toString());
    } else {
      found =
          new Trigger.OnTick(
              trigger.text("schedule", "weekly", ProgrammeReader::tick),
              trigger.text(
                  "every", Period.YEAR, text -> Period.valueOf(text.toUpperCase(Locale.ROOT))));
    }
    trigger.nothingElse();
    return found;
  }

  private List<Reward> rewards(Reader root, Shop shop, Loyalty loyalty, SegmentSet segments) {
    var rewards = new ArrayList<Reward>();
    if (root.has("rewards")) {
      var reader = new RewardReader(shop.currency(), loyalty.tiers(), segments.ids());
      each(root.field("rewards"), "rewards", (id, file) -> rewards.add(reader.reward(id, file)));
    }
    return rewards;
  }

  private List<Survey> surveys(Reader root) {
    var surveys = new ArrayList<Survey>();
    if (root.has("surveys")) {
      each(
          root.field("surveys"),
          "surveys",
          (id, file) -> surveys.add(SurveyReader.survey(id, file)));
    }
    return surveys;
  }

  private interface File {
    void read(String id, Reader file);
  }

  private void each(JsonNode files, String folder, File each) {
    files
        .properties()
        .forEach(
            entry -> {
              var reader = new Reader(entry.getValue(), folder + "/" + entry.getKey(), mistakes);
              if (ID.matcher(entry.getKey()).matches()) {
                each.read(entry.getKey(), reader);
              } else {
                reader.note("", "must be named in small letters, digits and hyphens");
              }
            });
  }

  static String id(String text) {
    if (!ID.matcher(text).matches()) {
      throw new IllegalArgumentException("must be small letters, digits and hyphens");
    }
    return text;
  }

  private static String webAddress(String text) {
    if (!text.matches("https://[A-Za-z0-9.-]+(/[A-Za-z0-9./_~-]*)?")) {
      throw new IllegalArgumentException("must be an address that begins with https://");
    }
    return text;
  }

  private static String tick(String text) {
    if (!text.equals("weekly")) {
      throw new IllegalArgumentException("the template has one schedule for campaigns: weekly");
    }
    return text;
  }

  private static Duration days(String text) {
    var matcher = DAYS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > Sends.KEPT.toDays()) {
      throw new IllegalArgumentException(
          "must be a number of days up to " + Sends.KEPT.toDays() + ", such as \"3 days\"");
    }
    return Duration.ofDays(Long.parseLong(matcher.group(1)));
  }
}
