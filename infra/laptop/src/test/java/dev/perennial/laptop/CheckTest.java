package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.LaptopStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each customer's items damaged in another way; {@code check} names each, and repairs accounts. */
class CheckTest {
  private static final String CUSTOMERS = "CustomersTable";
  private static final String HISTORY = "HistoryTable";
  private static final String P1 = "ledger#purchase#p1";
  private static final String P2 = "ledger#purchase#p2";

  @TempDir Path folder;
  private Path data = Path.of("");

  private interface Damage {
    void to(Map<String, AttributeValue> item);
  }

  @BeforeEach
  void twoOrdersOfEach() throws IOException {
    data = folder.resolve("data");
    var text = new StringBuilder("customerId,purchaseId,at,sku,quantity,unitPrice\n");
    for (var customer = 'a'; customer <= 'l'; customer++) {
      text.append(customer).append(",p1,2026-01-05T10:00:00Z,mug,4,2.50\n");
      text.append(customer).append(",p2,2026-01-06T10:00:00Z,mug,4,2.50\n");
    }
    var orders = Files.writeString(folder.resolve("orders.csv"), text);
    assertEquals(
        0, Ran.run("import", "--orders", orders, "--format", "csv", "--data", data).code());
  }

  private static String name(LaptopStack stack, String table) {
    return Objects.requireNonNull(stack.template().tables().get(table)).name();
  }

  private static Map<String, AttributeValue> key(String customer, String id) {
    return Map.of("customerId", AttributeValue.fromS(customer), "id", AttributeValue.fromS(id));
  }

  private static Map<String, AttributeValue> item(
      LaptopStack stack, String table, String customer, String id) {
    var name = name(stack, table);
    return stack.dynamo().getItem(get -> get.tableName(name).key(key(customer, id))).item();
  }

  private static void damage(
      LaptopStack stack, String table, String customer, String id, Damage damage) {
    var name = name(stack, table);
    var item = new HashMap<>(item(stack, table, customer, id));
    damage.to(item);
    stack.dynamo().putItem(put -> put.tableName(name).item(item));
  }

  private static void delete(LaptopStack stack, String customer, String id) {
    var name = name(stack, HISTORY);
    stack.dynamo().deleteItem(delete -> delete.tableName(name).key(key(customer, id)));
  }

  private static Damage body(UnaryOperator<String> change) {
    return item -> {
      var before = Objects.requireNonNull(item.get("body")).s();
      var after = change.apply(before);
      assertNotEquals(before, after);
      item.put("body", AttributeValue.fromS(after));
    };
  }

  /** Of everyone but l. */
  private void damageAll() {
    try (var stack = Ran.open(data)) {
      damage(stack, CUSTOMERS, "a", "account", i -> i.put("version", AttributeValue.fromN("7")));
      damage(stack, CUSTOMERS, "b", "account", body(b -> b.replace("\"b\"", "\"z\"")));
      damage(stack, CUSTOMERS, "c", "account", body(b -> b.substring(1)));
      damage(stack, CUSTOMERS, "d", "account", body(b -> b.replace("2027-01:10 ", "2027-01:11 ")));
      damage(stack, CUSTOMERS, "e", "account", body(b -> b.replace("member", "gold")));
      damage(stack, HISTORY, "f", P1, i -> i.put("id", AttributeValue.fromS("ledger#purchase#p9")));
      delete(stack, "f", P1);
      var anothers = item(stack, HISTORY, "a", P1);
      damage(
          stack,
          HISTORY,
          "g",
          P1,
          i -> {
            i.put("body", Objects.requireNonNull(anothers.get("body")));
            i.put("sum", Objects.requireNonNull(anothers.get("sum")));
          });
      damage(stack, HISTORY, "h", P1, i -> i.remove("body"));
      delete(stack, "i", P1);
      delete(stack, "j", P2);
      var customers = name(stack, CUSTOMERS);
      stack.dynamo().deleteItem(r -> r.tableName(customers).key(key("k", "account")));
    }
  }

  @Test
  void everyDamageIsNamedAndOnlyAccountsOfSoundLinesAreRepaired() throws IOException {
    var sound = Ran.run("check", "--data", data, "--json");
    assertEquals("{\"customers\":12,\"lines\":24,\"findings\":[]}", sound.out().strip());
    damageAll();
    var found = Ran.run("check", "--data", data);
    assertEquals(1, found.code(), found.err());
    for (var each :
        new String[] {
          "a account: the account was changed after it was written",
          "b account: the account stands under another customer or version than it names",
          "c account: can't be read: stored JSON is no Account",
          "d account: the account is not what its lines make: lots .* instead of .*",
          "e account: the account was changed after it was written",
          "f ledger#purchase#p9: the line was changed after it was written",
          "g ledger#purchase#p1: the line was changed after it was written",
          "h ledger#purchase#p1: the line was changed after it was written",
          "i ledger#purchase#p2: follows version 0 but has 2: one is missing",
          "j account: its last line is missing: the lines end at version 1, the account has 2",
          "k account: there are ledger lines but no account"
        }) {
      assertTrue(
          found.out().lines().anyMatch(line -> line.matches(each)), each + "\n" + found.out());
    }
    assertTrue(found.out().lines().noneMatch(line -> line.startsWith("l ")), found.out());

    var repaired = Ran.run("check", "--data", data, "--repair");
    assertEquals(1, repaired.code());
    for (var line : repaired.out().lines().filter(l -> l.contains(": ")).toList()) {
      assertEquals("abcdek".contains(line.substring(0, 1)), line.endsWith(" (repaired)"), line);
    }
    var left = Ran.run("check", "--data", data);
    assertTrue(left.out().lines().noneMatch(line -> line.matches("[abcdekl] .*")), left.out());
    assertTrue(left.out().lines().anyMatch(line -> line.startsWith("h ")), left.out());
  }

  @Test
  void aRepairedAccountIsTheOneThatWasDamaged() {
    Map<String, AttributeValue> before;
    try (var stack = Ran.open(data)) {
      before = item(stack, CUSTOMERS, "d", "account");
      damage(stack, CUSTOMERS, "d", "account", body(b -> b.replace("2027-01:10 ", "2027-01:11 ")));
    }
    assertEquals(0, Ran.run("check", "--data", data, "--repair").code());
    try (var stack = Ran.open(data)) {
      var after = item(stack, CUSTOMERS, "d", "account");
      // until when it rests is found by the next pass
      for (var name : List.of("customerId", "id", "version", "body")) {
        assertEquals(before.get(name), after.get(name), name);
      }
    }
  }
}
