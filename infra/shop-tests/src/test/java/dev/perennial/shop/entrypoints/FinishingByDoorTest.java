package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is under way while versions of the programme follow each other. */
final class FinishingByDoorTest {
  private static final String ORDERS = "trigger: {event: {detail-type: [Purchase Recorded]}}\n";

  @TempDir Path folder;
  private final Shop shop = Shop.open();

  @BeforeEach
  void copy() throws Exception {
    Project.copyProgramme(folder);
    for (var own : List.of("thanks", "win-back")) {
      Files.delete(folder.resolve("campaigns/" + own + ".yaml"));
    }
    var pace = folder.resolve("shop.yaml");
    Files.writeString(pace, Files.readString(pace).replace("restDays: 5", "restDays: 0"));
    shop.putCustomer("ada", true);
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), shop.stack().failures());
    assertEquals(List.of(), shop.check().findings());
    shop.close();
  }

  /** The next version: a campaign, and what the text of its mail begins with. */
  private void apply(String campaign, String says) throws Exception {
    var file = folder.resolve("campaigns/tried.yaml");
    if (campaign.isEmpty()) {
      Files.delete(file);
      Files.delete(folder.resolve("templates/thanks.mjml"));
      Files.delete(folder.resolve("templates/thanks.txt"));
    } else {
      Files.writeString(file, campaign);
      var template = folder.resolve("templates/thanks.txt");
      var text = Files.readString(template).replaceAll("(?s)^.*?Thank you", "Thank you");
      Files.writeString(template, says + ". " + text);
    }
    shop.apply(folder, now());
  }

  private Instant now() {
    return shop.stack().clock().instant();
  }

  private void buy(String purchaseId) {
    var body = Shop.purchase("ada", purchaseId, now(), "10.00");
    assertEquals(201, shop.send("POST", "/purchases", body).status());
    shop.stack().drain();
  }

  private void giveBack(String purchaseId) {
    var body =
        "{\"refundId\": \"r\", \"purchaseId\": \"%s\", \"customerId\": \"ada\", \"at\": \"%s\", \"all\": true}"
            .formatted(purchaseId, now());
    assertEquals(201, shop.send("POST", "/refunds", body).status());
    shop.stack().drain();
  }

  private void advance(int days) {
    shop.stack().advanceTo(now().plus(Duration.ofDays(days)));
  }

  private MailLog mailLog() {
    return shop.stores().customers().personWithMailLog("ada").mailLogOrNone();
  }

  private List<String> reasons() {
    return mailLog().journeys().values().stream().map(Journey::reason).toList();
  }

  /** What the texts of all mails begin with. */
  private String mails() {
    var begins = new StringBuilder();
    for (var mail : shop.stack().mailbox().list()) {
      begins.append(String.valueOf(mail.text()).strip().substring(0, 1));
    }
    return begins.toString();
  }

  private static String waits(String versions, int days) {
    return ORDERS.replace("]}}", "]}, atOnce: 5}")
        + "versions: %s\nsteps: [{wait: %d days}, {email: thanks, expires: 3 days}]\n"
            .formatted(versions, days);
  }

  @Test
  void stepsAndMailsAreThoseOfTheVersionOfTheEntryHoweverManyFollowed() throws Exception {
    apply(waits("finish", 9), "A");
    buy("p1");
    advance(1);
    apply(waits("finish", 10), "B");
    buy("p2");
    advance(1);
    apply(waits("finish", 5), "C");
    buy("p3");
    advance(6);
    assertEquals("C", mails(), "after five days");
    advance(2);
    assertEquals("CA", mails(), "nine days after the first");
    advance(3);
    assertEquals("CAB", mails(), "ten days after the second");
    assertEquals(0, mailLog().journeys().size(), "the mails are memory enough");
  }

  @Test
  void whoOnlyWaitedWhileAFileTookAllAlongDoesNotGoBack() throws Exception {
    apply(waits("finish", 9), "A");
    buy("p1");
    advance(1);
    apply(waits("move", 9), "B");
    advance(1);
    apply(waits("finish", 9), "C");
    buy("p2");
    advance(8);
    assertEquals("C", mails(), "the first");
    apply(waits("finish", 9), "D");
    advance(2);
    assertEquals("CC", mails(), "the second, by whose version no file has taken along since");
  }

  @Test
  void whoMovesGoesByTheFileAndTheMailOfToday() throws Exception {
    apply(waits("move", 3), "A");
    buy("p1");
    apply(waits("move", 5), "B");
    advance(4);
    assertEquals("", mails());
    advance(2);
    assertEquals("B", mails());
  }

  /** What the file said, how the only journey stands after all, and what mail came. */
  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({"finish, '', A", "move, campaign-removed, ''"})
  void whenFileAndTemplateAreTakenAway(String versions, String over, String mail) throws Exception {
    apply(waits(versions, 3), "A");
    buy("p1");
    apply("", "");
    var why = Shop.json(shop.get("/customers/ada/decisions?campaign=tried").text());
    var journey = why.path("campaigns").path(0).path("journeys").path(0);
    assertEquals(mail.isEmpty() ? "" : "wait", journey.path("step").asText());
    assertEquals(mail.isEmpty() ? "" : "000002", journey.path("version").asText());
    advance(4);
    assertEquals(mail, mails());
    assertEquals(over, String.join(" ", reasons()));
  }

  private static final String AWAITS =
      ORDERS
          + """
          versions: finish
          steps:
            - await: {event: {detail-type: [Purchase Refunded]}, for: 5 days}
              came: [{email: thanks, expires: 3 days}]
          """;

  @Test
  void whatNoFileListensToAnyMoreIsHeardByWhoAwaitsIt() throws Exception {
    apply(AWAITS, "A");
    buy("p1");
    apply(waits("finish", 1), "B");
    advance(1);
    shop.forgetEvents();
    giveBack("p1");
    assertEquals(1, shop.events("Purchase Refunded").size(), "it is on the bus");
    assertEquals("A", mails());
  }

  @Test
  void oneOfTwoWhoBecomeOneGoesOnAsItWouldAndWhoIsErasedIsForgotten() throws Exception {
    apply(AWAITS, "A");
    buy("p1");
    apply("", "");
    assertEquals(201, shop.putCustomer("bob", true).status());
    assertEquals(201, shop.send("POST", "/customers/bob/merge", "{\"from\": \"ada\"}").status());
    shop.stack().drain();
    giveBack("p1");
    assertEquals("A", mails());
    assertEquals(204, shop.send("DELETE", "/customers/ada", "").status());
    assertEquals(0, mailLog().journeys().size());
  }

  @Test
  void aCouponOfItsVersionIsInItsMailAndARewardThatIsGoneIsHeld() throws Exception {
    apply(
        waits("finish", 3).replace("{email", "{coupon: five-off}, {coupon: sample-box}, {email"),
        "{{ coupon.off }}");
    buy("p1");
    var rewards = folder.resolve("rewards.yaml");
    var text = Files.readString(rewards).replaceAll("(?s)sample-box:.*?early", "early");
    Files.writeString(rewards, text);
    apply(waits("finish", 3), "B");
    advance(4);
    assertEquals("£", mails());
    assertTrue(
        shop.get("/customers/ada/decisions?campaign=tried").text().contains("reward-removed"));
  }
}
