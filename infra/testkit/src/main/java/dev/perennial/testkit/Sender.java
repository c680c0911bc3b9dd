package dev.perennial.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sends messages to a stack's queue as a back-end does: by SQS's own protocol. */
public final class Sender {
  private Sender() {}

  /**
   * Sends up to ten in one call; what follows is left to be drained.
   *
   * @param queue by its logical id
   * @return the ids of the messages
   * @throws IllegalStateException when the queue did not take them all
   */
  public static List<String> send(LaptopStack stack, String queue, List<String> bodies) {
    var asked = JsonNodeFactory.instance.objectNode();
    asked.put(
        "QueueUrl", Objects.requireNonNull(stack.template().queues().get(queue), queue).url());
    var entries = asked.putArray("Entries");
    for (var body : bodies) {
      entries.addObject().put("Id", "m" + entries.size()).put("MessageBody", body);
    }
    var headers = Map.of("x-amz-target", "AmazonSQS.SendMessageBatch");
    var answer = stack.http(HttpCall.of("POST", "/", headers, asked.toString()));
    var sent = Shop.json(answer.text()).path("Successful");
    if (sent.size() != bodies.size()) {
      throw new IllegalStateException(answer.text());
    }
    return sent.valueStream().map(each -> each.path("MessageId")).map(JsonNode::asText).toList();
  }
}
