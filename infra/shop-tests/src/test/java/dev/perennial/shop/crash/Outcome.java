package dev.perennial.shop.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.runtime.links.MailTags;
import dev.perennial.runtime.links.MailTask;
import dev.perennial.storage.Items;
import dev.perennial.testkit.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that is left of a run: every item of every table, every mail, every event, what waits in a
 * queue.
 */
record Outcome(Map<String, JsonNode> things) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The only fields that may tell a later time, since they tell when something was tried. */
  private static final Set<String> TRIED_AT =
      Set.of("recordedAt", "since", "due", "writtenAt", "triedAt", "expires");

  static Outcome of(LaptopStack stack, Set<String> events) {
    var things = new TreeMap<String, JsonNode>();
    for (var table : List.of("CustomersTable", "HistoryTable", "ProgrammeTable")) {
      for (var item : Tables.items(stack, table)) {
        things.put(name(table, item), json(item));
      }
    }
    for (var mail : stack.mailbox().list()) {
      var json = JsonNodeFactory.instance.objectNode();
      json.put("to", mail.to().toString());
      json.put("from", mail.from());
      json.put("subject", mail.subject());
      json.put("html", mail.html());
      json.put("text", mail.text());
      json.put("triedAt", mail.at().toString());
      json.put("unsubscribe", mail.headers().get("List-Unsubscribe"));
      var name = "mail " + mail.tags();
      while (things.containsKey(name)) {
        name += " again";
      }
      things.put(name, json);
    }
    events.forEach(id -> things.put("event " + id, JsonNodeFactory.instance.objectNode()));
    for (var queue : stack.template().queues().keySet()) {
      for (var message : stack.messages(queue)) {
        things.put(queue + " " + message.body(), JsonNodeFactory.instance.objectNode());
      }
    }
    return new Outcome(things);
  }

  private static String name(String table, Map<String, AttributeValue> item) {
    if (!table.equals("ProgrammeTable")) {
      return table + " " + Items.customerId(item) + " " + Items.lineId(item);
    }
    // of the log of rules, what a document is: {"boundaries":{"version":"2026-02",...
    var body = item.containsKey("body") ? Tables.text(item, "body") : "";
    var kind =
        body.matches("\\{\"(boundaries|card)\":.*")
            ? body.replaceFirst("..(\\w+).*?\"version\":\"([^\"]*)\".*", "$1 $2")
            : Tables.text(item, "kind");
    return table + " " + kind + " " + Tables.text(item, "version");
  }

  private static JsonNode json(Map<String, AttributeValue> item) {
    var json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(item)
        .forEach(
            (name, value) -> {
              switch (name) {
                case "body", "more" -> json.set(name, body(item, value.s()));
                // the digest of a body that tells another time differs: whether it fits is compared
                case "sum" -> json.put(name, Items.intact(item));
                case "place" -> json.put(name, value.s().replaceFirst(" .*", "")); // and the time
                case "expires",
                    "dueAt" -> {} // counted from when it was tried, and seconds off 400 days
                default -> json.put(name, value.s() == null ? value.n() : value.s());
              }
            });
    return json;
  }

  private static JsonNode body(Map<String, AttributeValue> item, String text) {
    try {
      var body = MAPPER.readTree(text);
      // business time is never another, but a mail's own follows the instant of its event
      if (body instanceof ObjectNode line
          && item.containsKey("id")
          && Items.lineId(item).matches("(journey|send|decision|ledger#adjustment#campaign:).*")) {
        line.set("triedAt", line.remove("at"));
      }
      return body;
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.textNode(text); // the link secret
    }
  }

  long count(String prefix) {
    return things.keySet().stream().filter(name -> name.startsWith(prefix)).count();
  }

  /** This outcome as it is when SES never got a mail: UNKNOWN, and no trace of its sending. */
  Outcome unsent(MailTask mail) {
    var changed = new TreeMap<>(things);
    var tags = MailTags.of(mail);
    changed
        .keySet()
        .removeIf(
            name ->
                name.startsWith("mail ")
                    && name.contains(tags.send())
                    && name.contains(tags.customer()));
    var line = "send#" + mail.sendId();
    changed.remove("HistoryTable " + mail.customerId() + " " + line);
    changed.remove("event Email Sent " + mail.customerId() + "/" + line);
    var name = "CustomersTable " + mail.customerId() + " sends";
    var mailLog = changed.get(name);
    if (mailLog != null) {
      ObjectNode copy = mailLog.deepCopy();
      if (copy.at("/body/mails").get(mail.sendId()) instanceof ObjectNode state) {
        state.put("state", "UNKNOWN");
      }
      if (copy.path("lastId").asText().equals(mail.sendId())) {
        copy.put("lastState", "UNKNOWN");
        ((ObjectNode) copy.path("body")).put("lastChange", "UNKNOWN");
      }
      changed.put(name, copy);
    }
    return new Outcome(changed);
  }

  /**
   * What differs in another outcome.
   *
   * @param later by how much it may tell a later time where it tells when something was tried
   */
  List<String> differences(Outcome other, Duration later) {
    var found = new ArrayList<String>();
    var names = new TreeSet<>(things.keySet());
    names.addAll(other.things.keySet());
    for (var name : names) {
      var mine = things.get(name);
      var its = other.things.get(name);
      if (mine == null) {
        found.add("too much: " + name);
      } else if (its == null) {
        found.add("lost: " + name);
      } else if (!same("", mine, its, later)) {
        found.add(name + "\n  was " + mine + "\n  is  " + its);
      }
    }
    return found;
  }

  private static boolean same(String field, JsonNode mine, JsonNode its, Duration later) {
    if (mine.isObject() && its.isObject()) {
      var names = new TreeSet<String>();
      mine.fieldNames().forEachRemaining(names::add);
      its.fieldNames().forEachRemaining(names::add);
      return names.stream().allMatch(name -> same(name, mine.path(name), its.path(name), later));
    }
    return mine.equals(its) || (TRIED_AT.contains(field) && isLater(mine, its, later));
  }

  private static boolean isLater(JsonNode mine, JsonNode its, Duration later) {
    try {
      var waited = Duration.between(Instant.parse(mine.asText()), Instant.parse(its.asText()));
      return !waited.isNegative() && waited.compareTo(later) <= 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
