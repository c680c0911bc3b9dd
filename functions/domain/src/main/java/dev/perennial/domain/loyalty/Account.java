package dev.perennial.domain.loyalty;

import dev.perennial.domain.engagement.Engagement;
import dev.perennial.domain.history.Fact;
import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.segments.Bands;
import dev.perennial.domain.value.ValueBands;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer's standing, one version for each line that changed it. The ledger
 * fields (lots, debt, days) are the fold of the ledger lines; bands and segments are judgements
 * made from them.
 *
 * @param version counts the lines: 1 after the first
 * @param schema the form in which the account is stored, so that a release can migrate on read
 * @param writtenAt when the last line was recorded
 * @param lots points by activation day and expiry month
 * @param debt points owed because refunded points had been spent already; at least 0
 * @param days active days with orders and net spend
 * @param purchases how many purchases were ever recorded; refunds take none back, so that a
 *     customer has one first purchase
 * @param given names of the bonuses that are given once and were, sorted; the welcome is told by
 *     {@code purchases}
 * @param awaited refunds that wait for their purchase, in the order in which they came
 * @param notice the last that was told of points about to expire, null before the first
 * @param bought when which categories, brands and channels were last bought from
 * @param engagement what the customer did besides buying
 * @param tier the tier of the loyalty programme, as last judged
 * @param bands RFM bands, null before the first boundaries or the first order
 * @param value bands by a model card, null before the first card or the first order
 * @param segments ids of the segments the customer is in, sorted
 * @param erased true once the customer was erased: nothing is recorded any more
 */
