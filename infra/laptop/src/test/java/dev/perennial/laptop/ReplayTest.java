package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Options;
import dev.perennial.orders.OrderFile;
import dev.perennial.orders.OrderFormat;
import dev.perennial.people.MadeUpPeople;
import dev.perennial.replay.Replay;
import dev.perennial.testkit.Crash;
import dev.perennial.testkit.Project;
import dev.perennial.testkit.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The commands on a folder of data: run again, interrupted, and after the data was meddled with.
 */
class ReplayTest {
  private static final Instant FIRST = Instant.parse("2026-01-05T10:00:00Z");
  private static final Instant LAST = FIRST.plusSeconds(29 * 40_000L);
  private static final int ORDERS = 30;

  /** Someone who is made up to consent to nothing, so that a claim of no mail is written, too. */
  private static final String UNWILLING =
      IntStream.range(0, 100)
          .mapToObj(i -> "unwilling" + i)
          .filter(id -> !new MadeUpPeople().profile(id, null, FIRST).contains("granted"))
          .findFirst()
          .orElseThrow();

  @TempDir Path folder;

  private Path orders() throws IOException {
    var text = new StringBuilder("customerId,purchaseId,at,sku,quantity,unitPrice\n");
    for (int i = 0; i < ORDERS; i++) {
      text.append(
          "c%d,p%d,%s,mug,%d,2.50%n"
              .formatted(i % 7, i, FIRST.plusSeconds(i * 40_000L), 1 + i % 5));
      if (i == 9) {
        text.append("c1,broken,2026-01-10T10:00:00Z,mug,none,2.50\n");
      }
    }
    return Files.writeString(folder.resolve("orders.csv"), text);
  }

  private Object[] command(String name, Path data) throws IOException {
    return new Object[] {
      name,
      "--orders",
      orders().toString(),
      "--format",
      "csv",
      "--data",
      data.toString(),
      "--json",
      "--made-up-people",
      "--skip-broken"
    };
  }

  private static LaptopStack open(Path data, Instant start, ClientInterceptor interceptor) {
    return LaptopStack.start(
        Options.of(Project.template(), start).withData(data).withInterceptor(interceptor));
  }

  private static Map<String, Map<String, AttributeValue>> tables(Path data) {
    try (var stack = open(data, Instant.EPOCH, ClientInterceptor.NONE)) {
      var all = new TreeMap<String, Map<String, AttributeValue>>();
      for (var table : stack.template().tables().keySet()) {
        for (var item : Tables.items(stack, table)) {
          var keys = new TreeMap<>(item);
          keys.keySet().retainAll(List.of("customerId", "id", "kind", "version"));
          if (!table.equals("ProgrammeTable")) {
            keys.remove("version");
          }
          all.put(table + keys, item);
        }
      }
      return all;
    }
  }

  @Test
  void aSecondReplayLeavesEveryTableByteForByteAsItWas() throws IOException {
    var data = folder.resolve("data");
    var first = Ran.run(command("replay", data));
    assertEquals(0, first.code(), first.err());
    assertEquals(ORDERS, first.json().path("purchases").asInt());
    assertEquals(0, first.json().path("unchanged").asInt());
    assertTrue(first.json().path("emailsSent").asInt() > 0, first.out());
    var before = tables(data);
    var second = Ran.run(command("replay", data));
    assertEquals(0, second.code(), second.err());
    assertEquals(ORDERS, second.json().path("unchanged").asInt());
    for (var nothing :
        List.of("purchases", "events", "emailsSent", "segmentMoves", "pointsIssued")) {
      assertEquals(0, second.json().path(nothing).asInt(), nothing);
    }
    assertEquals(before, tables(data));
  }

  @Test
  void ofOrdersPostedSideBySideNothingFollowsBeforeItsOrder() throws IOException {
    var text = new StringBuilder("customerId,purchaseId,at,sku,quantity,unitPrice\n");
    for (int i = 0; i < 12; i++) {
      text.append("f%d,p%d,%s,mug,1,2.50%n".formatted(i, i, FIRST.plusSeconds(i * 240L)));
    }
    var command = command("replay", folder.resolve("data"));
    command[2] = Files.writeString(folder.resolve("hour.csv"), text).toString();
    assertTrue(Ran.run(command).json().path("emailsSent").asInt() > 3);
    try (var stack = open(folder.resolve("data"), Instant.EPOCH, ClientInterceptor.NONE)) {
      for (var mail : stack.mailbox().list()) {
        var to = mail.to().getFirst();
        var customer = to.substring(to.lastIndexOf(".f") + 2, to.indexOf('@'));
        var ordered = FIRST.plusSeconds(Integer.parseInt(customer) * 240L);
        assertFalse(mail.at().isBefore(ordered), to + " was thanked before the order");
      }
    }
  }

