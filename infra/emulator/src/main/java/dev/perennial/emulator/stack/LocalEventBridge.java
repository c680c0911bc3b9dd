package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.template.Template;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** EventBridge as the handlers use it: PutEvents and ListRules. Every other call throws. */
final class LocalEventBridge implements EventBridgeClient {
  private static final int MAX_ENTRIES = 10;
  private static final int MAX_BYTES = 256 * 1024;
  private static final String WATCH =
      "arn:aws:events:" + Template.REGION + ":" + Template.ACCOUNT + ":rule/laptop-watch";

  private final Map<String, Bus> byName = new HashMap<>();
  private final Counts.Counters counts;
  private final StackListener listener;
  private final Clock clock;
  private final boolean watched;

  LocalEventBridge(
      List<Template.Bus> declared,
      Counts.Counters counts,
      StackListener listener,
      boolean watched,
      Clock clock) {
    this.watched = watched;
    this.counts = counts;
    this.listener = listener;
    this.clock = clock;
    byName.put("default", new Bus());
    declared.forEach(bus -> byName.put(bus.name(), new Bus()));
  }

  /** A bus by its name or ARN, or null. */
  @Nullable Bus bus(@Nullable String name) {
    return byName.get(name == null ? "default" : name.substring(name.lastIndexOf('/') + 1));
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    var entries = request.entries();
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw refused(
          "ValidationException",
          "Entries must have 1 to " + MAX_ENTRIES + " members, not " + entries.size());
    }
    var bytes = entries.stream().mapToInt(LocalEventBridge::size).sum();
    if (bytes > MAX_BYTES) {
      throw refused(
          "ValidationException",
          "Total size of the entries in the request is over the limit: " + bytes + " bytes");
    }
    var results = new ArrayList<PutEventsResultEntry>();
    var failed = 0;
    for (var entry : entries) {
      var result = put(entry);
      failed += result.errorCode() == null ? 0 : 1;
      results.add(result);
    }
    return PutEventsResponse.builder().entries(results).failedEntryCount(failed).build();
  }

  /** All on one page: those of the template, and one that hears all while the laptop watches. */
  @Override
  public ListRulesResponse listRules(ListRulesRequest request) {
    var bus = bus(request.eventBusName());
    if (bus == null) {
      throw refused(
          "ResourceNotFoundException", "Event bus " + request.eventBusName() + " does not exist.");
    }
    var rules = new TreeMap<String, Rule>();
    for (var rule : bus.rules()) {
      rules.put(rule.arn(), rule(rule.arn(), rule.pattern()));
    }
    if (watched) {
      rules.put(WATCH, rule(WATCH, "{\"source\":[{\"exists\":true}]}"));
    }
    return ListRulesResponse.builder().rules(rules.values()).build();
  }

  private static Rule rule(String arn, String pattern) {
    return Rule.builder()
        .name(arn.substring(arn.lastIndexOf('/') + 1))
        .arn(arn)
        .eventPattern(pattern)
        .state(RuleState.ENABLED)
        .build();
  }

  /** An entry's size as EventBridge counts it. */
  private static int size(PutEventsRequestEntry entry) {
    var size = entry.time() == null ? 0 : 14;
    for (var text : new String[] {entry.source(), entry.detailType(), entry.detail()}) {
      size += text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
    for (var resource : entry.resources()) {
      size += resource.getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  private PutEventsResultEntry put(PutEventsRequestEntry entry) {
    if (isBlank(entry.source()) || isBlank(entry.detailType()) || isBlank(entry.detail())) {
      return failed("InvalidArgument", "Source, DetailType and Detail must be there.");
    }
    if (entry.source().startsWith("aws.")) {
      return failed("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    if (bus(entry.eventBusName()) == null) {
      return failed("InvalidArgument", "Event bus " + entry.eventBusName() + " does not exist.");
    }
    JsonNode detail;
    try {
      detail = Json.parse(entry.detail());
    } catch (UncheckedIOException e) {
      return failed("MalformedDetail", "Detail is malformed.");
    }
    if (!detail.isObject()) {
      return failed("MalformedDetail", "Detail is malformed.");
    }
    var name = entry.eventBusName();
    var time = entry.time() == null ? clock.instant() : entry.time();
    var id = put(name, entry.source(), entry.detailType(), detail, entry.resources(), time);
    return PutEventsResultEntry.builder().eventId(id).build();
  }

  /** Puts an event in its envelope on a bus that exists; gives its id. */
  String put(
      @Nullable String busName,
      String source,
      String detailType,
      JsonNode detail,
      List<String> resources,
      Instant time) {
    var id = UUID.randomUUID().toString();
    var event =
        Json.object()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", detailType)
            .put("source", source)
            .put("account", Template.ACCOUNT)
            .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", Template.REGION);
    resources.forEach(event.putArray("resources")::add);
    event.set("detail", detail);
    Counts.Counters.count(counts.events, detailType);
    listener.event(busName == null ? "default" : busName, event);
    var bus = bus(busName);
    if (bus != null) {
      bus.deliver(event);
    }
    return id;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static PutEventsResultEntry failed(String code, String message) {
    return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
  }

  private static RuntimeException refused(String code, String message) {
    return EventBridgeException.builder()
        .message(message)
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
