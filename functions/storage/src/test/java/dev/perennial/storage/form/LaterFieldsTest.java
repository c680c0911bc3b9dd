package dev.perennial.storage.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.Example;
import dev.perennial.domain.PlayedCustomer;
import dev.perennial.domain.customers.Erased;
import dev.perennial.domain.customers.Profiles;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Slice;
import dev.perennial.domain.rewards.Carried;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Reward;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a later release keeps in an item, and this one doesn't know, is there after a write. */
class LaterFieldsTest {
  private static final Instant NOW = Example.noon("2011-03-01");
  private static final String LATER = "{\"stamps\":[3,{\"of\":\"coffee\"}]}";

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(text);
  }

  /** The record with a field of a later release in its root, as that release wrote it. */
  private static <T> T withLater(T record, Class<T> type) throws IOException {
    var json = json(Json.write(record));
    json.set("later", json(LATER));
    return Json.read(json.toString(), type);
  }

  private static void assertKept(Object record) throws IOException {
    assertEquals(json(LATER), json(Json.write(record)).path("later"));
  }

  @Test
  void anAccountKeepsThemThroughPurchaseAndEvaluation() throws IOException {
    var anna = new PlayedCustomer(Example.rules());
    anna.buy(Example.purchase("P1", NOW, Example.line("A", 1, 3000)));
    var account = withLater(anna.account(), Account.class);
    anna.buy(Example.purchase("P2", NOW, Example.line("A", 1, 3000)));
    assertKept(account.after(anna.last(), Example.LONDON));
    assertKept(account.evaluated("gold", account.slices(), List.of("x")));
    var erasure = anna.last().saying(new Erased());
    assertEquals(Map.of(), account.after(erasure, Example.LONDON).later(), "it may be personal");
  }

  @Test
  void aProfileKeepsThemAndSoDoConsentsThatAreTheSame() throws IOException {
    var json = json(Json.write(withLater(Example.anna("email", "email:home"), Profile.class)));
    ((ObjectNode) json.at("/consents/email")).put("pendingSince", "2011-02-01");
    ((ObjectNode) json.at("/consents/email:home")).put("pendingSince", "2011-02-01");
    var stored = Json.read(json.toString(), Profile.class);
    var customer = new Customer("anna", Account.empty("anna", "member"), stored, null);
    var other = new Profile.Consent(true, NOW, "another form", null);
    var asked = Example.anna("email").with("email:home", other);
    var outcome = Profiles.put(customer, asked, Example.rules(), NOW);
    var put = assertInstanceOf(Profiles.Outcome.Changed.class, outcome).change();
    var next = assertInstanceOf(ProfileStep.Put.class, put.profile()).profile();
    assertKept(next);
    var written = json(Json.write(next));
    assertEquals("2011-02-01", written.at("/consents/email/pendingSince").asText());
    assertTrue(written.at("/consents/email:home/pendingSince").isMissingNode(), "another consent");
  }

  @Test
  void theSameProfileAgainIsStillTheSame() throws IOException {
    var stored = withLater(Example.anna("email"), Profile.class);
    var customer = new Customer("anna", Account.empty("anna", "member"), stored, null);
    assertInstanceOf(
        Profiles.Outcome.Unchanged.class,
        Profiles.put(customer, Example.anna("email"), Example.rules(), NOW));
  }

  @Test
  void mailsKeepThem() throws IOException {
    var until = NOW.plus(Duration.ofDays(3));
    var mail =
        new MailLog.Mail("thanks", "thanks", "email", "P1", MailLog.State.CLAIMED, NOW, until);
    var log = new MailLog(4, Map.of("s", mail), new TreeSet<>(), "CLAIMED", "s");
    var json = json(Json.write(withLater(log, MailLog.class)));
    ((ObjectNode) json.at("/mails/s")).put("arm", "a");
    var stored = Json.read(json.toString(), MailLog.class);
    var sending = Objects.requireNonNull(stored.mails().get("s")).in(MailLog.State.SENDING, NOW);
    var next = stored.with("s", sending, "SENDING", NOW).forbidding("bounced", true);
    assertKept(next);
    assertEquals("a", json(Json.write(next)).at("/mails/s/arm").asText());
    assertEquals(Map.of(), next.erased().later(), "of somebody erased nothing is kept");
  }

  @Test
  void couponsAndOrdersKeepThem() throws IOException {
    var offer = new Reward.Offer(500, 0, 90, 2, true, true);
    var until = LocalDate.parse("2011-06-01");
    var coupon =
        new Coupon("A21MBC465AV48QXF", "anna", "R", "mug", offer, until, 1, false, List.of());
    assertKept(withLater(coupon, Coupon.class));
    assertKept(withLater(new Carried("anna", "P", 1, List.of("C"), true, Map.of()), Carried.class));
  }

  @Test
  void aNewerSchemaIsRefused() throws IOException {
    var account = json(Json.write(Example.account("anna", Example.DAYS, null))).put("schema", 3);
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Json.read(account.toString(), Account.class));
    assertEquals(
        "stored JSON is no Account: is of schema 3, which a later release wrote; this one reads"
            + " schema 2",
        e.getMessage());
    var profile = json(Json.write(Example.anna("email"))).put("schema", 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> Json.read(profile.toString(), Profile.class, Profile::later));
  }

  @Test
  void aDamagedFieldIsNamedAndNotQuoted() throws IOException {
    var account = json(Json.write(Example.account("anna", Example.DAYS, null)));
    account.put("lots", "2011-");
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Json.read(account.toString(), Account.class));
    assertEquals(
        "stored JSON is no Account: lots is no text of lots: it is cut or damaged", e.getMessage());
  }

  @Test
  void whatARoomRemembersWithoutAStoredFormIsNotLeftOutInSilence() {
    var forgotten = Slice.personal("stamps", String.class, null, (one, other) -> one);
    var account = Example.account("anna", Example.DAYS, null);
    var stamped =
        account.evaluated("member", account.slices().with(forgotten, "3"), account.segments());
    var e = assertThrows(IllegalStateException.class, () -> Json.write(stamped));
    assertTrue(
        String.valueOf(e.getCause()).contains("the slice stamps has no SliceForm: list it there"),
        () -> String.valueOf(e.getCause()));
  }
}
