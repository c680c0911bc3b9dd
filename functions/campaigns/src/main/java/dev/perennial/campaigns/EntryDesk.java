package dev.perennial.campaigns;

import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.Campaign.Entry;
import dev.perennial.domain.campaigns.Entries;
import dev.perennial.domain.campaigns.Entries.Outcome;
import dev.perennial.domain.customers.CustomerStore.Written;
import dev.perennial.domain.history.Fact;
import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.programme.Rules;
import dev.perennial.doors.Attempts;
import dev.perennial.doors.Cloud;
import dev.perennial.doors.Figure;
import dev.perennial.doors.Metrics;
import dev.perennial.doors.RulesInForce;
import dev.perennial.doors.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes an entry into a campaign and claims its mail, or records why not; once, however often. */
final class EntryDesk {
  /** How long a decision that led nowhere is kept. */
  private static final Duration DECISIONS_KEPT = Duration.ofDays(400);

  private final Stores stores;
  private final RulesInForce rules;
  private final Clock clock;
  private final Metrics metrics;

  EntryDesk(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    clock = cloud.clock();
    metrics = Metrics.in(cloud);
  }

  Stores stores() {
    return stores;
  }

  Rules rules() {
    return rules.at(clock.instant());
  }

  /**
   * Takes an entry.
   *
   * @param trigger id of the event that made it, null for a schedule
   */
  void enter(String customerId, Campaign campaign, Entry entry, @Nullable String trigger) {
    var done = Attempts.until(() -> once(customerId, campaign, entry, trigger));
    if (done.isEmpty()) {
      throw new IllegalStateException("the sends are written too often; the event comes again");
    }
  }

  private Optional<Outcome> once(
      String customerId, Campaign campaign, Entry entry, @Nullable String trigger) {
    var now = clock.instant();
    var customer = stores.customers().readWithSends(customerId);
    var outcome = Entries.decide(customer, campaign, entry, rules.at(now).programme().shop(), now);
    return switch (outcome) {
      case Outcome.Already _, Outcome.NotInAudience _ -> Optional.of(outcome);
      case Outcome.Held held -> {
        record(held.decision(), now);
        yield Optional.of(outcome);
      }
      case Outcome.Claimed claimed -> {
        var line = Entries.line(customer, campaign, entry, trigger, now);
        // the entry outlives the claim: taken before, it was claimed before, unless this is the
        // same entry tried again after a crash, which its time tells
        if (!stores.history().putNew(line, null) && !sameTry(line)) {
          yield Optional.of(new Outcome.Already());
        }
        yield stores.customers().write(claimed.change()) instanceof Written.Done
            ? Optional.of(outcome)
            : Optional.empty();
      }
    };
  }

  /** Whether the entry there is young enough for its claim to be still remembered, had it been. */
  private boolean sameTry(HistoryLine line) {
    return stores
        .history()
        .find(line.customerId(), line.id())
        .filter(there -> there.recordedAt().plus(Duration.ofDays(30)).isAfter(line.recordedAt()))
        .isPresent();
  }

  /** Writes a decision when its reason is another than the one recorded. */
  private void record(HistoryLine decision, Instant now) {
    var before = stores.history().find(decision.customerId(), decision.id());
    if (before.isEmpty() || !reason(before.get()).equals(reason(decision))) {
      stores.history().replace(decision, now.plus(DECISIONS_KEPT));
      metrics.count(Figure.MAILS, "held", 1);
    }
  }

  private static String reason(HistoryLine line) {
    return line.fact() instanceof Fact.Decided decided ? decided.reason() : "";
  }
}
