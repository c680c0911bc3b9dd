package dev.perennial.domain;

import dev.perennial.domain.activities.Active;
import dev.perennial.domain.activities.Noticed;
import dev.perennial.domain.activities.Reviewed;
import dev.perennial.domain.campaigns.Emitted;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.customers.CameBack;
import dev.perennial.domain.customers.Erased;
import dev.perennial.domain.customers.Profiled;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Lots;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.loyalty.Adjusted;
import dev.perennial.domain.loyalty.Notice;
import dev.perennial.domain.loyalty.PointsExpiring;
import dev.perennial.domain.mail.ClickSeen;
import dev.perennial.domain.mail.Clicked;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.mail.MailNoticed;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.domain.mail.Returned;
import dev.perennial.domain.merges.Merged;
import dev.perennial.domain.merges.MergedAway;
import dev.perennial.domain.nightly.Moved;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.purchases.Terms;
import dev.perennial.domain.referrals.FriendBought;
import dev.perennial.domain.referrals.FriendReturned;
import dev.perennial.domain.refunds.Refund;
import dev.perennial.domain.refunds.RefundAwaiting;
import dev.perennial.domain.refunds.RefundRejected;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.domain.refunds.SoFar;
import dev.perennial.domain.rewards.CouponReleased;
import dev.perennial.domain.rewards.Redeemed;
import dev.perennial.domain.rewards.RedemptionCancelled;
import dev.perennial.domain.rewards.Reward;
import dev.perennial.domain.rooms.Rooms;
import dev.perennial.domain.surveys.Answered;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One of each kind of event that rooms declare, and more of those that can be told in several ways.
 */
public final class EveryEvent {
  private static final Lots.Lot LOT = Notation.lot("2011-03-15/2012-03");

  private static final Terms FULL =
      new Terms(
          "000001",
          1000,
          500,
          3,
          List.of(new Terms.Bonus("welcome", 1), new Terms.Bonus("first/a:b", 2)));

  private static final PaidLines.PaidLine GIFT =
      new PaidLines.PaidLine("A", null, 1, 0, 0, null, null);

  private static final PaidLines PAID =
      new PaidLines(List.of(GIFT, new PaidLines.PaidLine("B", "x", 2, 100, 150, 2000L, 0L)));

  private static final PaidLines FINE =
      new PaidLines(
          List.of(
              new PaidLines.PaidLine(
                  "l;1 ü", "C", null, 350_000, 1_250_001, 662, 132, null, null)));

