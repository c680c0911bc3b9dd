package dev.perennial.domain.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a customer's history: written once, never edited. Ledger lines change the account's
 * points and days; a line per account version, so that {@code seq} sorts them.
 *
 * @param id unique for the customer, for instance {@code ledger#purchase#536365}
 * @param seq the account version that the line made, or was written at when it made none
 * @param at business time: decides days, buckets and expiry
 * @param recordedAt when it was written
 * @param event what happened
 * @param postings its effect on points, as written: what the event says may change with releases
 * @param answer what the client was told, and is told again for the same purchase or refund
 */
public record HistoryLine(
    String customerId,
    String id,
    long seq,
    Instant at,
    Instant recordedAt,
    Cause cause,
    Changes changes,
    DomainEvent event,
    List<Posting> postings,
    @Nullable Receipt answer) {
  /** How far in the future business time may lie: clocks differ. */
  public static final Duration AHEAD = Duration.ofMinutes(10);

  /** How long an activity is kept, and how late it may be reported. */
  public static final Duration KEPT = Duration.ofDays(400);

  public HistoryLine {
    postings = List.copyOf(postings);
  }

  /** A line of which neither changes nor answer are known yet. */
  public static HistoryLine draft(
      String customerId,
      String id,
      long seq,
      Instant at,
      Instant recordedAt,
      Cause cause,
      DomainEvent event) {
    return new HistoryLine(
        customerId, id, seq, at, recordedAt, cause, Changes.NONE, event, event.postings(), null);
  }

  /** The same line with what it changed and what the client is told. */
  public HistoryLine concluded(Changes what, @Nullable Receipt receipt) {
    return new HistoryLine(
        customerId, id, seq, at, recordedAt, cause, what, event, postings, receipt);
  }

  /** The same line, recorded at another time. */
  public HistoryLine writtenAt(Instant other) {
    return new HistoryLine(customerId, id, seq, at, other, cause, changes, event, postings, answer);
  }

  /** The same line with other postings. */
  public HistoryLine posting(List<Posting> other) {
    return new HistoryLine(
        customerId, id, seq, at, recordedAt, cause, changes, event, other, answer);
  }

  /** The same line under another key. */
  public HistoryLine under(String other) {
    return new HistoryLine(
        customerId, other, seq, at, recordedAt, cause, changes, event, postings, answer);
  }

  /** The same line with less in it: what must be forgotten of a line that has to stay. */
  public HistoryLine saying(DomainEvent less) {
    return new HistoryLine(
        customerId, id, seq, at, recordedAt, cause, changes, less, postings, answer);
  }

  /** The key as events carry it: unique over all customers. */
  public String eventId() {
    return customerId + "/" + id;
  }

  /** Whether the line advanced the account: those are numbered without gaps. */
  public boolean advancesAccount() {
    return event.advancesAccount();
  }

  /**
   * When the line may be forgotten, null for never. An activity is, once it is too old to be
   * reported again, and a click that did not count; nothing of the ledger ever is.
   */
  public @Nullable Instant expires() {
    var kept = event.kept();
    return kept == null ? null : at.plus(kept);
  }
}
