package dev.perennial.campaigns;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.campaigns.CampaignReader;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.programme.Earn;
import dev.perennial.domain.programme.Loyalty;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.programme.Tiers;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.transaction.Transactor;
import dev.perennial.storage.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A million journeys that wait, of which 50,000 are due in one minute: how long it takes to find
 * them and take them on, in memory and by one core. Run by {@code make bench}, never by the tests.
 */
class JourneysBench {
  private static final Instant NOW = Instant.parse("2011-03-01T12:00:00Z");
  private static final int ALL = 1_000_000;
  private static final int DUE = 50_000;

  @Test
  void aMinute() throws Exception {
    var stores = new InMemoryStores();
    for (int i = 0; i < ALL; i++) {
      var due = i < DUE ? NOW.minusSeconds(i % 60) : NOW.plusSeconds(60 + i);
      wait("c" + i, due, stores);
    }
    var all = new Stores(stores, stores, stores, stores);
    var transactor = Transactor.at(NOW, rules(), stores, stores);
    var began = System.nanoTime();
    var taken = 0;
    for (int shard = 0; shard < DueJourneys.SHARDS; shard++) {
      for (var customer : stores.due(shard, NOW, DUE).customers()) {
        transactor.run(new Resume(customer, null, all));
        taken++;
      }
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "%,d of %,d journeys due in a minute: %.2f s, %,.0f a second%n",
        taken, ALL, seconds, taken / seconds);
    if (taken != DUE || !stores.due(0, NOW, DUE).customers().isEmpty()) {
      throw new IllegalStateException("not all were taken on");
    }
    began = System.nanoTime();
    for (int shard = 0; shard < DueJourneys.SHARDS; shard++) {
      stores.due(shard, NOW, DUE);
    }
    System.out.printf("a minute in which none is due: %,d ns%n", System.nanoTime() - began);
  }

  private static void wait(String customer, Instant due, InMemoryStores stores) {
    var began = due.minus(Duration.ofDays(3));
    var journey = Journey.begun("c", "e", began, "0", Map.of()).until(due, "");
    var account = Account.empty(customer, "member");
    var log = MailLog.NONE.with(journey, began);
    stores.write(
        new Change(
            customer,
            account,
            0,
            new Change.ProfileStep.Keep(),
            log,
            0,
            List.of(),
            List.of(),
            true));
  }

  private static Rules rules() throws Exception {
    var files =
        """
        {"campaigns": {"c": {"trigger": {"event": {"detail-type": ["Purchase Recorded"]}},
          "steps": [{"wait": "3 days"}, {"if": {"tier": ["member"]},
            "then": [{"wait": "4 days"}]}, {"wait": "1 day"}]}}}
        """;
    var shop = new Shop("Bench", null, ZoneOffset.UTC, Currency.getInstance("GBP"), false, 5, true);
    var loyalty = new Loyalty(Earn.at(1000, Map.of()), 14, 12, 10, Set.of(), Tiers.one("member"));
    var programme = new Programme("1", shop, loyalty, Map.of());
    var campaigns =
        new CampaignReader()
            .read(
                new Reader(new JsonMapper().readTree(files), "", new ArrayList<Mistake>()),
                programme);
    return new Rules(programme.with(CampaignSet.SECTION, campaigns), List.of(), List.of());
  }
}
