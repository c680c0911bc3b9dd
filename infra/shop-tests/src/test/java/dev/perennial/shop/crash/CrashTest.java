package dev.perennial.shop.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.runtime.links.MailTask;
import dev.perennial.shop.crash.CrashInjector.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Wherever a handler crashes, before a call of AWS takes effect or after, the shop ends as it would
 * have: nothing is lost, nothing is done twice. The one exception is stated: a crash between the
 * mark SENDING and SES leaves that mail, and nothing else, UNKNOWN and unsent.
 */
class CrashTest {
  private static final int SAMPLE = 16;

  /** Midnight before a Monday; with the month's end inside, so that boundaries come twice. */
  private static final Life FEW = Life.of(Instant.parse("2026-01-26T00:00:00Z"), 40, 14, 8, 2);

  static final Life MANY = Life.of(Instant.parse("2026-01-12T00:00:00Z"), 200, 60, 25, 1);

  private record Run(CrashInjector injector, Outcome outcome) {}

  /** Each life as it is without a crash; lived once for all tests. */
  private static final class Undisturbed {
    static final Run FEW = live(CrashTest.FEW, place -> false);
    static final Run MANY = live(CrashTest.MANY, place -> false);
  }

  private static Run live(Life life, CrashInjector.Where where) {
    var injector = new CrashInjector(where);
    try (var stack = Shop.start(Shop.text(), life.start(), injector, injector)) {
      life.on(stack);
      return new Run(injector, Outcome.of(stack, injector.events()));
    }
  }

  @Test
  void theRunsHaveMailFromBothCampaignsMovesAndRefunds() {
    for (var run : List.of(Undisturbed.FEW, Undisturbed.MANY)) {
      var outcome = run.outcome;
      for (var kind :
          List.of(
              "mail {",
              "HistoryTable c02 ledger#purchase#",
              "event Purchase Recorded",
              "event Purchase Refunded",
              "event Purchase Rejected",
              "event Refund Rejected",
              "event Customer Active",
              "event Survey Answered",
              "event Activity Rejected",
              "event Consent Changed",
              "event Customer Erased",
              "event Customer Reclassified",
              "event Points Redeemed",
              "event Points Adjusted",
              "event Referral Completed",
              "event Referral Reversed",
              "ProgrammeTable boundaries 2026-")) {
        assertTrue(outcome.count(kind) > 0, kind);
      }
      for (var part :
          List.of(
              "journey#thanks",
              "journey#win-back",
              "moved#",
              "activity#",
              "answer#",
              "ledger#review#",
              "decision#",
              "#refund#",
              "#applied",
              "referral#",
              "#cancel")) {
        assertTrue(outcome.things().keySet().stream().anyMatch(name -> name.contains(part)), part);
      }
      assertEquals(0, outcome.count("FailuresQueue") + outcome.count("ParkedQueue"));
    }
  }

  @Test
  void aRunIsTheSameEveryTime() {
    var one = Undisturbed.FEW;
    var other = live(FEW, place -> false);
    assertEquals(one.injector.calls(), other.injector.calls());
    assertEquals(List.of(), one.outcome.differences(other.outcome, Duration.ZERO));
  }

  @Test
  void aCrashAtAnyOfASampleOfCallsChangesNothing() {
    var undisturbed = Undisturbed.FEW;
    var all = new ArrayList<Integer>();
    for (int n = 1; n <= undisturbed.injector.calls(); n++) {
      all.add(n);
    }
    Collections.shuffle(all, new Random(1));
    var broken = new ArrayList<String>();
    for (int i = 0; i < SAMPLE; i++) {
      crashAt(FEW, undisturbed.outcome, all.get(i), i % 2 == 0, broken);
    }
    assertEquals(List.of(), broken);
  }

  private static void crashAt(
      Life life, Outcome undisturbed, int n, boolean before, List<String> broken) {
    crash(life, undisturbed, place -> place.nth() == n && place.before() == before, broken);
  }

  /** How many mails stay unsent for good. */
  private static int crash(
      Life life, Outcome undisturbed, CrashInjector.Where where, List<String> broken) {
    var run = live(life, where);
    assertEquals(1, run.injector.crashes().size());
    var place = run.injector.crashes().getFirst();
    var expected = without(undisturbed, run.injector.unsent());
    for (var difference : expected.differences(run.outcome, later(place))) {
      broken.add(place + " " + difference);
    }
    return run.injector.unsent().size();
  }

  /** How much later the work of a crashed invocation is done. */
  static Duration later(Place place) {
    return switch (place.function()) {
      // the caller repeats at once, and so does Lambda with a stream's batch
      case "CustomersFunction",
          "PurchasesFunction",
          "RefundsFunction",
          "ReferralsFunction",
          "SurveyFunction",
          "OutboxRelayFunction",
          "ClaimsFunction" ->
          Duration.ZERO;
      case "MailFunction" -> Duration.ofMinutes(6);
      case "PassWorkerFunction", "AudienceWorkerFunction", "JourneyWorkerFunction" ->
          Duration.ofMinutes(30);
      default -> Duration.ofMinutes(1);
    };
  }

  static Outcome without(Outcome outcome, List<MailTask> unsent) {
    var left = outcome;
    for (var mail : unsent) {
      left = left.unsent(mail);
    }
    return left;
  }

  @Test
  void aRunInWhichEveryCallOfEveryHandlerCrashesOnceBeforeAndOnceAfterEndsTheSame() {
    var undisturbed = Undisturbed.MANY;
    var sites = undisturbed.injector.sites();
    var left = new TreeSet<>(sites);
    var holder = new CrashInjector[1];
    var injector =
        new CrashInjector(
            place -> !holder[0].isRecovering(place.function()) && left.remove(place.site()));
    holder[0] = injector;
    try (var stack = Shop.start(Shop.text(), MANY.start(), injector, injector)) {
      MANY.on(stack);
      var outcome = Outcome.of(stack, injector.events());
      var expected = without(undisturbed.outcome, injector.unsent());
      assertEquals(List.of(), expected.differences(outcome, Duration.ofHours(3)));
    }
    assertTrue(sites.size() > 80, sites::toString);
    // what happens a few times in a run has no room there for crashes and for tries that work
    var broken = new ArrayList<String>();
    var unsent = injector.unsent().size();
    for (var rare : left) {
      var once = new HashSet<String>();
      var isInFew = Undisturbed.FEW.injector.sites().contains(rare);
      unsent +=
          crash(
              isInFew ? FEW : MANY,
              isInFew ? Undisturbed.FEW.outcome : undisturbed.outcome,
              place -> place.site().equals(rare) && once.add(rare),
              broken);
    }
    assertEquals(List.of(), broken);
    assertEquals(2, unsent, "one after the mark, one before SES");
    assertTrue(left.size() < sites.size() / 3, left::toString);
  }
}
