package dev.perennial.replay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.campaigns.AudiencePlannerHandler;
import dev.perennial.campaigns.AudienceWorkerHandler;
import dev.perennial.campaigns.CampaignEventsHandler;
import dev.perennial.campaigns.JourneyWorkerHandler;
import dev.perennial.customers.CustomersHandler;
import dev.perennial.domain.ledger.CustomerStore.Part;
import dev.perennial.domain.ledger.Event;
import dev.perennial.purchases.PurchasesHandler;
import dev.perennial.refunds.RefundsHandler;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Tick;
import dev.perennial.runtime.http.HttpHandler;
import dev.perennial.runtime.scan.ScanTask;
import dev.perennial.segments.BoundariesHandler;
import dev.perennial.segments.PassWorkerHandler;
import dev.perennial.value.RefitHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that a dry run needs, each the handler that Lambda has, on stores in memory. */
final class MemoryFunctions {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  /** There is time enough for everything. */
  private static final Context UNHURRIED =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> method.getReturnType() == int.class ? Integer.MAX_VALUE : null);

  private final List<String> log = new ArrayList<>();
  private final List<Tick> toDo = new ArrayList<>();
  private final CustomersHandler customers;
  private final PurchasesHandler purchases;
  private final RefundsHandler refunds;
  private final CampaignEventsHandler events;
  private final AudiencePlannerHandler scheduled;
  private final AudienceWorkerHandler audience;
  private final JourneyWorkerHandler journeys;
  private final BoundariesHandler boundaries;
  private final RefitHandler refit;
  private final PassWorkerHandler pass;

  MemoryFunctions(Stores stores, Clock clock) {
    var cloud = new MemoryCloud(stores, clock, log::add);
    customers = new CustomersHandler(cloud);
    purchases = new PurchasesHandler(cloud);
    refunds = new RefundsHandler(cloud);
    events = new CampaignEventsHandler(cloud);
    audience = new AudienceWorkerHandler(cloud);
    scheduled = new AudiencePlannerHandler(stores.programme(), toDo::add);
    journeys = new JourneyWorkerHandler(cloud);
    boundaries = new BoundariesHandler(cloud);
    refit = new RefitHandler(cloud);
    pass = new PassWorkerHandler(cloud);
  }

  APIGatewayV2HTTPResponse put(String customerId, String body) {
    return call(customers, "PUT", "/customers/{customerId}", customerId, body);
  }

  APIGatewayV2HTTPResponse purchase(String body) {
    return call(purchases, "POST", "/purchases", null, body);
  }

  APIGatewayV2HTTPResponse refund(String body) {
    return call(refunds, "POST", "/refunds", null, body);
  }

  void hear(Event event) {
    run(event.text(), events::handleRequest);
  }

  void resume(String customerId) {
    var task = JsonNodeFactory.instance.objectNode();
    task.putArray("customers").add(customerId);
    done(journeys.handleRequest(message(task.toString()), UNHURRIED));
  }

  /**
   * Begins what campaigns' own schedules begin at an instant.
   *
   * @return when they do next
   */
  Instant schedule(Instant at) {
    return next(run(input("scheduled", at), scheduled::handleRequest));
  }

  /** Takes in whom schedules took in. */
  void takeIn() {
    toDo.forEach(tick -> done(audience.handleRequest(task(tick.name(), tick.at()), UNHURRIED)));
    toDo.clear();
  }

  private static Instant next(String answer) {
    return Instant.parse(answer.substring(answer.indexOf(':') + 2, answer.lastIndexOf('"')));
  }

  private static String input(String tick, Instant at) {
    return "{\"tick\":\"%s\",\"at\":\"%s\"}".formatted(tick, at);
  }

  private static SQSEvent task(String tick, Instant at) {
    return message(new ScanTask(tick, at, new Part(0, 1), null).body());
  }

  /** Does what a schedule begins, of all customers in one part; what only counts is left out. */
  void fire(String tick, Instant at) {
    switch (tick) {
      case "boundaries" -> run(input(tick, at), boundaries::handleRequest);
      case "refit" -> run(input(tick, at), refit::handleRequest);
      case "nightly" -> done(pass.handleRequest(task(tick, at), UNHURRIED));
      case "census" -> {}
      default -> throw new IllegalStateException("no dry run knows the schedule " + tick);
    }
  }

  private static SQSEvent message(String body) {
    var message = new SQSEvent.SQSMessage();
    message.setMessageId("1");
    message.setBody(body);
    var batch = new SQSEvent();
    batch.setRecords(List.of(message));
    return batch;
  }

  private void done(SQSBatchResponse answer) {
    if (!answer.getBatchItemFailures().isEmpty()) {
      throw new IllegalStateException("a handler failed: " + log.getLast());
    }
  }

  /** A handler of a stream of bytes. */
  private interface Streamed {
    void handle(ByteArrayInputStream in, ByteArrayOutputStream out, Context context)
        throws IOException;
  }

  private static String run(String input, Streamed handler) {
    try {
      var bytes = input.getBytes(StandardCharsets.UTF_8);
      var answer = new ByteArrayOutputStream();
      handler.handle(new ByteArrayInputStream(bytes), answer, UNHURRIED);
      return answer.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static APIGatewayV2HTTPResponse call(
      HttpHandler handler, String method, String path, @Nullable String customerId, String body) {
    var http = new APIGatewayV2HTTPEvent.RequestContext.Http();
    http.setMethod(method);
    var context = new APIGatewayV2HTTPEvent.RequestContext();
    context.setHttp(http);
    var request = new APIGatewayV2HTTPEvent();
    request.setRouteKey(method + " " + path);
    request.setRequestContext(context);
    request.setHeaders(JSON);
    request.setBody(body);
    if (customerId != null) {
      request.setPathParameters(Map.of("customerId", customerId));
    }
    return handler.answer(request);
  }
}