public record Account(
    String customerId,
    long version,
    int schema,
    Instant writtenAt,
    Lots lots,
    long debt,
    ActiveDays days,
    long purchases,
    List<String> given,
    List<Awaited> awaited,
    @Nullable Notice notice,
    LastBought bought,
    Engagement engagement,
    String tier,
    @Nullable Bands bands,
    @Nullable ValueBands value,
    List<String> segments,
    boolean erased) {
  /** The form written by this release. */
  public static final int SCHEMA = 1;

  public Account {
    given = List.copyOf(given);
    awaited = List.copyOf(awaited);
    segments = List.copyOf(segments);
  }

  /**
   * A refund that came before its purchase.
   *
   * @param since the day on which it came, in the shop's zone
   */
  public record Awaited(String purchaseId, String refundId, LocalDate since) {}

  /**
   * That points about to expire were told of.
   *
   * @param expiry the month at whose end they are lost
   * @param days how many days ahead
   */
  public record Notice(YearMonth expiry, int days) {}

  /** The account before its first line. */
  public static Account empty(String customerId, String tier) {
    return new Account(
        customerId,
        0,
        SCHEMA,
        Instant.EPOCH,
        Lots.NONE,
        0,
        ActiveDays.NONE,
        0,
        List.of(),
        List.of(),
        null,
        LastBought.NONE,
        Engagement.NONE,
        tier,
        null,
        null,
        List.of(),
        false);
  }

  /** Points that can be spent. */
  public long balanceOn(LocalDate date) {
    return lots.activeOn(date);
  }

  /** Points that will become active later. */
  public long pendingOn(LocalDate date) {
    return lots.pendingOn(date);
  }

  /**
   * The ledger fields after a line; judgements stay as they were. Deciding and checking both go
   * through here, so that fold(ledger) == account.
   *
   * @param zone the shop's, in which days begin
   */
  public Account after(HistoryLine line, ZoneId zone) {
    var today = line.recordedAt().atZone(zone).toLocalDate();
    var next = new Draft(this);
    next.version = line.seq();
    next.writtenAt = line.recordedAt();
    next.lots = lots.settledOn(today);
    next.days = days.settledOn(today);
    switch (line.fact()) {
      case Fact.Purchased fact -> next.buy(fact, line.at().atZone(zone).toLocalDate(), today);
      case Fact.Refunded fact -> next.refund(fact);
      case Fact.Redeemed fact -> next.lots = next.lots.minus(fact.takes());
      case Fact.RedemptionCancelled fact -> {
        next.lots = next.lots.plus(fact.returned(), today);
        next.debt -= fact.debtPaid();
      }
      case Fact.RefundAwaiting fact ->
          next.await(new Awaited(fact.purchaseId(), fact.refundId(), today));
      case Fact.RefundRejected fact -> next.awaitNoMore(fact.purchaseId(), fact.refundId());
      case Fact.Adjusted fact -> next.adjust(fact, today);
      case Fact.Reviewed fact -> next.review(fact, line.at().atZone(zone).toLocalDate(), today);
      case Fact.PointsExpiring fact ->
          next.notice = new Notice(YearMonth.from(fact.on()), fact.days());
      case Fact.Clicked _ ->
          next.engagement = engagement.clicked(line.at().atZone(zone).toLocalDate());
      case Fact.Answered fact ->
          next.engagement = engagement.answered(fact, line.at().atZone(zone).toLocalDate());
      case Fact.FriendBought _ -> next.engagement = engagement.plusFriends(1);
      case Fact.FriendReturned _ -> next.engagement = engagement.plusFriends(-1);
      case Fact.Erased _ -> next.erase();
      case Fact.Profiled _,
          Fact.Moved _,
          Fact.Active _,
          Fact.ClickSeen _,
          Fact.Entered _,
          Fact.Decided _,
          Fact.Mailed _,
          Fact.Returned _ -> {}
    }
    return next.done();
  }

  /** The same account with what was judged of it. */
  public Account judged(
      String nextTier,
      @Nullable Bands nextBands,
      @Nullable ValueBands nextValue,
      List<String> nextSegments) {
    var next = new Draft(this);
    next.tier = nextTier;
    next.bands = nextBands;
    next.value = nextValue;
    next.segments = nextSegments;
    return next.done();
  }

  /**
   * The fields that lines decide in which this account differs from what its lines make, each with
   * both values; empty when fold(ledger) == account.
   *
   * @param fold of the lines
   */
  public List<String> differences(Account fold) {
    var found = new ArrayList<String>();
    differ(found, "version", version, fold.version);
    differ(found, "lots", lots, fold.lots);
    differ(found, "debt", debt, fold.debt);
    differ(found, "days", days, fold.days);
    differ(found, "purchases", purchases, fold.purchases);
    differ(found, "given", given, fold.given);
    differ(found, "awaited", awaited, fold.awaited);
    differ(found, "notice", Optional.ofNullable(notice), Optional.ofNullable(fold.notice));
    differ(found, "bought", bought, fold.bought);
    differ(found, "engagement", engagement, fold.engagement);
    differ(found, "writtenAt", writtenAt, fold.writtenAt);
    differ(found, "erased", erased, fold.erased);
    return found;
  }

  private static void differ(List<String> found, String name, Object mine, Object folds) {
    if (!mine.equals(folds)) {
      found.add("%s \"%s\" instead of \"%s\"".formatted(name, mine, folds));
    }
  }

  /** The components one by one, so that a step names what it changes and nothing else. */
  private static final class Draft {
    private final Account from;
    private long version;
    private Instant writtenAt;
    private Lots lots;
    private long debt;
    private ActiveDays days;
    private long purchases;
    private List<String> given;
    private List<Awaited> awaited;
    private @Nullable Notice notice;
    private LastBought bought;
    private Engagement engagement;
    private String tier;
    private @Nullable Bands bands;
    private @Nullable ValueBands value;
    private List<String> segments;
    private boolean erased;

    Draft(Account from) {
      this.from = from;
      version = from.version;
      writtenAt = from.writtenAt;
      lots = from.lots;
      debt = from.debt;
      days = from.days;
      purchases = from.purchases;
      given = from.given;
      awaited = from.awaited;
      notice = from.notice;
      bought = from.bought;
      engagement = from.engagement;
      tier = from.tier;
      bands = from.bands;
      value = from.value;
      segments = from.segments;
      erased = from.erased;
    }

    Account done() {
      return new Account(
          from.customerId,
          version,
          from.schema,
          writtenAt,
          lots,
          debt,
          days,
          purchases,
          given,
          awaited,
          notice,
          bought,
          engagement,
          tier,
          bands,
          value,
          segments,
          erased);
    }

    void buy(Fact.Purchased fact, LocalDate day, LocalDate today) {
      lots = lots.plus(fact.lot(), fact.earned() - fact.debtPaid(), today);
      debt -= fact.debtPaid();
      days = days.plus(day, 1, fact.paid(), fact.counted() ? fact.earned() : 0);
      purchases = fact.order();
      bought = bought.after(fact, day);
      if (fact.referrer() != null) {
        engagement = engagement.byFriend();
      }
      var all = new TreeSet<>(given);
      for (var bonus : fact.terms().bonuses()) {
        if (bonus.isRemembered()) {
          all.removeIf(bonus::replaces);
          all.add(bonus.name());
        }
      }
      given = List.copyOf(all);
    }

    void refund(Fact.Refunded fact) {
      lots = lots.minus(fact.taken());
      debt = Math.addExact(debt, fact.newDebt());
      days =
          days.plus(
              fact.purchaseDay(),
              fact.whole() ? -1 : 0,
              -fact.amount(),
              fact.counted() ? -fact.lost() : 0);
      awaitNoMore(fact.purchaseId(), fact.refundId());
    }

    void adjust(Fact.Adjusted fact, LocalDate today) {
      var added = Math.max(0, fact.points()) - fact.debtPaid();
      lots = lots.minus(fact.taken()).plus(fact.lot(), added, today);
      debt = Math.addExact(debt - fact.debtPaid(), fact.newDebt());
    }

    void review(Fact.Reviewed fact, LocalDate day, LocalDate today) {
      lots = lots.plus(fact.lot(), fact.points() - fact.debtPaid(), today);
      debt -= fact.debtPaid();
      days = days.plusBonus(day, fact.counted() ? fact.points() : 0);
    }

    void await(Awaited more) {
      var all = new ArrayList<>(awaited);
      all.add(more);
      awaited = all;
    }

    void awaitNoMore(String purchaseId, String refundId) {
      awaited =
          awaited.stream()
              .filter(
                  each -> !each.purchaseId.equals(purchaseId) || !each.refundId.equals(refundId))
              .toList();
    }

    void erase() {
      bought = LastBought.NONE;
      engagement = Engagement.NONE;
      bands = null;
      value = null;
      segments = List.of();
      erased = true;
    }
  }
}
