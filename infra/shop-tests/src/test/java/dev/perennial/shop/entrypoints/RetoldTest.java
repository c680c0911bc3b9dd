package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Account;
import dev.perennial.programme.Activation;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.replay.DryRun;
import dev.perennial.replay.HistoryAgain;
import dev.perennial.replay.Past;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.links.StackAddressKeys;
import dev.perennial.runtime.links.StackLinks;
import dev.perennial.runtime.scan.FullScan;
import dev.perennial.testkit.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a stack's History tells is all there was: told again from any day on, it comes to the same
 * points, orders and tier, with whatever customers do beside buying.
 */
final class RetoldTest {
  private static final int CUSTOMERS = 12;
  private static final int STEPS = 40;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3})
  void aHistoryToldAgainComesToTheSameAccounts(int seed) throws Exception {
    Project.copyProgramme(folder);
    try (var shop = Shop.open()) {
      live(shop, seed);
      var now = shop.stack().clock().instant();
      var stores = shop.stores();
      var lived = standings(stores, now);
      var past = Past.of(stores, new StackAddressKeys(new StackLinks(stores.programme())));
      for (var start : new Instant[] {Shop.START.minus(Duration.ofDays(30)), middle(now), now}) {
        var run = new DryRun(Project.template(), this::apply, start);
        var again = new HistoryAgain(run);
        again.live(past, now);
        assertEquals(lived, standings(run.stores(), now), "from " + start);
        assertEquals(0, again.unfit(), "from " + start);
        if (!start.equals(now)) { // at the start all are judged anew
          assertEquals(segments(stores), segments(run.stores()), "from " + start);
        }
        assertEquals(start.equals(now), again.told() == 0, "from " + start);
      }
    }
  }

  private void apply(Stores stores, Instant at) throws IOException {
    try {
      Activation.of(folder).apply(stores, new byte[32], at);
    } catch (ProgrammeFault e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant middle(Instant now) {
    return Shop.START.plus(Duration.between(Shop.START, now).dividedBy(2));
  }

  private static void live(Shop shop, int seed) {
    var random = new Random(seed);
    var customers = new TreeMap<String, LivedCustomer>();
    for (int i = 0; i < CUSTOMERS; i++) {
      var id = "c" + i;
      customers.put(id, new LivedCustomer(shop, id, new Random(random.nextLong())));
    }
    for (int step = 0; step < STEPS; step++) {
      for (var each : customers.values()) {
        each.step(step);
      }
      if (step == STEPS / 2) {
        shop.send("POST", "/customers/c2/merge", "{\"from\":\"c1\"}");
        shop.send("DELETE", "/customers/c3", "");
      }
      shop.stack().drain();
      shop.stack().advanceTo(shop.stack().clock().instant().plus(Duration.ofHours(30)));
    }
    assertTrue(shop.stack().failures().isEmpty(), shop.stack().failures()::toString);
  }

  /** What is so of who is still there. */
  private static SortedMap<String, Map<String, Object>> standings(Stores stores, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneId.of("Europe/London"));
    var all = new TreeMap<String, Map<String, Object>>();
    FullScan.each(
        stores.customers(),
        1,
        customer -> {
          var account = customer.account();
          if (account != null && !account.erased()) {
            all.put(customer.customerId(), standing(account, today));
          }
        });
    return all;
  }

  /** As of the last night: the stack's boundaries and model cards hold in what is told again. */
  private static SortedMap<String, List<String>> segments(Stores stores) {
    var all = new TreeMap<String, List<String>>();
    FullScan.each(
        stores.customers(),
        1,
        customer -> {
          if (!customer.erased()) {
            all.put(customer.customerId(), customer.accountOr("").segments());
          }
        });
    return all;
  }

  private static Map<String, Object> standing(Account account, LocalDate today) {
    var standing = new TreeMap<String, Object>();
    standing.put("balance", account.balanceOn(today));
    standing.put("pending", account.pendingOn(today));
    standing.put("debt", account.debt());
    standing.put("orders", account.days().orders());
    standing.put("purchases", account.purchases());
    standing.put("tier", Objects.toString(account.tier()));
    return standing;
  }
}
