package dev.perennial.domain.campaigns;

import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Assignment;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.Journey;
import dev.perennial.domain.programme.Shop;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Who is in which arm of a campaign's test. Treated and held out are remembered alike, and at the
 * same place of the same decision, so that nothing but chance tells them apart.
 */
public final class Assignments {
  private static final int DAYS_BEFORE = 365;

  /** Enough to tell a test from the one before it. */
  private static final int MARK = 6;

  private Assignments() {}

  /** Whether there is anybody to compare with: held out, or on another way. */
  public static boolean isMeasured(Campaign campaign, Shop shop) {
    return campaign.holdout() > 0 || shop.control() > 0 || split(campaign).isPresent();
  }

  /**
   * The mark of a campaign's test. It changes with whatever decides how many are in which arm, and
   * with the plan: figures of before and after must not be added.
   */
  public static String mark(Campaign campaign, Shop shop) {
    var design = new StringBuilder();
    design.append(campaign.holdout() > 0 ? campaign.holdout() : "all " + shop.control());
    design.append(' ').append(campaign.test().text());
    split(campaign)
        .ifPresent(
            split ->
                split
                    .step
                    .ways()
                    .forEach((name, way) -> design.append(' ').append(name).append(way.share())));
    return Digest.of(design.toString()).substring(0, MARK);
  }

  /**
   * The customer with the assignment that an entry makes in the mail log, for the write that
   * remembers the journey; the same customer when the entry makes none: it isn't the first of its
   * test, or nobody is compared. Of whom two ids are one person when the test is entered is not
   * measured: with two ids one is held out nearly twice as often, and who has two ids buys more.
   *
   * @param journey that begins, or of who is held out
   */
  public static Customer assigned(
      Customer customer, Campaign campaign, Journey journey, Shop shop, Instant now) {
    var account = customer.account();
    var log = customer.mailLogOrNone();
    var today = now.atZone(shop.zone()).toLocalDate();
    var begins = campaign.test().begins();
    var known = log.assigned().get(campaign.id());
    var mark = mark(campaign, shop);
    if (account == null
        || !isMeasured(campaign, shop)
        || !customer.allFormerIds().isEmpty()
        || (begins != null && today.isBefore(begins))
        || (known != null && known.test().equals(mark))) {
      return customer;
    }
    var closes = today.plusDays(campaign.test().window()).atStartOfDay(shop.zone()).toInstant();
    var sofar = account.days().days().getOrDefault(today, new ActiveDays.Day(0, 0, 0));
    var assignment =
        new Assignment(
            mark,
            today,
            closes,
            journey.heldOut() ? journey.arm() : way(campaign, customer),
            before(account.days(), today),
            sofar.orders(),
            sofar.spend());
    return new Customer(
        customer.customerId(),
        account,
        customer.profile(),
        log.assigned(campaign.id(), assignment, now));
  }

  private static long before(ActiveDays days, LocalDate today) {
    return days.within(DAYS_BEFORE, today).values().stream().mapToLong(ActiveDays.Day::spend).sum();
  }

  private static String way(Campaign campaign, Customer customer) {
    return split(campaign)
        .map(
            split ->
                Assignment.TREATED
                    + ":"
                    + Arms.way(campaign.id(), split.place, customer, split.step.ways()))
        .orElse(Assignment.TREATED);
  }

  private record Split(String place, Step.Split step) {}

  /**
   * The first split that stands in no branch: its ways are arms of their own. Of what stands in a
   * branch only some are asked, and those who are asked may differ.
   */
  private static Optional<Split> split(Campaign campaign) {
    var found = new Split[1];
    campaign
        .flow()
        .each(
            (place, step) -> {
              if (found[0] == null && step instanceof Step.Split split && place.indexOf('.') < 0) {
                found[0] = new Split(place, split);
              }
            });
    return Optional.ofNullable(found[0]);
  }
}
