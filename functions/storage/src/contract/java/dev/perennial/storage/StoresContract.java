package dev.perennial.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Part;
import dev.perennial.domain.ledger.CustomerStore.Written;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter of the stores promises, whatever is under it. */
public abstract class StoresContract extends LineOfTimeContract {
  private static Profile profile(String customerId, String email) {
    return Profile.empty(customerId)
        .with(Profile.Field.EMAIL, email)
        .with("shoe", new Attribute.Text(""));
  }

  private static MailLog claimed(MailLog before, String sendId) {
    var until = NOW.plus(Duration.ofDays(3));
    var mail =
        new MailLog.Mail("thanks", "thanks", "email", null, MailLog.State.CLAIMED, NOW, until);
    return before.claim(sendId, mail, NOW);
  }

  @Test
  void whoWasNeverWrittenIsNobody() {
    assertEquals(new Customer(anna, null, null, null), customers().read(anna));
    assertEquals(new Customer(anna, null, null, null), customers().readWithMailLog(anna));
    assertEquals(Optional.empty(), history().find(anna, "moved#1"));
    assertEquals(List.of(), history().startingWith(anna, "moved#"));
  }

  @Test
  void aChangeIsWrittenWhole() {
    var email = profile(anna, "anna@example.com");
    var mailLog = claimed(MailLog.NONE, "thanks#1#0");
    var change = step(0, line(anna, "moved#1", 1)).with(new ProfileStep.Put(email));
    assertEquals(DONE, customers().write(change.with(MailLog.NONE, mailLog)));
    var account = account(anna, 1);
    assertEquals(new Customer(anna, account, email, null), customers().read(anna));
    assertEquals(new Customer(anna, account, email, mailLog), customers().readWithMailLog(anna));
    assertEquals(Optional.of(line(anna, "moved#1", 1)), history().find(anna, "moved#1"));
  }

  private Change moved(String customerId, long read) {
    var line = line(customerId, "moved#" + (read + 1), read + 1);
    return Change.of(account(customerId, read), account(customerId, read + 1), line);
  }

  @Test
  void changesOfSeveralCustomersAreWrittenTogether() {
    var ids = IntStream.range(0, 25).mapToObj(i -> anna + "-" + i).toList();
    assertTrue(customers().writeTogether(ids.stream().map(id -> moved(id, 0)).toList()));
    for (var id : ids) {
      assertEquals(account(id, 1), customers().read(id).account());
      assertEquals(Optional.of(line(id, "moved#1", 1)), history().find(id, "moved#1"));
    }
  }

  @ParameterizedTest(name = "read at version {0} of 2")
  @ValueSource(longs = {0, 1, 3})
  void togetherNoneIsWrittenWhereOneWouldBeRefused(long read) {
    assertEquals(DONE, customers().write(moved(anna, 0)));
    assertEquals(DONE, customers().write(moved(anna, 1)));
    var ben = anna + "-ben";
    assertFalse(customers().writeTogether(List.of(moved(ben, 0), moved(anna, read))));
    assertNull(customers().read(ben).account());
    assertEquals(Optional.empty(), history().find(ben, "moved#1"));
    assertEquals(account(anna, 2), customers().read(anna).account());
  }

  @Test
  void aLineThatExistsIsToldWithWhatItSays() {
    var first = line(anna, "ledger#purchase#P1", 1);
    assertEquals(DONE, customers().write(step(0, first)));
    var again = line(anna, "ledger#purchase#P1", 2);
    assertEquals(new Written.LineExists(first), customers().write(step(1, again)));
    assertEquals(account(anna, 1), customers().read(anna).account());
  }

  @Test
  void thatALineExistsIsJudgedBeforeAVersionConflict() {
    var first = line(anna, "ledger#purchase#P1", 1);
    assertEquals(DONE, customers().write(step(0, first)));
    assertEquals(DONE, customers().write(step(1, line(anna, "moved#2", 2))));
    assertEquals(new Written.LineExists(first), customers().write(step(0, first)));
    assertEquals(
        new Written.LineExists(first), customers().write(step(0, line(anna, "moved#9", 9), first)));
    assertEquals(Optional.empty(), history().find(anna, "moved#9"));
  }