  /** Every kind of event, with everything and with as little as there may be. */
  public static Stream<DomainEvent> all() {
    return Stream.of(
        new Purchased(
            "P",
            "d",
            "GBP",
            new Purchased.Original("EUR", 175, new BigDecimal("0.8571")),
            "home",
            "web",
            "C",
            "F",
            1,
            2,
            150,
            PAID,
            1,
            FULL,
            3,
            2,
            LOT,
            true,
            "ben",
            List.of("A", "B*")),
        new Purchased(
            "P",
            "d",
            "GBP",
            null,
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            new PaidLines(List.of(GIFT)),
            1,
            new Terms("1", 0, 0, Terms.UNBOUNDED, List.of()),
            0,
            0,
            LOT,
            false,
            null,
            List.of()),
        new Refunded(
            "R",
            "P",
            "d",
            List.of(0L, 2_000_000L),
            List.of(1L, -2L),
            3,
            4,
            150,
            3,
            List.of(new Lots.Take(LOT, 1)),
            2,
            7,
            true,
            LocalDate.parse("2011-03-01"),
            true,
            true,
            new SoFar(List.of(0L, 1_000_000L), List.of(1L, -2L), 3, 4, 300, 1, 16)),
        new Refunded(
            "R",
            "P",
            "d",
            List.of(350_000L),
            List.of(),
            0,
            0,
            0,
            0,
            List.of(),
            0,
            0,
            false,
            LocalDate.parse("1970-01-01"),
            false,
            false,
            null),
        new Revised(
            "P",
            1,
            "d",
            PAID,
            List.of(1_000_000L, 2_000_000L),
            List.of(0L, 5L),
            150,
            1,
            3,
            2,
            List.of(),
            0,
            0,
            LOT,
            LocalDate.parse("2011-03-01"),
            true,
            "Home & Garden;B",
            List.of("B*")),
        new Revised(
            "P",
            2,
            "d",
            FINE,
            List.of(350_000L),
            List.of(0L),
            -150,
            0,
            0,
            0,
            List.of(new Lots.Take(LOT, 1)),
            2,
            0,
            LOT,
            LocalDate.parse("2011-03-01"),
            false,
            null,
            List.of()),
        new Redeemed(
            "D",
            "mug",
            "1",
            List.of(new Lots.Take(LOT, 5)),
            "C",
            new Reward.Offer(500, 0, 90, 1, true, false),
            LocalDate.parse("2011-03-01"),
            -1),
        new Adjusted("A", 5, "kindness", "s.staff", LOT, 2, List.of(), 0),
        new Adjusted("A", -5, "mistake", "s", LOT, 0, List.of(new Lots.Take(LOT, 2)), 3),
        new Active("A", "viewed", null, "d", new TreeMap<>()),
        new Active(
            "A",
            "review",
            "MUG",
            "d",
            new TreeMap<>(Map.of("a.b", "\"so \\\"fine\\\"\"", "n", "1.5"))),
        new Reviewed("A", "MUG", "000001", 25, 5, LOT, true),
        new Reviewed("A", "MUG", "1", 1, 0, LOT, false),
        new Noticed(List.of("viewed", "viewed note=fine, so;")),
        new PointsExpiring(LocalDate.parse("2011-12-31"), 62, 30),
        new CouponReleased("D", "five-off", "#1"),
        new RedemptionCancelled("D", List.of(new Lots.Take(LOT, 5)), 2),
        new RefundAwaiting("R", "P", "d", List.of(new Refund.Line("A", 1, 250L)), null),
        new RefundAwaiting(
            "R",
            "P",
            "d",
            List.of(new Refund.Line("l1", null, 350_000, 1_250_000L, 7L), Refund.Line.ofOrder(9)),
            new Refund.PaidBack("EUR", 1, 2)),
        new RefundAwaiting("R", "P", "d", List.of(), null),
        new RefundRejected("R", "P", "purchase-unknown"),
        new Profiled(true, false, List.of("email")),
        new Profiled(false, true, List.of("consents")),
        new Profiled(false, false, List.of()),
        new Profiled(true, false, everyField()),
        new Profiled(false, false, everyField()),
        new Moved(),
        new Erased(),
        new Merged(Account.empty("guest", "member"), 0, List.of(), null),
        new Merged(
            guest(),
            1,
            List.of(Posting.into(Posting.Kind.GIVEN, LOT, 7, 2).ofBrand("home")),
            "key"),
        new MergedAway("anna", List.of()),
        new MergedAway("anna", List.of(Posting.debt(Posting.Kind.GIVEN, -7))),
        new MergedAway("anna", List.of(Posting.from(Posting.Kind.GIVEN, new Lots.Take(LOT, 7)))),
        new CameBack(List.of()),
        new CameBack(everyField()),
        new Entered("thanks", "2011", "trigger"),
        new Entered("thanks", "2011", null),
        new Emitted("thanks", "2011", "push", new TreeMap<>(Map.of("title", "\"Hi\"", "n", "2"))),
        new Emitted("thanks", "2011", "push", new TreeMap<>()),
        new Decided("s", "thanks", "rest"),
        new Decided("s", "thanks", "unrenderable", "thanks.mjml", 98, "customer.name"),
        new MailNoticed("thanks#e#s"),
        new Mailed("s", "thanks", "thanks"),
        new Clicked("s", "thanks", 1),
        new ClickSeen("s", "thanks", 2, "too-soon"),
        new Answered(
            "nps",
            new TreeMap<>(Map.of("score", 9L)),
            new TreeMap<>(Map.of("why", "price")),
            new TreeMap<>(Map.of("more", "so \"fine\""))),
        new Answered("nps", new TreeMap<>(), new TreeMap<>(), new TreeMap<>()),
        new FriendBought("bob", "P"),
        new FriendReturned("bob", "P"),
        new Returned("s", "bounced"),
        new Returned("s", "complained"));
  }

  private static Account guest() {
    return new Account(
        "guest",
        2,
        Account.SCHEMA,
        Instant.parse("2011-03-01T10:00:00Z"),
        Lots.NONE.plus(LOT, 7, LocalDate.parse("2011-03-01")),
        0,
        ActiveDays.NONE.plus(LocalDate.parse("2011-03-01"), 1, 150, 7),
        1,
        Slices.NONE.with(Notice.SLICE, new Notice(YearMonth.parse("2012-03"), 30)),
        "member",
        List.of("new"),
        false,
        Map.of());
  }

  private EveryEvent() {}

  private static List<String> everyField() {
    return Stream.concat(
            Arrays.stream(Profile.Field.values()).map(Profile.Field::key),
            Stream.of("attributes", "consents"))
        .toList();
  }

  /** The names of the kinds that are among them. */
  public static List<String> missing() {
    var there = all().map(Object::getClass).toList();
    return Rooms.EVENTS.entrySet().stream()
        .filter(each -> !there.contains(each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
