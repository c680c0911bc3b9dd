package dev.perennial.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.Notation;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.CustomerStore.Part;
import dev.perennial.domain.ledger.Due;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.nightly.Moved;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.rewards.RewardStore;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The contract on DynamoDB Local, and what only items can show. */
class DynamoStoresTest extends StoresContract {
  private static final Instant NOW = Instant.parse("2011-03-01T10:00:00Z");

  /** Without its telemetry. */
  private static final AmazonDynamoDBLocal LOCAL = DynamoDBEmbedded.create(true);

  private static final Tables TABLES = new Tables(LOCAL.dynamoDbClient(), "test").create();

  @AfterAll
  static void close() {
    LOCAL.shutdown();
  }

  @Override
  protected CustomerStore customers() {
    return TABLES.customers();
  }

  @Override
  protected HistoryStore history() {
    return TABLES.history();
  }

  @Override
  protected DueJourneys dueJourneys() {
    return TABLES.dueJourneys();
  }

  @Override
  protected RewardStore rewards() {
    return TABLES.rewards();
  }

  @Override
  protected ProgrammeStore programme() {
    return TABLES.programme();
  }

  private static Map<String, AttributeValue> item(String table, String customerId, String id) {
    return LOCAL
        .dynamoDbClient()
        .getItem(get -> get.tableName(table).key(Items.key(customerId, id)))
        .item();
  }

  private static HistoryLine moved(String customerId) {
    var fact = new Moved();
    return HistoryLine.draft(customerId, "moved#1", 1, NOW, NOW, Cause.TIME, fact);
  }

  private static Change first(String customerId, boolean quiet) {
    var before = Account.empty(customerId, "member");
    var change =
        Change.of(before, before.after(moved(customerId), ZoneOffset.UTC), moved(customerId));
    return new Change(
        customerId,
        change.account(),
        0,
        change.profile(),
        null,
        0,
        change.lines(),
        List.of(),
        quiet);
  }

  @Test
  void onlyLinesThatRaiseAnEventNameOneAndQuietOnesNever() {
    customers().write(first("loud", false));
    customers().write(first("quiet", true));
    var entered = new Entered("thanks", "1", null);
    history().putNew(HistoryLine.draft("loud", "e", 1, NOW, NOW, Cause.TIME, entered), null);
    var table = TABLES.historyName();
    assertEquals("Customer Reclassified", Items.text(item(table, "loud", "moved#1"), "event"));
    assertNull(item(table, "quiet", "moved#1").get("event"));
    assertNull(item(table, "loud", "e").get("event"));
  }

  @Test
  void whatMayBeForgottenSaysWhenInSeconds() {
    history().putNew(moved("brief"), NOW);
    var item = item(TABLES.historyName(), "brief", "moved#1");
    assertEquals(Items.number(NOW.getEpochSecond()), item.get("expires"));
    history().replace(moved("brief"), null);
    assertNull(item(TABLES.historyName(), "brief", "moved#1").get("expires"));
  }

  @Test
  void whatABusyTableLeavesUndoneIsToBeAskedForAgain() {
    var busy = new AtomicBoolean(true);
    var client = LOCAL.dynamoDbClient();
    var table = TABLES.historyName();
    var history =
        new DynamoHistory(
            (DynamoDbClient)
                Proxy.newProxyInstance(
                    DynamoStoresTest.class.getClassLoader(),
                    new Class<?>[] {DynamoDbClient.class},
                    (_, method, arguments) ->
                        busy.get() && arguments[0] instanceof BatchWriteItemRequest batch
                            ? BatchWriteItemResponse.builder()
                                .unprocessedItems(batch.requestItems())
                                .build()
                            : method.invoke(client, arguments)),
            table);
    history().putNew(moved("undone"), null);
    assertFalse(history.forget("undone", "moved#", 1));
    assertTrue(history().find("undone", "moved#1").isPresent());
    busy.set(false);
    assertTrue(history.forget("undone", "moved#", 1));
    assertTrue(history().find("undone", "moved#1").isEmpty());
  }

  @Test
  void theMailLogNamesItsLastChangeForTheStreamToFilter() {
    var mail = new MailLog.Mail("thanks", "thanks", "email", null, MailLog.State.CLAIMED, NOW, NOW);
    var claimed = MailLog.NONE.claim("thanks#1#0", mail, NOW);
    customers().write(Change.ofMailLog("sender", MailLog.NONE, claimed, List.of()));
    var item = item(TABLES.customersName(), "sender", "sends");
    assertEquals("CLAIMED", Items.text(item, "lastState"));
    assertEquals("thanks#1#0", Items.text(item, "lastId"));
    customers()
        .write(Change.ofMailLog("sender", claimed, claimed.forbidding("bounced", true), List.of()));
    assertEquals(
        "FORBIDDEN", Items.text(item(TABLES.customersName(), "sender", "sends"), "lastState"));
  }

