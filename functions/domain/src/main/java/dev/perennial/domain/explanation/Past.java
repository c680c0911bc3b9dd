package dev.perennial.domain.explanation;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.CampaignVersions;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.campaigns.Step;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog.Mail;
import dev.perennial.domain.mail.Decided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a customer in a campaign, the last first.
 *
 * @param entries lines of entries
 * @param journeys under way, or over and not forgotten yet
 * @param mails of the last sixty days
 * @param held mails that were not sent, and why
 */
record Past(
    List<HistoryLine> entries, List<OnJourney> journeys, List<Sent> mails, List<Held> held) {
  /** Of each kind. */
  private static final int MOST = 20;

  /**
   * A journey.
   *
   * @param step what stands at its place, as files call it; empty when it is over or the step gone
   * @param waitsFor the event's pattern, or why the mail waits; empty when it waits for the time
   */
  record OnJourney(Journey journey, String step, String waitsFor) {}

  /** A mail and its id. */
  record Sent(String sendId, Mail mail) {}

  /** A mail that was not sent. */
  record Held(String sendId, String reason, Instant at) {}

  /** Of a campaign, in force or not. */
  static Past of(Known known, CampaignVersions campaigns, String id) {
    var log = known.customer().mailLogOrNone();
    var entries =
        known.entries().getOrDefault(id, List.of()).stream()
            .filter(line -> line.event() instanceof Entered)
            .sorted(Comparator.comparing(HistoryLine::at).reversed())
            .limit(MOST)
            .toList();
    var journeys =
        log.journeys().values().stream()
            .filter(each -> each.campaign().equals(id))
            .sorted(Comparator.comparing(Journey::enteredAt).reversed())
            .limit(MOST)
            .map(each -> onJourney(each, campaigns.find(each).orElse(null)))
            .toList();
    var mails = new ArrayList<Sent>();
    log.mails()
        .forEach(
            (sendId, mail) -> {
              if (mail.campaign().equals(id)) {
                mails.add(new Sent(sendId, mail));
              }
            });
    mails.sort(Comparator.comparing((Sent each) -> each.mail.since()).reversed());
    var held = new ArrayList<Held>();
    for (var line : known.decisions().getOrDefault(id, List.of())) {
      if (line.event() instanceof Decided decided) {
        held.add(new Held(decided.sendId(), decided.reason(), line.at()));
      }
    }
    held.sort(Comparator.comparing(Held::at).reversed());
    return new Past(
        entries,
        journeys,
        List.copyOf(mails.subList(0, Math.min(MOST, mails.size()))),
        List.copyOf(held.subList(0, Math.min(MOST, held.size()))));
  }

  private static OnJourney onJourney(Journey journey, @Nullable Campaign campaign) {
    var step = campaign == null ? null : campaign.flow().at(journey.place()).orElse(null);
    return new OnJourney(
        journey,
        step == null ? "" : name(step),
        !journey.reason().isEmpty() || journey.ended()
            ? journey.reason()
            : step instanceof Step.Await await ? await.pattern() : "");
  }

  /** As campaign files call it. */
  private static String name(Step step) {
    return step instanceof Step.Branch
        ? "if"
        : step.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
