package dev.perennial.customers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Event;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some of what happened to a customer: the last first, or activities by their ids. The table keeps
 * lines by their keys, so the last can only be found among all: activities, of which there is no
 * end, are not among them. Nor are lines of before an erasure; activities of before are deleted.
 *
 * @param activities whether these are asked for, and nothing else
 * @param limit how many lines, 1 to 100
 * @param after the last line of the page before, null for the first page
 */
record HistoryPage(boolean activities, int limit, @Nullable Place after) {
  private static final int USUAL = 50;
  private static final int MAX = 100;
  private static final String NOT_A_CURSOR = "must be \"next\" of the page before";
  private static final Pattern CURSOR =
      Pattern.compile("[0-9]{1,11}[.][0-9]{1,9}[.][0-9]{1,15}[.]([0-9a-f]{2}){1,1100}");

  /** Where a line stands: unique for a customer. */
  record Place(Instant recordedAt, long seq, String lineId) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::recordedAt)
            .thenComparingLong(Place::seq)
            .thenComparing(Place::lineId);

    static Place of(HistoryLine line) {
      return new Place(line.recordedAt(), line.seq(), line.id());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    /** As clients hand it back. */
    String cursor() {
      var id = HexFormat.of().formatHex(lineId.getBytes(StandardCharsets.UTF_8));
      return recordedAt.getEpochSecond() + "." + recordedAt.getNano() + "." + seq + "." + id;
    }

    static Place parse(String cursor) throws BadInput {
      if (!CURSOR.matcher(cursor).matches()) {
        throw BadInput.at("query/cursor", NOT_A_CURSOR);
      }
      var parts = cursor.split("[.]", -1);
      return new Place(
          Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1])),
          Long.parseLong(parts[2]),
          new String(HexFormat.of().parseHex(parts[3]), StandardCharsets.UTF_8));
    }
  }

  /** The page that a request's query asks for. */
  static HistoryPage of(APIGatewayV2HTTPEvent request) throws BadInput {
    var kind = Http.queryOrNull(request, "kind");
    if (kind != null && !kind.equals("activities")) {
      throw BadInput.at("query/kind", "must be activities, or left out");
    }
    var activities = kind != null;
    var cursor = Http.queryOrNull(request, "cursor");
    var after = cursor == null ? null : Place.parse(cursor);
    if (activities && after != null && !after.lineId().startsWith(LineId.ACTIVITIES)) {
      throw BadInput.at("query/cursor", NOT_A_CURSOR);
    }
    return new HistoryPage(activities, Http.queryLimit(request, USUAL, MAX), after);
  }

  /**
   * The page.
   *
   * @param id whose lines: the customer's, or a former one's
   */
  ObjectNode json(String id, Customer customer, HistoryStore history) {
    var left = activities ? activities(id, customer, history) : lastFirst(id, customer, history);
    var page = left.subList(0, Math.min(limit, left.size()));
    var body = JsonNodeFactory.instance.objectNode().put("customerId", id);
    var told = body.putArray("lines");
    page.forEach(line -> told.add(json(line)));
    if (page.size() < left.size()) {
      body.put("next", Place.of(page.getLast()).cursor());
    }
    return body;
  }

  private List<HistoryLine> lastFirst(String id, Customer customer, HistoryStore history) {
    var all = history.between(id, LineId.ACTIVITIES_END, LineId.END, Integer.MAX_VALUE);
    return customer.own(all).stream()
        .filter(line -> after == null || Place.of(line).compareTo(after) < 0)
        .sorted(Comparator.comparing(Place::of).reversed())
        .toList();
  }

  /** As many as the page holds, and one that tells whether there is another. */
  private List<HistoryLine> activities(String id, Customer customer, HistoryStore history) {
    var page = new ArrayList<HistoryLine>();
    var from = after == null ? LineId.ACTIVITIES : after.lineId();
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
    return page;
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
