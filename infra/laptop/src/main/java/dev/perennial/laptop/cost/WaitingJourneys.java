package dev.perennial.laptop.cost;

import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.LaptopStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Journeys through a campaign of waits, each with a mail after it, to be measured: as many are
 * begun in a minute, and so are due in one, as when a million come evenly over a month.
 */
public final class WaitingJourneys {
  /** The functions whose work they are, mails not included. */
  static final List<String> FUNCTIONS =
      List.of("CampaignEventsFunction", "JourneyPlannerFunction", "JourneyWorkerFunction");

  private static final int A_MINUTE = 23;
  private static final int MINUTES = 5;

  /** Longer than the shop's rest, so that no mail waits for its turn. */
  private static final int DAYS = 4;

  private static final Duration NOTICE = Duration.ofMinutes(15);
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final LaptopStack stack;
  private final int waits;

  /**
   * @param waits how many each has, at least 1
   */
  public WaitingJourneys(LaptopStack stack, int waits) {
    this.stack = stack;
    this.waits = waits;
  }

  /** How many are lived. */
  public int count() {
    return A_MINUTE * MINUTES;
  }

  /** The campaign's file. */
  public String campaign() {
    return "trigger: {event: {detail-type: [Purchase Recorded]}}\nsteps:\n"
        + "  - wait: %d days\n  - email: thanks\n    expires: 3 days\n"
            .formatted(DAYS)
            .repeat(waits);
  }

  /** Has the campaign, applied just now, take effect, and makes the customers known. */
  public void introduce() {
    stack.advanceTo(noon());
    for (int i = 0; i < count(); i++) {
      var id = id(i);
      check(
          stack.http(
              "PUT",
              "/customers/" + id,
              JSON,
              """
              {"email": "%1$s@example.com", "name": "Ada Lovelace", "consents":
                {"email": {"granted": true, "at": "%2$s", "source": "form"}}}
              """
                  .formatted(id, now())));
    }
    stack.drain();
  }

  /** Quiet hours are over by then, in any zone of Europe. */
  private Instant noon() {
    var day = Duration.ofDays(1);
    var since = Duration.ofSeconds(Math.floorMod(now().getEpochSecond(), day.toSeconds()));
    return now().minus(since).plus(day).plus(NOTICE).plus(day.dividedBy(2));
  }

  /**
   * Begins them and lives until all are over.
   *
   * @throws IllegalStateException when some of their mails were not sent
   */
  public void live() {
    var before = stack.counts().mails();
    for (int i = 0; i < count(); i++) {
      if (i % A_MINUTE == 0) {
        stack.advanceTo(now().plus(Duration.ofMinutes(1)));
      }
      check(
          stack.http(
              "POST",
              "/purchases",
              JSON,
              """
              {"purchaseId": "%1$s", "customerId": "%1$s", "at": "%2$s", "currency": "GBP",
               "lines": [{"sku": "85123A", "quantity": 1, "unitPrice": "10.00"}]}
              """
                  .formatted(id(i), now())));
    }
    stack.drain();
    stack.advanceTo(now().plus(Duration.ofDays((long) DAYS * waits + 1)));
    var mails = stack.counts().mails() - before;
    if (mails != (long) count() * waits) {
      throw new IllegalStateException(mails + " mails of " + count() + " journeys");
    }
  }

  private Instant now() {
    return stack.clock().instant();
  }

  private String id(int number) {
    return "waits-" + waits + "-" + number;
  }

  private static void check(HttpAnswer answer) {
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.text());
    }
  }
}
