package dev.perennial.domain.loyalty;

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
    var settled =
        with(
            line.seq(),
            line.recordedAt(),
            lots.settledOn(today),
            debt,
            days.settledOn(today),
            purchases,
            given,
            awaited);
    return switch (line.fact()) {
      case Fact.Purchased bought ->
          settled.bought(bought, line.at().atZone(zone).toLocalDate(), today);
      case Fact.Refunded back -> settled.refunded(back);
      case Fact.Redeemed redeemed ->
          settled.holding(settled.lots.minus(redeemed.takes()), settled.debt);
      case Fact.RedemptionCancelled cancelled ->
          settled.holding(
              settled.lots.plus(cancelled.returned(), today), settled.debt - cancelled.debtPaid());
      case Fact.RefundAwaiting waiting ->
          settled.awaiting(
              settled.alsoAwaited(new Awaited(waiting.purchaseId(), waiting.refundId(), today)));
      case Fact.RefundRejected rejected ->
          settled.awaiting(settled.notAwaited(rejected.purchaseId(), rejected.refundId()));
      case Fact.Adjusted adjusted -> settled.adjusted(adjusted, today);
      case Fact.PointsExpiring expiring ->
          settled.told(new Notice(YearMonth.from(expiring.on()), expiring.days()));
      case Fact.Erased _ -> settled.asErased();
      case Fact.Profiled _,
          Fact.Moved _,
          Fact.Entered _,
          Fact.Decided _,
          Fact.Mailed _,
          Fact.Returned _ ->
          settled;
    };
  }

  /** The same account with what was judged of it. */
  public Account judged(
      String nextTier,
      @Nullable Bands nextBands,
      @Nullable ValueBands nextValue,
      List<String> nextSegments) {
    return new Account(
        customerId,
        version,
        schema,
        writtenAt,
        lots,
        debt,
        days,
        purchases,
        given,
        awaited,
        notice,
        nextTier,
        nextBands,
        nextValue,
        nextSegments,
        erased);
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
    differ(found, "writtenAt", writtenAt, fold.writtenAt);
    differ(found, "erased", erased, fold.erased);
    return found;
  }

  private static void differ(List<String> found, String name, Object mine, Object folds) {
    if (!mine.equals(folds)) {
      found.add("%s \"%s\" instead of \"%s\"".formatted(name, mine, folds));
    }
  }

  private Account bought(Fact.Purchased fact, LocalDate day, LocalDate today) {
    return with(
        version,
        writtenAt,
        lots.plus(fact.lot(), fact.earned() - fact.debtPaid(), today),
        debt - fact.debtPaid(),
        days.plus(day, 1, fact.paid(), fact.counted() ? fact.earned() : 0),
        fact.order(),
        givenAlso(fact.terms()),
        awaited);
  }

  private Account refunded(Fact.Refunded fact) {
    return with(
        version,
        writtenAt,
        lots.minus(fact.taken()),
        Math.addExact(debt, fact.newDebt()),
        days.plus(
            fact.purchaseDay(),
            fact.whole() ? -1 : 0,
            -fact.amount(),
            fact.counted() ? -fact.lost() : 0),
        purchases,
        given,
        notAwaited(fact.purchaseId(), fact.refundId()));
  }

  private Account adjusted(Fact.Adjusted fact, LocalDate today) {
    var added = Math.max(0, fact.points()) - fact.debtPaid();
    return holding(
        lots.minus(fact.taken()).plus(fact.lot(), added, today),
        Math.addExact(debt - fact.debtPaid(), fact.newDebt()));
  }

  private List<String> givenAlso(Terms terms) {
    var next = new TreeSet<>(given);
    for (var bonus : terms.bonuses()) {
      if (bonus.isRemembered()) {
        next.removeIf(bonus::replaces);
        next.add(bonus.name());
      }
    }
    return List.copyOf(next);
  }

  private List<Awaited> alsoAwaited(Awaited more) {
    var next = new ArrayList<>(awaited);
    next.add(more);
    return next;
  }

  private List<Awaited> notAwaited(String purchaseId, String refundId) {
    return awaited.stream()
        .filter(each -> !each.purchaseId.equals(purchaseId) || !each.refundId.equals(refundId))
        .toList();
  }

  private Account holding(Lots nextLots, long nextDebt) {
    return with(version, writtenAt, nextLots, nextDebt, days, purchases, given, awaited);
  }

  private Account awaiting(List<Awaited> next) {
    return with(version, writtenAt, lots, debt, days, purchases, given, next);
  }

  private Account told(Notice next) {
    return new Account(
        customerId,
        version,
        schema,
        writtenAt,
        lots,
        debt,
        days,
        purchases,
        given,
        awaited,
        next,
        tier,
        bands,
        value,
        segments,
        erased);
  }

  private Account asErased() {
    return new Account(
        customerId,
        version,
        schema,
        writtenAt,
        lots,
        debt,
        days,
        purchases,
        given,
        awaited,
        notice,
        tier,
        null,
        null,
        List.of(),
        true);
  }

  private Account with(
      long nextVersion,
      Instant nextWrittenAt,
      Lots nextLots,
      long nextDebt,
      ActiveDays nextDays,
      long nextPurchases,
      List<String> nextGiven,
      List<Awaited> nextAwaited) {
    return new Account(
        customerId,
        nextVersion,
        schema,
        nextWrittenAt,
        nextLots,
        nextDebt,
        nextDays,
        nextPurchases,
        nextGiven,
        nextAwaited,
        notice,
        tier,
        bands,
        value,
        segments,
        erased);
  }
}
