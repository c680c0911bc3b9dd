package dev.perennial.laptop.cost;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.template.Template;
import dev.perennial.imports.Commands;
import dev.perennial.orders.Order;
import dev.perennial.orders.Orders;
import dev.perennial.people.People;
import java.io.IOException;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Orders that come by the queue, ten at a time, to be measured. */
public final class QueuedOrders {
  /** How many a call brings; there must be as many. */
  public static final int TOGETHER = 10;

  private static final int MOST = 100 * TOGETHER;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final LaptopStack stack;
  private final Template.Queue queue;
  private final List<Order> orders;
  private final Orders file;

  /**
   * @param file its first orders, at most a thousand and a multiple of ten, are sent
   * @throws IllegalArgumentException when it has no ten
   */
  public QueuedOrders(LaptopStack stack, Orders file) {
    this.stack = stack;
    this.file = file;
    var queue = stack.template().queues().get("PurchaseQueue");
    var all =
        file.entries().stream().filter(Order.class::isInstance).map(Order.class::cast).toList();
    var many = Math.min(MOST, all.size() / TOGETHER * TOGETHER);
    if (queue == null || many == 0) {
      throw new IllegalArgumentException("there are no ten orders to send to a queue");
    }
    this.queue = queue;
    this.orders = all.subList(0, many);
  }

  /** How many are sent. */
  public int count() {
    return orders.size();
  }

  /** Makes their customers known. */
  public void introduce(People people) {
    for (var order : orders) {
      var id = order.customerId();
      var profile = people.profile(id, file.countries().get(id), stack.clock().instant());
      var path = "/customers/" + HttpCall.encoded(id);
      check(stack.http("PUT", path, Map.of("content-type", "application/json"), profile));
    }
    stack.drain();
  }

  /** Sends them, as of now, and does what follows from each ten before the next. */
  public void send(Currency currency) throws IOException {
    for (int from = 0; from < orders.size(); from += TOGETHER) {
      var asked = JsonNodeFactory.instance.objectNode().put("QueueUrl", queue.url());
      var entries = asked.putArray("Entries");
      for (var order : orders.subList(from, from + TOGETHER)) {
        var body = (ObjectNode) MAPPER.readTree(Commands.body(order, currency));
        body.put("at", stack.clock().instant().toString());
        entries.addObject().put("Id", "m" + entries.size()).put("MessageBody", body.toString());
      }
      var headers = Map.of("x-amz-target", "AmazonSQS.SendMessageBatch");
      check(stack.http(HttpCall.of("POST", "/", headers, asked.toString())));
      stack.drain();
    }
  }

  private static void check(HttpAnswer answer) {
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.text());
    }
  }
}