  @ParameterizedTest(name = "read at version {0} of 2")
  @ValueSource(longs = {0, 1, 3})
  void anAccountAtAnotherVersionIsStaleAndNothingIsWritten(long read) {
    assertEquals(DONE, customers().write(step(0, line(anna, "moved#1", 1))));
    assertEquals(DONE, customers().write(step(1, line(anna, "moved#2", 2))));
    var change =
        step(read, line(anna, "moved#x", read + 1))
            .with(new ProfileStep.Put(profile(anna, "new@example.com")));
    assertEquals(STALE, customers().write(change));
    assertEquals(account(anna, 2), customers().read(anna).account());
    assertNull(customers().read(anna).profile());
    assertEquals(Optional.empty(), history().find(anna, "moved#x"));
  }

  @Test
  void linesOfAKindAreForgottenAndNoOthers() {
    assertEquals(DONE, customers().write(step(0, line(anna, "ledger#review#MUG", 1))));
    for (int i = 0; i < 520; i++) {
      assertTrue(history().putNew(line(anna, "activity#" + i, 1), NOW));
    }
    var ben = anna + "-ben";
    assertTrue(history().putNew(line(ben, "activity#1", 1), NOW));
    // of who came back under the same id
    var later = line(anna, "activity#later", 2);
    assertTrue(history().putNew(later, NOW));
    var calls = 1;
    while (!history().forget(anna, "activity#", 1)) {
      calls++;
    }
    assertTrue(calls <= 2, () -> "some hundreds go at once");
    assertTrue(history().forget(anna, "activity#", 1), "none is left");
    assertEquals(
        List.of(later, line(anna, "ledger#review#MUG", 1)), history().startingWith(anna, ""));
    assertTrue(history().find(ben, "activity#1").isPresent());
  }

  @Test
  void anAccountThatIsNotThereIsStaleToWhoReadOne() {
    assertEquals(STALE, customers().write(step(3, line(anna, "moved#4", 4))));
  }

  @Test
  void theMailLogIsWrittenAloneAgainstItsOwnVersion() {
    assertEquals(DONE, customers().write(step(0, line(anna, "moved#1", 1))));
    var one = claimed(MailLog.NONE, "thanks#1#0");
    var two = claimed(one, "thanks#2#0");
    assertEquals(DONE, customers().write(Change.ofMailLog(anna, MailLog.NONE, one, List.of())));
    assertEquals(STALE, customers().write(Change.ofMailLog(anna, MailLog.NONE, one, List.of())));
    assertEquals(DONE, customers().write(Change.ofMailLog(anna, one, two, List.of())));
    assertEquals(STALE, customers().write(Change.ofMailLog(anna, one, two, List.of())));
    assertEquals(two, customers().readWithMailLog(anna).mailLog());
    assertNull(customers().read(anna).mailLog(), "a purchase's read stops before the mail log");
    assertEquals(account(anna, 1), customers().read(anna).account());
  }

  @Test
  void theMailLogWithALineIsOneTransaction() {
    var one = claimed(MailLog.NONE, "thanks#1#0");
    var sent = line(anna, "send#thanks#1#0", 1);
    assertEquals(DONE, customers().write(Change.ofMailLog(anna, MailLog.NONE, one, List.of(sent))));
    var two = claimed(one, "thanks#2#0");
    assertEquals(
        new Written.LineExists(sent),
        customers().write(Change.ofMailLog(anna, one, two, List.of(sent))));
    assertEquals(one, customers().readWithMailLog(anna).mailLog());
    var other = line(anna, "send#thanks#2#0", 1);
    assertEquals(STALE, customers().write(Change.ofMailLog(anna, two, two, List.of(other))));
    assertEquals(Optional.empty(), history().find(anna, "send#thanks#2#0"));
  }

  @Test
  void aStaleMailLogHoldsBackTheAccountToo() {
    var one = claimed(MailLog.NONE, "thanks#1#0");
    assertEquals(DONE, customers().write(Change.ofMailLog(anna, MailLog.NONE, one, List.of())));
    var change = step(0, line(anna, "moved#1", 1)).with(MailLog.NONE, one);
    assertEquals(STALE, customers().write(change));
    assertNull(customers().read(anna).account());
  }

