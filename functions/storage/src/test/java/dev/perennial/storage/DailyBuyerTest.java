package dev.perennial.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Example;
import dev.perennial.domain.checkout.Checkout;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.domain.purchases.Purchases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The account of who buys every day stays small, and is what it was when it is read again. */
class DailyBuyerTest {
  private static final Duration LIVED = Duration.ofDays(3 * 365);

  private Customer customer = new Customer("anna", null, null, null);
  private Instant now = Example.noon("2023-01-01");

  private Account account() {
    return Objects.requireNonNull(customer.account());
  }

  private Change buy(Random random, int number) {
    var line =
        Example.line("S" + random.nextInt(50), 1 + random.nextInt(3), 100 + random.nextInt(3000));
    var order = Example.purchase("P" + (500_000 + number), now, line);
    var recorded =
        assertInstanceOf(
            Purchases.Outcome.Recorded.class,
            Checkout.decide(customer, order, Checkout.Known.NOTHING, Example.rules(), now));
    return recorded.change();
  }

  private Change live(int purchases, long seed) {
    var random = new Random(seed);
    Change last = null;
    for (int i = 0; i < purchases; i++) {
      now = now.plus(LIVED.dividedBy(purchases));
      last = buy(random, i);
      var account = Trail.settled(Objects.requireNonNull(last.account()));
      customer = new Customer("anna", account, null, null);
    }
    return Objects.requireNonNull(last);
  }

  private static int bytes(Map<String, AttributeValue> item) {
    int bytes = 0;
    for (var each : item.entrySet()) {
      var value = each.getValue();
      bytes += each.getKey().length();
      bytes +=
          value.b() != null
              ? value.b().asByteArray().length
              : value.s() != null
                  ? value.s().getBytes(StandardCharsets.UTF_8).length
                  : value.n().length();
    }
    return bytes;
  }

  private static int writeUnits(Map<String, AttributeValue> item) {
    return 2 * Math.ceilDiv(bytes(item), 1024);
  }

  @ParameterizedTest(name = "{0} purchases, seed {1}")
  @CsvSource({"1095, 1", "5000, 2", "10000, 3", "10000, 4"})
  void onePurchaseMoreOfThreeYearsTakesEightWriteUnitsAtMost(int purchases, long seed) {
    var last = live(purchases, seed);
    var account = Items.item(account(), null);
    var units = writeUnits(account) + writeUnits(Items.item(last, last.lines().getFirst()));
    assertTrue(units <= 8, units + " units, the account has " + bytes(account) + " bytes");
  }

  @Test
  void whatIsPackedIsReadTheSameAndEarlierReleasesAreToldThatItIsOfALaterOne_seed5() {
    live(2000, 5);
    var item = Items.item(account(), null);
    assertTrue(item.containsKey("packed"), "it is large");
    assertEquals(account(), Items.account(item));
    assertTrue(Items.intact(item));
    assertEquals("{\"customerId\":\"anna\",\"version\":2000,\"schema\":3}", Items.body(item));
    var other = new HashMap<>(item);
    other.put("packed", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2, 3})));
    assertThrows(UnreadableItem.class, () -> Items.account(other));
    assertTrue(!Items.intact(other), "the digest is of the packed bytes, too");
  }

  @Test
  void whoBuysNowAndThenIsStoredAsBefore_seed6() {
    live(30, 6);
    assertTrue(!Items.item(account(), null).containsKey("packed"));
  }
}
