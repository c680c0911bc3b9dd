package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.Held;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.mail.Decided;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Figure;
import dev.perennial.runtime.cloud.Metrics;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Happened;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.transaction.Command;
import dev.perennial.runtime.transaction.Transactor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes customers into campaigns and through them; once, however often. */
final class Enroller {
  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final Transactor transactor;
  private final Metrics metrics;

  Enroller(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
    transactor = new Transactor(stores, rules, clock);
    metrics = Metrics.in(cloud);
  }

  Stores stores() {
    return stores;
  }

  Rules rules() {
    return rules.at(clock.instant());
  }

  Instant now() {
    return clock.instant();
  }

  /** The campaigns of before by which journeys may still finish. */
  CampaignSet finishing() {
    return rules.finishing(clock.instant());
  }

  /** The campaigns that begin by themselves at an instant, as they are by now. */
  List<Campaign> scheduled(Instant at) {
    var now = clock.instant();
    var due = rules.timetable(at.minusNanos(1), now).at(at);
    return rules.at(now).programme().get(CampaignSet.SECTION).all().stream()
        .filter(each -> due.contains(each.id()))
        .toList();
  }

  /**
   * Takes an entry, and its journey as far as it goes.
   *
   * @param trigger the event that made it, null for a schedule
   */
  void enter(String customerId, Campaign campaign, Entry entry, @Nullable Happened trigger) {
    if (run(new Enrol(customerId, campaign, entry, trigger, stores))) {
      resume(customerId);
    }
  }

  /** Takes on the journeys that an event concerns. */
  void hear(Happened event) {
    if (run(new Resume(event.customerId(), event, stores))) {
      resume(event.customerId());
    }
  }

  /** Takes on all journeys of a customer that are due. */
  void resume(String customerId) {
    while (run(new Resume(customerId, null, stores))) {
      // one mail and one gift at a time
    }
  }

  /** Carries a command out; whether something is left that is due at once. */
  private boolean run(Command<?, Progress> command) {
    return switch (transactor.run(command)) {
      case Transactor.Outcome.Answered<Progress>(Progress progress) -> {
        var refused = progress.refused();
        if (refused != null) {
          record(refused);
        }
        if (progress.held() > 0) {
          metrics.count(Figure.MAILS, "held", progress.held());
        }
        yield progress.more();
      }
      case Transactor.Outcome.Busy<Progress> _ ->
          throw new IllegalStateException(
              "the mail log is written too often; what asked comes again");
    };
  }

  /** Writes a decision when its reason is another than the one recorded. */
  private void record(HistoryLine decision) {
    var before = stores.history().find(decision.customerId(), decision.id());
    if (before.isEmpty() || !reason(before.get()).equals(reason(decision))) {
      stores.history().replace(decision, new Held(decision).expires());
      metrics.count(Figure.MAILS, "held", 1);
    }
  }

  private static String reason(HistoryLine line) {
    return line.event() instanceof Decided decided ? decided.reason() : "";
  }
}
