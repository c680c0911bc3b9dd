package dev.perennial.domain.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer's standing, one version for each line that changed it. The ledger
 * fields (lots, debt, days, slices) are the fold of the ledger lines; tier, segments and what
 * slices hold of bands are evaluations made from them.
 *
 * @param version counts the lines: 1 after the first
 * @param schema the form in which the account is stored: a newer one is another release's to read
 * @param writtenAt when the last line was recorded
 * @param lots points by activation day and expiry month
 * @param debt points owed because refunded points had been spent already; at least 0
 * @param days active days with orders and net spend
 * @param purchases how many purchases were ever recorded; refunds take none back, so that a
 *     customer has one first purchase
 * @param slices what the rooms remember
 * @param tier the tier of the loyalty programme, as last evaluated
 * @param segments ids of the segments the customer is in, sorted
 * @param erased true once the customer was erased: nothing is recorded, unless who was erased comes
 *     back
 * @param later what a later release keeps here and this one doesn't know: written back as it was
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
    Slices slices,
    String tier,
    List<String> segments,
    boolean erased,
    Map<String, JsonNode> later)
    implements Remembers {
  /** The newest form that this release knows: that of who came back after an erasure. */
  public static final int SCHEMA = 2;

  /** The form of all others, which every release knows. */
  public static final int FIRST_SCHEMA = 1;

  public Account {
    segments = List.copyOf(segments);
    later = Map.copyOf(later);
  }

  /** The account before its first line. */
  public static Account empty(String customerId, String tier) {
    return new Account(
        customerId,
        0,
        FIRST_SCHEMA,
        Instant.EPOCH,
        Lots.NONE,
        0,
        ActiveDays.NONE,
        0,
        Slices.NONE,
        tier,
        List.of(),
        false,
        Map.of());
  }

  /** Points that can be spent. */
  public long balanceOn(LocalDate date) {
    return lots.activeOn(date);
  }

  /** Points that will become active later. */
  public long pendingOn(LocalDate date) {
    return lots.pendingOn(date);
  }

  @Override
  public <S> @Nullable S find(Slice<S> slice) {
    return slices.find(slice);
  }

  /**
   * The ledger fields after a line; evaluations stay as they were. Deciding and checking both go
   * through here, so that fold(ledger) == account.
   *
   * @param zone the shop's, in which days begin
   * @throws IllegalStateException when a posting takes more from a lot than it holds
   */
  public Account after(HistoryLine line, ZoneId zone) {
    var day = line.at().atZone(zone).toLocalDate();
    var today = line.recordedAt().atZone(zone).toLocalDate();
    var next = new AccountDraft(this, line, day, today);
    line.postings().forEach(next::post);
    line.event().applyTo(next);
    return next.done();
  }

  /** The same account with what was evaluated of it. */
  public Account evaluated(String nextTier, Slices nextSlices, List<String> nextSegments) {
    return new Account(
        customerId,
        version,
        schema,
        writtenAt,
        lots,
        debt,
        days,
        purchases,
        nextSlices,
        nextTier,
        nextSegments,
        erased,
        later);
  }

  /** The same account with what a later release keeps in another. */
  public Account keeping(Map<String, JsonNode> ofLater) {
    return new Account(
        customerId,
        version,
        schema,
        writtenAt,
        lots,
        debt,
        days,
        purchases,
        slices,
        tier,
        segments,
        erased,
        ofLater);
  }

  /**
   * The fields that lines decide in which this account differs from what its lines make, each with
   * both values; empty when fold(ledger) == account.
   *
   * @param fold of the lines
   * @param evaluations slices that no line decides
   */
  public List<String> differences(Account fold, List<Slice<?>> evaluations) {
    var found = pointDifferences(fold);
    differ(found, "days", days, fold.days);
    differ(found, "purchases", purchases, fold.purchases);
    var mine = slices;
    var folds = fold.slices;
    for (var each : evaluations) {
      mine = mine.with(each, null);
      folds = folds.with(each, null);
    }
    mine.differences(folds)
        .forEach((name, both) -> differ(found, name, both.getKey(), both.getValue()));
    differ(found, "writtenAt", writtenAt, fold.writtenAt);
    differ(found, "erased", erased, fold.erased);
    return found;
  }

  /**
   * The same of version, lots and debt: what postings alone decide, also those of events that only
   * a later release knows.
   */
  public List<String> pointDifferences(Account fold) {
    var found = new ArrayList<String>();
    differ(found, "version", version, fold.version);
    differ(found, "lots", lots, fold.lots);
    differ(found, "debt", debt, fold.debt);
    return found;
  }

  private static void differ(List<String> found, String name, Object mine, Object folds) {
    if (!mine.equals(folds)) {
      found.add("%s \"%s\" instead of \"%s\"".formatted(name, mine, folds));
    }
  }
}
