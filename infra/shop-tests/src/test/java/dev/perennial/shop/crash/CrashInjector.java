package dev.perennial.shop.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.StackListener;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.testkit.Crash;
import dev.perennial.testkit.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Counts the calls of all handlers, and crashes where it is told to. Remembers what a crash may
 * leave unsent, and the ids of the events that reached the bus.
 */
final class CrashInjector implements ClientInterceptor, StackListener {
  /**
   * Where a call stands.
   *
   * @param nth of the run, from 1
   * @param subject what it reads or writes: a table, the kind of an item, a queue
   */
  record Place(int nth, String function, String operation, String subject, boolean before) {
    /** The same place in the handler's code, whichever run of it this is. */
    String site() {
      var when = before ? "before" : "after";
      return String.join(" ", function, operation + subject, when);
    }
  }

  /** Says where to crash. */
  interface Where {
    boolean crashAt(Place place);
  }

  private final Where where;
  private final Set<String> recovering = new TreeSet<>();
  private final Set<String> sites = new TreeSet<>();
  private final List<Place> crashes = new ArrayList<>();
  private final List<MailTask> unsent = new ArrayList<>();
  private final Set<String> events = new TreeSet<>();
  private @Nullable MailTask sending;
  private int calls;

  CrashInjector(Where where) {
    this.where = where;
  }

  /** How many calls were made. */
  int calls() {
    return calls;
  }

  /** Where it crashed. */
  List<Place> crashes() {
    return crashes;
  }

  /** Mails that a crash caught between their SENDING mark and SES. */
  List<MailTask> unsent() {
    return unsent;
  }

  /** Ids of the events that reached the bus. */
  Set<String> events() {
    return events;
  }

  /** Every place in the code that was passed. */
  Set<String> sites() {
    return sites;
  }

  /** Whether a function's last invocation crashed: its retry is to be left alone. */
  boolean isRecovering(String function) {
    return recovering.contains(function);
  }

  @Override
  public void before(AwsCall call) {
    calls++;
    at(call, true);
  }

  @Override
  public void after(AwsCall call, SdkResponse response) {
    if (call.request() instanceof PutItemRequest put
        && call.function().equals("MailFunction")
        && put.item().containsKey("lastState")
        && "SENDING".equals(put.item().get("lastState").s())) {
      sending =
          new MailTask(Tables.text(put.item(), "customerId"), Tables.text(put.item(), "lastId"));
    } else if (call.operation().equals("sendRawEmail")) {
      sending = null;
    }
    at(call, false);
  }

  private void at(AwsCall call, boolean before) {
    var place = new Place(calls, call.function(), call.operation(), subject(call), before);
    sites.add(place.site());
    if (!where.crashAt(place)) {
      return;
    }
    crashes.add(place);
    recovering.add(call.function());
    if (call.function().equals("MailFunction") && sending != null) {
      unsent.add(sending);
      sending = null;
    }
    throw new Crash(place.toString());
  }

  private static String subject(AwsCall call) {
    return switch (call.request()) {
      case PutItemRequest put when put.item().containsKey("lastState") ->
          " " + put.item().get("lastState").s();
      case PutItemRequest put when put.item().containsKey("id") ->
          " " + put.item().get("id").s().replaceFirst("#.*", "");
      case PutItemRequest put -> " " + put.tableName();
      case QueryRequest query ->
          " "
              + query.tableName()
              + (query.hasExpressionAttributeValues()
                      && query.expressionAttributeValues().containsKey(":kind")
                  ? " " + query.expressionAttributeValues().get(":kind").s().replaceAll("#.*", "")
                  : "");
      default -> "";
    };
  }

  @Override
  public void invocation(String function, boolean failed, Duration took) {
    if (!failed) {
      recovering.remove(function);
    }
  }

  @Override
  public void event(String bus, JsonNode event) {
    var detail = event.path("detail");
    if (event.path("source").asText().equals("perennial")) {
      var id = detail.path("id").asText();
      // a refused submission has no line: its event is named by the id of the one refused
      events.add(
          event.path("detail-type").asText()
              + " "
              + (id.startsWith("rejected/") ? detail.path("customerId").asText() : id));
    }
  }
}
