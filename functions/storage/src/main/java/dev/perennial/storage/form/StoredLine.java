package dev.perennial.storage.form;

import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Changes;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LaterEvent;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a line's item. Postings stand beside it, as {@link PostingsText}: so lines of
 * releases before postings and after them are one form.
 *
 * @param more what {@link PaidLinesText} can't say of the event's lines, null when nothing
 * @param schema 0 of all lines so far; another is a later release's
 */
record StoredLine(
    int schema,
    String customerId,
    String id,
    long seq,
    Instant at,
    Instant recordedAt,
    Cause cause,
    Changes changes,
    DomainEvent fact,
    @Nullable String more,
    @Nullable Receipt answer) {

  static StoredLine of(HistoryLine line) {
    return new StoredLine(
        0,
        line.customerId(),
        line.id(),
        line.seq(),
        line.at(),
        line.recordedAt(),
        line.cause(),
        line.changes(),
        line.event(),
        LineDetailsText.of(line.event()),
        line.answer());
  }

  /**
   * The line.
   *
   * @param postings as stored, null of lines that advance no account and of the first events
   */
  HistoryLine line(@Nullable List<Posting> postings) {
    if (schema > Json.SCHEMA) {
      throw new UnreadableForm(Json.newer(schema, Json.SCHEMA));
    }
    var event = more == null ? fact : LineDetailsText.put(more, fact);
    if (fact instanceof LaterEvent later) {
      var known = postings == null ? List.<Posting>of() : postings;
      event = new LaterEvent(later.name(), later.body(), postings != null, known);
    }
    var all = postings == null ? event.postings() : postings;
    if (Posting.net(all) != changes.points()) {
      throw new UnreadableForm(
          "has postings that come to %d, and changes points by %d"
              .formatted(Posting.net(all), changes.points()));
    }
    return new HistoryLine(customerId, id, seq, at, recordedAt, cause, changes, event, all, answer);
  }
}
