package dev.perennial.segments;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.CustomerStore.Part;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.Http;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Some customers of a segment, in the database's own order: the same scan as the nightly pass.
 *
 * @param limit how many customers, 1 to 1000
 * @param after the last customer that was looked at before, null for the first page
 */
record MembersPage(int limit, @Nullable String after) {
  private static final int USUAL = 100;
  private static final int MAX = 1000;

  /** Of a scan, 1 MB each: a caller waits a second or two for an answer, however few there are. */
  private static final int PAGES_READ = 10;

  private static final Part ALL = new Part(0, 1);

  /** The page that a request's query asks for. */
  static MembersPage of(APIGatewayV2HTTPEvent request) throws BadInput {
    return new MembersPage(
        Http.queryLimit(request, USUAL, MAX), Http.queryIdOrNull(request, "cursor"));
  }

  /** The page. With {@code next} there may be more, even when nobody of this page is in it. */
  ObjectNode read(String segmentId, CustomerStore store, Rules rules, Instant now) {
    var body = JsonNodeFactory.instance.objectNode().put("segmentId", segmentId);
    var members = body.putArray("customers");
    var cursor = after;
    for (int i = 0; i < PAGES_READ; i++) {
      var page = store.scan(ALL, cursor);
      for (var customer : page.customers()) {
        var member = member(customer, segmentId, rules, now);
        if (member != null) {
          members.add(member);
        }
        if (members.size() == limit) {
          return body.put("next", customer.customerId());
        }
      }
      cursor = page.cursor();
      if (cursor == null) {
        return body;
      }
    }
    return body.put("next", cursor);
  }

  private static @Nullable ObjectNode member(
      Customer customer, String segmentId, Rules rules, Instant now) {
    if (customer.account() == null) {
      return null;
    }
    var judged = Evaluation.evaluate(customer.account(), customer.profile(), rules, now);
    if (!judged.segments().contains(segmentId)) {
      return null;
    }
    var member = JsonNodeFactory.instance.objectNode();
    member.put("customerId", customer.customerId()).put("tier", judged.tier());
    var segments = member.putArray("segments");
    judged.segments().forEach(segments::add);
    return member;
  }
}
