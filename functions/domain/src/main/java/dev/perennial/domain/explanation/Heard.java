package dev.perennial.domain.explanation;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Trigger;
import dev.perennial.domain.campaigns.Journeys;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.segments.Clause;
import dev.perennial.domain.segments.Clauses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a customer's last events started a campaign, or came near.
 *
 * @param matching those that match the trigger, the last first
 * @param nearest of the right kind, the one that meets most of the pattern, when none matches; null
 *     when there was none of the kind
 */
record Heard(List<Matching> matching, @Nullable Near nearest) {
  /** Events that match of which is told. */
  private static final int MOST = 5;

  /** The field that says of what kind an event is. */
  private static final String KIND = "detail-type";

  /**
   * An event that matches.
   *
   * @param line the key of the line that raised it
   * @param became {@code entered}, the reason for which it was held, {@code not-in-audience},
   *     {@code gift} of a campaign, which starts none, {@code imported}, or {@code
   *     nothing-recorded} when nothing is known of it: the campaign was not there, or another
   */
  record Matching(String line, String type, Instant at, String became) {}

  /** An event that doesn't match, and what it lacks. */
  record Near(String line, String type, Instant at, Clause clauses) {}

  /** Of a campaign's trigger; null when a schedule is. */
  static @Nullable Heard of(Known known, Campaign campaign) {
    if (!(campaign.trigger() instanceof Trigger.OnEvent on)) {
      return null;
    }
    var clauses = Clauses.of(on.pattern());
    var account = known.customer().account();
    var members = new HashSet<>(account == null ? List.<String>of() : account.segments());
    var matching = new ArrayList<Matching>();
    Near nearest = null;
    for (var line : known.recent()) {
      var event = Event.of(line).filter(each -> Trigger.EVENTS.contains(each.type()));
      if (event.isPresent()) {
        var type = event.get().type();
        var clause = clauses.judge(event.get().text());
        if (clause.met()) {
          matching.add(
              new Matching(line.id(), type, line.at(), became(known, campaign, line, members)));
        } else if (isOfKind(clause)
            && (nearest == null || clause.metFields() > nearest.clauses.metFields())) {
          nearest = new Near(line.id(), type, line.at(), clause);
        }
      }
      // who was in which segment before the line
      members.removeAll(line.changes().segmentsEntered());
      members.addAll(line.changes().segmentsLeft());
    }
    return new Heard(
        List.copyOf(matching.subList(0, Math.min(MOST, matching.size()))),
        matching.isEmpty() ? nearest : null);
  }

  private static boolean isOfKind(Clause clause) {
    return clause.unmet().stream().noneMatch(field -> field.path().equals(KIND));
  }

  private static String became(
      Known known, Campaign campaign, HistoryLine line, Set<String> members) {
    var entry = LineId.entry(campaign.id(), line.id());
    if (known.entries().getOrDefault(campaign.id(), List.of()).stream()
        .anyMatch(each -> each.id().equals(entry))) {
      return "entered";
    }
    var decision = LineId.decision(campaign.id() + "#" + line.id() + "#");
    for (var each : known.decisions().getOrDefault(campaign.id(), List.of())) {
      if (each.id().startsWith(decision) && each.event() instanceof Decided decided) {
        return decided.reason();
      }
    }
    if (Journeys.isGift(line.id())) {
      return "gift";
    }
    if (campaign.segment() != null && !members.contains(campaign.segment())) {
      return "not-in-audience";
    }
    return line.cause() == Cause.IMPORTED ? "imported" : "nothing-recorded";
  }
}
