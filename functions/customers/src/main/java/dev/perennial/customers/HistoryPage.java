package dev.perennial.customers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.LineOfTime;
import dev.perennial.domain.ledger.Place;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some of what happened to a customer: the last first, or activities by their ids. Activities, of
 * which there is no end, are not among the others. Nor are lines of before an erasure; activities
 * of before are deleted.
 *
 * @param activities whether these are asked for, and nothing else
 * @param limit how many lines, 1 to 100
 * @param after where the page before ended, null for the first page
 */
record HistoryPage(boolean activities, int limit, LineOfTime.@Nullable Cursor after) {
  private static final int USUAL = 50;
  private static final int MAX = 100;
  private static final String NOT_A_CURSOR = "must be \"next\" of the page before";
  private static final Pattern CURSOR =
      Pattern.compile("[0-9]{1,11}[.][0-9]{1,9}[.][0-9]{1,15}([.]([0-9a-f]{2}){1,1100}){1,2}");

  /** As clients hand it back. */
  private static String text(LineOfTime.Cursor cursor) {
    var place = cursor.place();
    var at = place.recordedAt();
    var text =
        at.getEpochSecond() + "." + at.getNano() + "." + place.seq() + "." + hex(place.lineId());
    return cursor.bearer() == null ? text : text + "." + hex(cursor.bearer());
  }

  private static LineOfTime.Cursor parse(String cursor) throws BadInput {
    if (!CURSOR.matcher(cursor).matches()) {
      throw BadInput.at("query/cursor", NOT_A_CURSOR);
    }
    var parts = cursor.split("[.]", -1);
    var at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    return new LineOfTime.Cursor(
        new Place(Long.parseLong(parts[2]), at, unhex(parts[3])),
        parts.length > 4 ? unhex(parts[4]) : null);
  }

  private static String hex(String lineId) {
    return HexFormat.of().formatHex(lineId.getBytes(StandardCharsets.UTF_8));
  }

  private static String unhex(String text) {
    return new String(HexFormat.of().parseHex(text), StandardCharsets.UTF_8);
  }

  /** The page that a request's query asks for. */
  static HistoryPage of(APIGatewayV2HTTPEvent request) throws BadInput {
    var kind = Http.queryOrNull(request, "kind");
    if (kind != null && !kind.equals("activities")) {
      throw BadInput.at("query/kind", "must be activities, or left out");
    }
    var activities = kind != null;
    var cursor = Http.queryOrNull(request, "cursor");
    var after = cursor == null ? null : parse(cursor);
    if (activities && after != null && !after.place().lineId().startsWith(LineId.ACTIVITIES)) {
      throw BadInput.at("query/cursor", NOT_A_CURSOR);
    }
    return new HistoryPage(activities, Http.queryLimit(request, USUAL, MAX), after);
  }

  /**
   * The page.
   *
   * @param id whose lines: the customer's, or a former one's
   * @param account of that id
   */
  ObjectNode json(String id, Customer customer, @Nullable Account account, HistoryStore history) {
    var page =
        activities
            ? activities(id, customer, history)
            : new LineOfTime(history, id, account, customer.lifeOf(id)).page(after, limit);
    var body = JsonNodeFactory.instance.objectNode().put("customerId", id);
    var told = body.putArray("lines");
    page.lines().forEach(line -> told.add(json(line)));
    if (page.next() != null) {
      body.put("next", text(page.next()));
    }
    return body;
  }

  /** As many as the page holds, and one that tells whether there is another. */
  private LineOfTime.Page activities(String id, Customer customer, HistoryStore history) {
    var page = new ArrayList<HistoryLine>();
    var from = after == null ? LineId.ACTIVITIES : after.place().lineId();
    for (var isMore = true; isMore && page.size() <= limit; ) {
      // the one before is the first of what lies between, unless it is forgotten
      var read = history.between(id, from, LineId.ACTIVITIES_END, limit + 2);
      for (var line : customer.own(read)) {
        if (!line.id().equals(from) && page.size() <= limit) {
          page.add(line);
        }
      }
      isMore = read.size() == limit + 2;
      from = isMore ? read.getLast().id() : from;
    }
    var shown = page.subList(0, Math.min(limit, page.size()));
    var next =
        shown.size() == page.size() ? null : new LineOfTime.Cursor(Place.of(shown.getLast()), null);
    return new LineOfTime.Page(shown, next);
  }

  private static ObjectNode json(HistoryLine line) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("what", line.event().title());
    json.put("recordedAt", line.recordedAt().toString());
    json.setAll(Event.detail(line));
    json.remove("customerId");
    return json;
  }
}