  @Test
  void aProfileIsPutReplacedAndRemoved() {
    var first = profile(anna, "a@example.com");
    var second = profile(anna, "b@example.com");
    write(step(0, line(anna, "profile#1", 1)).with(new ProfileStep.Put(first)));
    assertEquals(first, customers().read(anna).profile());
    write(step(1, line(anna, "profile#2", 2)).with(new ProfileStep.Put(second)));
    assertEquals(second, customers().read(anna).profile());
    write(step(2, line(anna, "moved#3", 3)));
    assertEquals(second, customers().read(anna).profile());
    write(step(3, line(anna, "erased#4", 4)).with(new ProfileStep.Remove()));
    assertNull(customers().read(anna).profile());
    assertEquals(account(anna, 4), customers().read(anna).account());
  }

  private void write(Change change) {
    assertEquals(DONE, customers().write(change));
  }

  @Test
  void aTransactionTakes98LinesWithAccountAndProfile() {
    var lines =
        IntStream.rangeClosed(1, 98)
            .mapToObj(seq -> line(anna, "ledger#purchase#P" + seq, seq))
            .toArray(HistoryLine[]::new);
    var change = step(0, lines).with(new ProfileStep.Put(profile(anna, "a@example.com")));
    assertEquals(DONE, customers().write(change));
    assertEquals(98, history().startingWith(anna, "ledger#").size());
    assertInstanceOf(Written.LineExists.class, customers().write(change));
  }

  @Test
  void quietLinesAreReadLikeOthers() {
    var line = line(anna, "ledger#purchase#P1", 1);
    var change =
        new Change(
            anna,
            account(anna, 1),
            0,
            new ProfileStep.Keep(),
            null,
            0,
            List.of(line),
            List.of(),
            true);
    assertEquals(DONE, customers().write(change));
    assertEquals(Optional.of(line), history().find(anna, line.id()));
  }

  @Test
  void linesAreReadByTheBeginningOfTheirKeyInItsOrder() {
    for (var id : List.of("b#2", "b#10", "a#1", "b#1", "c#1")) {
      assertTrue(history().putNew(line(anna, id, 1), null));
    }
    assertTrue(history().putNew(line("other-" + mark, "b#3", 1), null));
    var found = history().startingWith(anna, "b#").stream().map(HistoryLine::id).toList();
    assertEquals(List.of("b#1", "b#10", "b#2"), found);
  }

  @Test
  void linesBetweenTwoKeysAreReadFromTheFirstAndNoMoreThanAsked() {
    for (var id : List.of("b#2", "b#10", "a#1", "b#1", "c#1")) {
      assertTrue(history().putNew(line(anna, id, 1), null));
    }
    assertEquals(List.of("b#10", "b#2", "c#1"), between("b#10", "c#1", 5));
    assertEquals(List.of("b#10", "b#2"), between("b#10", "c#1", 2));
    assertEquals(List.of("c#1"), between("b$", "~", Integer.MAX_VALUE));
    assertEquals(List.of(), between("d", "~", 1));
  }

  private List<String> between(String first, String last, int max) {
    return history().between(anna, first, last, max).stream().map(HistoryLine::id).toList();
  }

  @Test
  void aLineThatStandsAloneIsPutOnceAndMayBeReplaced() {
    var first = line(anna, "decision#1", 1);
    var second = line(anna, "decision#1", 2);
    var later = Instant.now().plus(Duration.ofDays(30));
    assertTrue(history().putNew(first, later));
    assertFalse(history().putNew(second, null));
    assertEquals(Optional.of(first), history().find(anna, "decision#1"));
    history().replace(second, later);
    assertEquals(Optional.of(second), history().find(anna, "decision#1"));
  }

