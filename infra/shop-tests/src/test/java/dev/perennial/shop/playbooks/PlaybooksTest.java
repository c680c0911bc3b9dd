package dev.perennial.shop.playbooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.domain.campaigns.Campaign;
import dev.perennial.domain.campaigns.CampaignSet;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.emulator.mailbox.Mail;
import dev.perennial.people.MadeUpPeople;
import dev.perennial.testkit.Project;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * All playbooks on, some weeks of real orders and made-up people: what no mix of campaigns may do.
 * Five weeks of a third of the customers by default; {@code -Dperennial.playbooks.until=2011-12-09
 * -Dperennial.playbooks.one-in=1} lives the year of all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaybooksTest {
  private static final LocalDate UNTIL =
      LocalDate.parse(System.getProperty("perennial.playbooks.until", "2011-02-08"));

  /** What nothing may follow. */
  private static final Set<String> NO_MORE =
      Set.of("Consent Changed", "Email Bounced", "Email Complained");

  /** Of shop.yaml. */
  private static final int FIRST_HOUR = 8;

  private static final int QUIET_HOUR = 21;

  private Lived lived;
  private final Map<String, List<Mail>> byCustomer = new TreeMap<>();

  @BeforeAll
  void live() throws Exception {
    lived = Lived.to(UNTIL, 1);
    for (var mail : lived.mails()) {
      byCustomer.computeIfAbsent(customer(mail), _ -> new ArrayList<>()).add(mail);
    }
  }

  private static String customer(Mail mail) {
    var tag = Objects.requireNonNull(mail.tags().get("customer"));
    return new String(Base64.getUrlDecoder().decode(tag), StandardCharsets.UTF_8);
  }

  private List<Campaign> campaigns() {
    return lived.programme().get(CampaignSet.SECTION).all();
  }

  @Test
  void nothingFailsAndEveryAccountIsItsLedger() {
    assertEquals(List.of(), lived.findings());
  }

  @Test
  void everybodyWhoGetsMailSaidYesAndNobodyGetsAnyAfterNo() throws Exception {
    var people = new MadeUpPeople();
    for (var customer : byCustomer.keySet()) {
      var profile = people.profile(customer, null, Instant.EPOCH);
      assertTrue(profile.contains("\"granted\":true"), customer);
    }
    var stopped = new HashMap<String, Instant>();
    for (var line : lived.lines()) {
      if (NO_MORE.contains(line.event().title())) {
        stopped.merge(line.customerId(), line.at(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    assertFalse(stopped.isEmpty(), "nobody said no");
    stopped.forEach(
        (customer, at) ->
            byCustomer
                .getOrDefault(customer, List.of())
                .forEach(mail -> assertFalse(mail.at().isAfter(at), customer + " " + at)));
  }

  @Test
  void noMailGoesInQuietHoursOfTheCustomersOwnZone() throws Exception {
    var quiet = Objects.requireNonNull(lived.programme().shop().pace().quiet());
    assertEquals(List.of(QUIET_HOUR, FIRST_HOUR), List.of(quiet.from(), quiet.to()));
    var zones = new TreeSet<String>();
    for (var each : byCustomer.entrySet()) {
      var zone = zone(each.getKey());
      zones.add(zone.getId());
      for (var mail : each.getValue()) {
        var hour = mail.at().atZone(zone).getHour();
        assertTrue(hour >= FIRST_HOUR && hour < QUIET_HOUR, each.getKey() + " " + mail.at());
      }
    }
    assertTrue(zones.size() > 1, "only " + zones);
  }

  /** Of whom no zone is known, the shop's. */
  private ZoneId zone(String customer) throws Exception {
    var body = Objects.requireNonNull(lived.items().get(customer + " profile")).get("body");
    var zone = new JsonMapper().readTree(Objects.requireNonNull(body).s()).path("zone").asText();
    return zone.isEmpty() ? Project.TERMS.zone() : ZoneId.of(zone);
  }

  @Test
  void nobodyGetsMoreThanThePaceAllows() {
    var pace = lived.programme().shop().pace();
    var most = 0;
    for (var each : byCustomer.entrySet()) {
      var times = each.getValue().stream().map(Mail::at).sorted().toList();
      most = Math.max(most, times.size());
      for (int i = 1; i < times.size(); i++) {
        var gap = Duration.between(times.get(i - 1), times.get(i));
        assertTrue(gap.compareTo(Duration.ofDays(pace.restDays())) >= 0, each.getKey());
      }
      for (var cap : pace.caps()) {
        for (int i = cap.mails(); i < times.size(); i++) {
          var within = Duration.between(times.get(i - cap.mails()), times.get(i));
          assertTrue(within.compareTo(Duration.ofDays(cap.days())) >= 0, each.getKey());
        }
      }
    }
    assertTrue(most >= 3, "a pace that nobody meets shows nothing");
  }

  @Test
  void nobodyEntersTwiceWithinWhatACampaignSays() {
    for (var campaign : campaigns()) {
      var limit = campaign.limit();
      entries(campaign)
          .forEach(
              (customer, lines) -> {
                assertTrue(lines.size() <= limit.atMost(), customer + " " + campaign.id());
                var days =
                    lines.stream()
                        .map(line -> line.at().atZone(Project.TERMS.zone()).toLocalDate())
                        .sorted()
                        .toList();
                for (int i = 1; i < days.size(); i++) {
                  var gap = ChronoUnit.DAYS.between(days.get(i - 1), days.get(i));
                  assertTrue(gap >= limit.days(), customer + " " + campaign.id() + " " + days);
                }
              });
    }
  }

  private Map<String, List<HistoryLine>> entries(Campaign campaign) {
    return lived.lines().stream()
        .filter(
            line ->
                line.event() instanceof Entered entered && entered.campaign().equals(campaign.id()))
        .collect(Collectors.groupingBy(HistoryLine::customerId));
  }

  /** A mail is named by its campaign, entry and step. */
  @Test
  void everyMailIsInTheDecisionLogAndOfAnEntryThatWasNotHeldOut() {
    var inMailbox = new TreeMap<String, Integer>();
    for (var mail : lived.mails()) {
      inMailbox.merge(customer(mail) + " " + mail.tags().get("send"), 1, Integer::sum);
    }
    var inLog = new TreeMap<String, Integer>();
    var treated = new TreeSet<String>();
    var sent = new TreeMap<String, Integer>();
    for (var line : lived.lines()) {
      if (line.event() instanceof Entered entered && entered.arm().isEmpty()) {
        treated.add(line.customerId() + " " + entered.campaign() + "#" + entered.entry());
      }
    }
    for (var line : lived.lines()) {
      if (line.event() instanceof Mailed mailed) {
        inLog.merge(line.customerId() + " " + Digest.of(mailed.sendId()), 1, Integer::sum);
        sent.merge(mailed.campaign(), 1, Integer::sum);
        var journey = mailed.sendId().substring(0, mailed.sendId().lastIndexOf('#'));
        assertTrue(treated.contains(line.customerId() + " " + journey), mailed.sendId());
      }
    }
    assertEquals(inLog, inMailbox);
    assertTrue(sent.keySet().containsAll(OFTEN), sent.toString());
  }

  /** Campaigns of which some mail must have gone in these weeks. */
  private static final List<String> OFTEN =
      List.of(
          "announcement",
          "birthday",
          "early-access",
          "review-ask",
          "second-purchase",
          "statement",
          "thanks",
          "tier-reached",
          "welcome");

  @Test
  void someAreHeldOutOfWhatSaysSoAndOfEverythingAndNobodyElse() {
    var arms = new TreeMap<String, Integer>();
    for (var line : lived.lines()) {
      if (line.event() instanceof Entered entered && !entered.arm().isEmpty()) {
        arms.merge(entered.campaign() + " " + entered.arm(), 1, Integer::sum);
      }
    }
    for (var campaign : campaigns()) {
      var heldOut = arms.getOrDefault(campaign.id() + " held-out", 0);
      assertTrue(campaign.holdout() > 0 || heldOut == 0, campaign.id());
    }
    assertTrue(arms.getOrDefault("announcement held-out", 0) > 0, arms.toString());
    assertTrue(arms.getOrDefault("announcement control", 0) > 0, arms.toString());
  }

  @Test
  void peopleDidWhatIsMadeUp() {
    assertTrue(
        lived.madeUp().keySet().containsAll(Set.of("answers", "bounces", "clicks", "views")),
        lived.madeUp().toString());
  }

  @Test
  void theSameSeedIsTheSameYearByteForByteAndAnotherIsAnother() throws Exception {
    var last = LocalDate.of(2011, 1, 6);
    var one = Lived.to(last, 7);
    var same = Lived.to(last, 7);
    assertEquals(one.items(), same.items());
    assertEquals(raw(one), raw(same));
    assertNotEquals(raw(one), raw(Lived.to(last, 8)));
  }

  private static List<String> raw(Lived of) {
    return of.mails().stream()
        .map(mail -> mail.at() + " " + Arrays.hashCode(mail.raw().asByteArrayUnsafe()))
        .sorted()
        .toList();
  }
}