  @Test
  void aLineThatWasTamperedWithIsNotIntact() {
    customers().write(first("victim", false));
    var item = new HashMap<>(item(TABLES.historyName(), "victim", "moved#1"));
    assertTrue(Items.intact(item));
    item.put(Items.BODY, Items.text(Items.body(item).replace("\"seq\":1", "\"seq\":2")));
    assertFalse(Items.intact(item));
    item.remove(Items.SUM);
    assertFalse(Items.intact(item));
  }

  @Test
  void aKeyAVersionOrAnEventThatWasTamperedWithIsFound() {
    customers().write(first("victims", false));
    var line = item(TABLES.historyName(), "victims", "moved#1");
    var account = item(TABLES.customersName(), "victims", "account");
    assertTrue(Items.intact(account));
    for (var changed :
        List.of(
            with(line, Items.CUSTOMER, Items.text("another")),
            with(line, Items.ID, Items.text("moved#2")),
            with(line, "event", Items.text("Customer Erased")),
            with(account, Items.VERSION, Items.number(2)),
            with(account, "more", Items.text("")))) {
      assertFalse(Items.intact(changed), changed::toString);
    }
  }

  private static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, String name, AttributeValue value) {
    var changed = new HashMap<>(item);
    changed.put(name, value);
    return changed;
  }

  /**
   * What is beside another version of the account, or can't be read, is as if it were not there.
   */
  @ParameterizedTest
  @ValueSource(strings = {"2 mark 99999 ", "0 mark 99999 ", "1 mark 99999", "1", "", "x y z a"})
  void aDueDayThatIsNotOfTheAccountIsNotBelieved(String text) {
    var id = "stale" + text.hashCode();
    customers().write(first(id, false).with(new Due(1, "mark", LocalDate.EPOCH, "")));
    var table = TABLES.customersName();
    assertEquals("1 mark 0 ", Items.text(item(table, id, "account"), Items.DUE));
    assertEquals(1, resting(id));
    var other = with(item(table, id, "account"), Items.DUE, Items.text(text));
    LOCAL.dynamoDbClient().putItem(put -> put.tableName(table).item(other));
    assertEquals(0, resting(id));
  }

  private long resting(String customerId) {
    long found = 0;
    @Nullable String cursor = null;
    do {
      var page = customers().scan(new Part(0, 1), cursor, _ -> true);
      found += page.resting().stream().filter(each -> each.customerId().equals(customerId)).count();
      cursor = page.cursor();
    } while (cursor != null);
    return found;
  }

  @Test
  void anAccountIsRepairedUnlessItWasWrittenSinceItWasRead() {
    var store = (DynamoCustomers) customers();
    store.write(first("broken", false));
    var table = TABLES.customersName();
    var sound = item(table, "broken", "account");
    var account = Items.account(sound);
    var damaged = with(sound, Items.VERSION, Items.number(7));
    LOCAL.dynamoDbClient().putItem(put -> put.tableName(table).item(damaged));
    assertFalse(store.repair(account, sound));
    assertFalse(store.repair(account, null));
    assertTrue(store.repair(account, damaged));
    assertEquals(sound, item(table, "broken", "account"));
  }

  /** Of each item as large as it is on the shop's busiest customers: a kilobyte, two units. */
  @Test
  void aRedemptionCostsEightWriteUnitsAtMost() {
    var longest = "x".repeat(64);
    var lots =
        Notation.lots(
            "2011-03:1000000 2011-04:1000000 2011-05:1000000 2011-06:1000000 2011-07:1000000");
    var takes = lots.planSpending(4_500_000, LocalDate.parse("2011-03-01"));
    var offer = new Reward.Offer(500, 2000, 90, 10, false, true);
    var last = LocalDate.parse("2011-05-30");
    var fact = new Redeemed(longest, longest, "000001", takes, "A21MBC465AV48QXF", offer, last, 7);
    var line =
        HistoryLine.draft(
            longest, "ledger#redemption#" + longest, 99, NOW, NOW, Cause.RECORDED, fact);
    assertTrue(size(Items.item(line, null)) <= 1024, "line " + size(Items.item(line, null)));
    var uses = new ArrayList<Coupon.Use>();
    var coupon =
        new Coupon("A21MBC465AV48QXF", longest, longest, longest, offer, last, 1, false, uses);
    assertTrue(size(DynamoRewards.item(coupon)) <= 1024, "coupon");
  }

  private static long size(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToLong(
            each ->
                each.getKey().length()
                    + (each.getValue().s() == null ? 21 : each.getValue().s().length()))
        .sum();
  }
}
