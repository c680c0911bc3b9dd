package dev.perennial.domain.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tables hold of one customer.
 *
 * @param account null before the first write
 * @param profile null before {@code PUT /customers}, and after an erasure
 * @param mailLog null before the first claim, or when not read
 */
public record Customer(
    String customerId,
    @Nullable Account account,
    @Nullable Profile profile,
    @Nullable MailLog mailLog) {
  /** The account's version, at which lines stand that make none; 0 before the first write. */
  public long version() {
    return account == null ? 0 : account.version();
  }

  /** Whether the customer was erased. */
  public boolean erased() {
    return account != null && account.erased();
  }

  /** The customer who this one was merged into; null of one who was not. */
  public @Nullable String mergedInto() {
    return ids().into();
  }

  /** Customers who were merged into this one: lines of the same person stand under their ids. */
  public List<String> formerIds() {
    return ids().present();
  }

  /** Whose account it is: an earlier one under the same id may have been erased. */
  public Life life() {
    return account == null ? Life.FIRST : Life.SLICE.in(account);
  }

  /** The same with those of whoever was erased before: their lines are known as such. */
  public List<String> allFormerIds() {
    return ids().former();
  }

  /** Of whom the lines of an id are, which is the customer's or a former one. */
  public Life lifeOf(String id) {
    return id.equals(customerId) ? life() : ids().lives().getOrDefault(id, Life.FIRST);
  }

  /** Whether a line is of somebody who was erased. */
  public boolean ended(HistoryLine line) {
    return erased() || isOfBefore(line);
  }

  /**
   * Whether what happened then happened to somebody who was erased; a shop's clock may be late.
   *
   * @param id of which it is told: the customer's or a former one
   */
  public boolean ended(String id, Instant at) {
    var life = lifeOf(id);
    return erased() || (life.isLater() && !at.isAfter(life.ended().minus(HistoryLine.AHEAD)));
  }

  /** Of lines, those of whom the account is, and of nobody who had the id before. */
  public List<HistoryLine> own(List<HistoryLine> lines) {
    var cameBack = life().isLater() || !ids().lives().isEmpty();
    return cameBack ? lines.stream().filter(line -> !isOfBefore(line)).toList() : lines;
  }

  private boolean isOfBefore(HistoryLine line) {
    return lifeOf(line.customerId()).isAfter(line.seq());
  }

  private Ids ids() {
    return account == null ? Ids.NONE : Ids.SLICE.in(account);
  }

  /** The account, or an empty one of a tier. */
  public Account accountOr(String tier) {
    return account == null ? Account.empty(customerId, tier) : account;
  }

  /** The zone in which the customer's days and hours are: the own, or else the shop's. */
  public ZoneId zoneOr(ZoneId shop) {
    var own = profile == null ? null : profile.zone();
    try {
      return own == null ? shop : ZoneId.of(own);
    } catch (DateTimeException e) { // a zone that this JVM doesn't know
      return shop;
    }
  }

  /** The mail log, or none. */
  public MailLog mailLogOrNone() {
    return mailLog == null ? MailLog.NONE : mailLog;
  }
}