  @Test
  void documentsAreKeptByVersionAndNeverEdited() {
    var kind = "boundaries-" + mark;
    for (var version : List.of("2011-02", "2010-12", "2011-01")) {
      assertTrue(programme().putNew(new Document(kind, version, "{\"v\":\"" + version + "\"}")));
    }
    assertFalse(programme().putNew(new Document(kind, "2011-01", "{}")));
    assertEquals(List.of("2010-12", "2011-01", "2011-02"), versions(kind, ""));
    assertEquals(List.of("2011-02"), versions(kind, "2011-01"));
    assertEquals(List.of(), versions(kind, "2011-02"));
    assertEquals(List.of(), versions("nothing-" + mark, ""));
    assertEquals(
        Optional.of(new Document(kind, "2011-01", "{\"v\":\"2011-01\"}")),
        programme().document(kind, "2011-01"));
    assertEquals(Optional.empty(), programme().document(kind, "2011-09"));
    assertEquals(programme().document(kind, "2011-02"), programme().latest(kind));
    assertEquals(Optional.empty(), programme().latest("nothing-" + mark));
  }

  private List<String> versions(String kind, String after) {
    return programme().after(kind, after).stream().map(Document::version).toList();
  }

  /** Big enough that pages of 1 MB end within customers. */
  @ParameterizedTest(name = "in {0} parts")
  @ValueSource(ints = {1, 3})
  void aScanOfAllPartsReturnsEveryoneOnceAndWhole(int parts) {
    var written = new TreeMap<String, Customer>();
    for (int i = 0; i < 40; i++) {
      var id = "scan-%s-%02d".formatted(mark, i);
      var big = new Attribute.Text("x".repeat(20_000 + 7_000 * (i % 13)));
      var profile = Profile.empty(id).with("story", big);
      var mailLog = MailLog.NONE;
      for (int mail = 0; mail < i * 10; mail++) {
        mailLog = claimed(mailLog, "thanks#" + mail + "#0");
      }
      var account = account(id, 1);
      var change =
          new Change(
              id,
              account,
              0,
              new ProfileStep.Put(profile),
              mailLog,
              0,
              List.of(line(id, "moved#1", 1)),
              List.of(),
              true);
      assertEquals(DONE, customers().write(change));
      written.put(id, new Customer(id, account, profile, mailLog));
    }
    var scanned = new TreeMap<String, Customer>();
    for (int part = 0; part < parts; part++) {
      for (var customer : scan(new Part(part, parts))) {
        if (customer.customerId().startsWith("scan-" + mark)) {
          assertNull(scanned.put(customer.customerId(), customer), "scanned twice");
        }
      }
    }
    assertEquals(written.keySet(), scanned.keySet());
    written.forEach((id, customer) -> assertEquals(customer, scanned.get(id), id));
  }

  private List<Customer> scan(Part part) {
    var all = new ArrayList<Customer>();
    @Nullable String cursor = null;
    do {
      var page = customers().scan(part, cursor);
      all.addAll(page.customers());
      cursor = page.cursor();
    } while (cursor != null);
    return all;
  }

  @Test
  void writersAtOnceLoseNothing() throws Exception {
    var writers = new ArrayList<Callable<Void>>();
    for (int i = 0; i < 32; i++) {
      var id = "ledger#purchase#P" + i;
      writers.add(
          () -> {
            writeUntilDone(id);
            return null;
          });
    }
    try (var threads = Executors.newFixedThreadPool(32)) {
      for (var written : threads.invokeAll(writers)) {
        written.get();
      }
    }
    assertEquals(account(anna, 32), customers().read(anna).account());
    var seqs =
        history().startingWith(anna, "ledger#").stream().map(HistoryLine::seq).sorted().toList();
    assertEquals(IntStream.rangeClosed(1, 32).mapToObj(i -> (long) i).toList(), seqs);
  }

  private void writeUntilDone(String id) {
    Written written = STALE;
    while (written.equals(STALE)) {
      var account = customers().read(anna).account();
      var read = account == null ? 0 : account.version();
      written = customers().write(step(read, line(anna, id, read + 1)));
    }
    assertEquals(DONE, written);
  }

  @Test
  void theSameLineWrittenByManyAtOnceIsWrittenOnce() throws Exception {
    var writers = new ArrayList<Callable<Written>>();
    for (int i = 0; i < 16; i++) {
      writers.add(() -> customers().write(step(0, line(anna, "ledger#purchase#P", 1))));
    }
    var done = 0;
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var written : threads.invokeAll(writers)) {
        done += written.get().equals(DONE) ? 1 : 0;
      }
    }
    assertEquals(1, done);
  }
}
