package dev.perennial.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.runtime.http.BadInput;
import dev.perennial.runtime.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Customers whose journeys are due, as the queue carries them. */
record JourneyTask(List<String> customers) {
  /** Customers of one message: what one of them fails at comes again with the others. */
  private static final int MOST = 25;

  /** The tasks of customers. */
  static List<JourneyTask> of(List<String> customers) {
    var tasks = new ArrayList<JourneyTask>();
    for (int from = 0; from < customers.size(); from += MOST) {
      tasks.add(new JourneyTask(customers.subList(from, Math.min(customers.size(), from + MOST))));
    }
    return tasks;
  }

  /** The message's body. */
  String body() {
    var json = JsonNodeFactory.instance.objectNode();
    customers.forEach(json.putArray("customers")::add);
    return json.toString();
  }

  /**
   * Reads a message's body.
   *
   * @throws IllegalArgumentException when it is no task
   */
  static JourneyTask read(String body) {
    try {
      var customers =
          StrictJson.read(body.getBytes(StandardCharsets.UTF_8))
              .path("customers")
              .valueStream()
              .map(JsonNode::asText)
              .toList();
      if (customers.isEmpty() || !customers.stream().allMatch(ClientId::isOne)) {
        throw new IllegalArgumentException("a task of journeys has customers");
      }
      return new JourneyTask(customers);
    } catch (BadInput e) {
      throw new IllegalArgumentException("not a task of journeys", e);
    }
  }
}