  @Test
  void ordersImportedAndThenReplayedOrImportedAgainAreUnchanged() throws IOException {
    var data = folder.resolve("data");
    assertEquals(ORDERS, Ran.run(command("import", data)).json().path("purchases").asInt());
    var before = tables(data);
    for (var again : List.of("import", "replay")) {
      var ran = Ran.run(command(again, data));
      assertEquals(0, ran.code(), ran.err());
      assertEquals(ORDERS, ran.json().path("unchanged").asInt(), again);
      assertEquals(0, ran.json().path("purchases").asInt(), again);
      assertEquals(before, tables(data), again);
    }
  }

  @Test
  void aBrokenLineIsReportedWithItsNumberAndTheRestGoesOn() throws IOException {
    var ran = Ran.run(command("import", folder.resolve("data")));
    assertEquals(0, ran.code());
    assertTrue(ran.err().startsWith("line 12: quantity is \"none\""), ran.err());
    assertEquals(ORDERS, ran.json().path("purchases").asInt());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5})
  void anImportThatCrashedInTheMiddleAndIsRunAgainEndsInTheSameTables(int crashing)
      throws IOException {
    var whole = folder.resolve("whole");
    Ran.run(command("import", whole));
    var half = folder.resolve("half");
    var writes = new int[1];
    var reading = OrderFile.read(orders(), OrderFormat.named("csv"), Project.TERMS);
    // the programme, and the secret of its links, as the whole one has them
    copyProgramme(whole, half);
    try (var stack = open(half, LAST.plusMillis(1), crashAtWrite(crashing, writes))) {
      var replay = new Replay(stack, reading, new MadeUpPeople(), at -> {});
      assertThrows(Crash.class, () -> replay.importAll(reading));
    }
    var again = Ran.run(command("import", half));
    assertEquals(0, again.code(), again.err());
    assertTrue(again.json().path("unchanged").asInt() > 0 || crashing == 1, again.out());
    assertEquals(tables(whole), tables(half));
  }

  /** Of 250 orders the first 97 or so, with profile and consents, are one transaction. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void anImportThatCrashedWithinACustomerGoesOnWithoutEvents(int crashing) throws IOException {
    var text = new StringBuilder("customerId,purchaseId,at,sku,quantity,unitPrice\n");
    for (int i = 0; i < 250; i++) {
      text.append("%s,p%d,%s,mug,1,2.50%n".formatted(UNWILLING, i, FIRST.plusSeconds(i * 40_000L)));
    }
    var file = Files.writeString(folder.resolve("many.csv"), text);
    var reading = OrderFile.read(file, OrderFormat.CSV, Project.TERMS);
    var command = command("import", folder.resolve("whole"));
    command[2] = file.toString();
    assertEquals(0, Ran.run(command).code());
    assertFalse(tables(folder.resolve("whole")).toString().contains("\"granted\""));
    var half = folder.resolve("half");
    copyProgramme(folder.resolve("whole"), half);
    var last = reading.entries().getLast().at().plusMillis(1);
    try (var stack = open(half, last, crashAtWrite(crashing, new int[1]))) {
      var replay = new Replay(stack, reading, new MadeUpPeople(), at -> {});
      assertThrows(Crash.class, () -> replay.importAll(reading));
    }
    command[6] = half.toString();
    var again = Ran.run(command);
    assertEquals(0, again.json().path("events").asInt(), again.out() + again.err());
    assertTrue(again.json().path("unchanged").asInt() > 90, again.out());
    assertEquals(tables(folder.resolve("whole")), tables(half));
  }

  @Test
  void aCustomerWhoBuysDuringTheImportHasBoth() throws IOException {
    var reading = OrderFile.read(orders(), OrderFormat.CSV, Project.TERMS);
    Ran.run(command("import", folder.resolve("whole")));
    var data = folder.resolve("data");
    copyProgramme(folder.resolve("whole"), data);
    var shop = new AtomicReference<Optional<LaptopStack>>(Optional.empty());
    try (var stack = open(data, LAST.plusMillis(1), buyingBeforeTheFirstWrite(shop))) {
      shop.set(Optional.of(stack));
      new Replay(stack, reading, null, at -> {}).importAll(reading);
      assertTrue(shop.get().isEmpty(), "it bought");
    }
    var again = Ran.run(command("import", data));
    assertEquals(ORDERS, again.json().path("unchanged").asInt(), again.out());
    var checked = Ran.run("check", "--data", data, "--json");
    assertEquals(0, checked.code(), checked.out());
    var held = Ran.run("export", "--data", data).out();
    assertTrue(held.contains("{\"customerId\":\"c0\",\"orders\":6,"), held);
  }

  private static ClientInterceptor buyingBeforeTheFirstWrite(
      AtomicReference<Optional<LaptopStack>> shop) {
    return new ClientInterceptor() {
      @Override
      public void before(dev.perennial.emulator.stack.AwsCall call) {
        if (call.operation().equals("transactWriteItems")
            && call.function().equals("CustomersFunction")) {
          shop.getAndSet(Optional.empty()).ifPresent(ReplayTest::buyMeanwhile);
        }
      }
    };
  }

  private static void buyMeanwhile(LaptopStack shop) {
    var body =
        """
        {"purchaseId":"meanwhile","customerId":"c0","at":"%s","currency":"GBP",
        "lines":[{"sku":"mug","quantity":1,"unitPrice":"2.50"}]}
        """
            .formatted(LAST);
    var json = Map.of("content-type", "application/json");
    assertEquals(201, shop.http("POST", "/purchases", json, body).status());
  }

  private static ClientInterceptor crashAtWrite(int nth, int[] writes) {
    return new ClientInterceptor() {
      @Override
      public void before(dev.perennial.emulator.stack.AwsCall call) {
        if (call.operation().equals("transactWriteItems") && ++writes[0] == nth) {
          throw new Crash("import");
        }
      }
    };
  }

  private static void copyProgramme(Path from, Path to) {
    List<Map<String, AttributeValue>> items;
    try (var stack = open(from, Instant.EPOCH, ClientInterceptor.NONE)) {
      items = Tables.items(stack, "ProgrammeTable");
    }
    try (var stack = open(to, LAST.plusMillis(1), ClientInterceptor.NONE)) {
      var table = Tables.table(stack, "ProgrammeTable");
      items.forEach(item -> stack.dynamo().putItem(request -> request.tableName(table).item(item)));
    }
  }

  @Test
  void checkFindsNothingAndThenNamesALineChangedALineLostAndAnAccountEdited() throws IOException {
    var data = folder.resolve("data");
    Ran.run(command("import", data));
    var sound = Ran.run("check", "--data", data.toString(), "--json");
    assertEquals(0, sound.code(), sound.out());
    assertEquals(7, sound.json().path("customers").asInt());
    try (var stack = open(data, Instant.EPOCH, ClientInterceptor.NONE)) {
      edit(stack, "HistoryTable", "c1", "ledger#purchase#p8", "\"earned\":", "\"earned\":1");
      var history = Tables.table(stack, "HistoryTable");
      stack.dynamo().deleteItem(r -> r.tableName(history).key(key("c2", "ledger#purchase#p9")));
      edit(stack, "CustomersTable", "c3", "account", "2027-01:10 ", "2027-01:11 ");
    }
    var found = Ran.run("check", "--data", data.toString());
    assertEquals(1, found.code());
    var lines = found.out().lines().toList();
    assertTrue(
        lines.contains("c1 ledger#purchase#p8: the line was changed after it was written"),
        found.out());
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("c2 ledger#purchase#p16: .*one is missing")),
        found.out());
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("c3 account: .* lots .* instead of .*")),
        found.out());
    assertTrue(lines.stream().noneMatch(line -> line.matches("c[0456] .*")), found.out());
  }

  private static void edit(
      LaptopStack stack, String table, String customer, String id, String from, String to) {
    var name = Tables.table(stack, table);
    var item =
        new HashMap<>(stack.dynamo().getItem(r -> r.tableName(name).key(key(customer, id))).item());
    var body = Tables.text(item, "body");
    assertTrue(body.contains(from), body);
    item.put("body", AttributeValue.fromS(body.replace(from, to)));
    stack.dynamo().putItem(r -> r.tableName(name).item(item));
  }

  private static Map<String, AttributeValue> key(String customer, String id) {
    return Map.of("customerId", AttributeValue.fromS(customer), "id", AttributeValue.fromS(id));
  }
}
