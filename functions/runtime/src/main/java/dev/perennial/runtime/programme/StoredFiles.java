package dev.perennial.runtime.programme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.campaigns.CampaignReader;
import dev.perennial.storage.form.Overlay;
import java.util.List;
import java.util.Map;

/**
 * A programme's files in a document of the rules' log. The first release refuses what it doesn't
 * know in {@code files}, and passes over what stands beside: so {@code files} has what it knows,
 * and {@code later} what the files say beyond, to be laid over them.
 */
public final class StoredFiles {
  private static final String FILES = "files";
  private static final String LATER = "later";

  /** Files that the first release doesn't know. */
  private static final List<String> LATER_FILES = List.of("attributes", "rates", "lists");

  /** Events that start no campaign of the first release: it refuses a programme that names one. */
  private static final List<String> LATER_EVENTS = List.of("Customer Active", "Purchase Revised");

  private StoredFiles() {}

  /** Puts files into a document; who is in lists of customers is stored beside it. */
  public static void put(ObjectNode document, ObjectNode all) {
    var files = StoredLists.without(all);
    var first = first(files);
    document.set(FILES, first);
    var later = beyond(first, files);
    if (!later.isEmpty()) {
      document.set(LATER, later);
    }
  }

  /** The files of a document, as they were put, without who is in lists of customers. */
  public static JsonNode of(JsonNode document) {
    var files = document.path(FILES);
    if (files instanceof ObjectNode known && document.get(LATER) instanceof ObjectNode later) {
      Overlay.lay(known, later);
    }
    return files;
  }

  /**
   * The campaigns that say {@code versions: finish}: later than the first release, all stand there.
   */
  static List<String> finishing(JsonNode document) {
    return document.path(LATER).path("campaigns").properties().stream()
        .filter(each -> finishes(each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a campaign is there and doesn't say so: who is under way goes on by this file. */
  static boolean takesAlong(JsonNode document, String campaign) {
    var later = document.path(LATER).path("campaigns").path(campaign);
    return (later.isObject() || document.path(FILES).path("campaigns").has(campaign))
        && !finishes(later);
  }

  private static boolean finishes(JsonNode campaign) {
    return campaign.path("versions").asText().equals("finish");
  }

  /** The same files, said so that the first release takes them. */
  private static ObjectNode first(ObjectNode files) {
    var first = files.deepCopy();
    first.remove(LATER_FILES);
    if (first.path("shop") instanceof ObjectNode shop) {
      shop.remove(
          List.of("pricesInclude", "quietHours", "caps", "control", "margin", "costPer1000Mails"));
    }
    if (first.path("campaigns") instanceof ObjectNode campaigns) {
      campaigns
          .properties()
          .removeIf(each -> !(each.getValue() instanceof ObjectNode one) || !isOneMail(one));
      campaigns.forEach(StoredFiles::asOneMail);
    }
    return first;
  }

  /** Whether the first release can do what a campaign says. */
  private static boolean isOneMail(ObjectNode campaign) {
    var steps = campaign.path("steps");
    return (steps.isMissingNode() || (steps.size() == 1 && steps.path(0).has("email")))
        && !campaign.has("goal")
        && !campaign.has("exit")
        && !campaign.has("holdout")
        && isWeeklyIfAny(campaign.path("trigger").path("schedule"))
        && LATER_EVENTS.stream()
            .noneMatch(type -> campaign.path("trigger").toString().contains('"' + type + '"'));
  }

  /** The first release knows one schedule. */
  private static boolean isWeeklyIfAny(JsonNode schedule) {
    return schedule.isMissingNode() || schedule.asText().equals("weekly");
  }

  private static void asOneMail(JsonNode campaign) {
    ((ObjectNode) campaign).remove(List.of("priority", "test", "versions"));
    if (campaign.path("trigger") instanceof ObjectNode trigger) {
      trigger.remove("atOnce");
      limitByCalendar(trigger);
    }
  }

  /** The first release counts by periods of the calendar alone, and of schedules alone. */
  private static void limitByCalendar(ObjectNode trigger) {
    trigger.remove("atMost");
    var every = trigger.path("every").asText();
    if (!trigger.has("schedule")) {
      trigger.remove("every");
    } else if (CampaignReader.isDays(every)) {
      var days = CampaignReader.days(every);
      trigger.put("every", days <= 31 ? "month" : days <= 92 ? "quarter" : "year");
    }
  }

  /** What is to be laid over one to make it the other, which lacks nothing that the first has. */
  private static ObjectNode beyond(ObjectNode less, ObjectNode more) {
    var beyond = more.objectNode();
    for (var entry : more.properties()) {
      var before = less.get(entry.getKey());
      if (before instanceof ObjectNode one && entry.getValue() instanceof ObjectNode other) {
        var deeper = beyond(one, other);
        if (!deeper.isEmpty()) {
          beyond.set(entry.getKey(), deeper);
        }
      } else if (!entry.getValue().equals(before)) {
        beyond.set(entry.getKey(), entry.getValue());
      }
    }
    return beyond;
  }
}
