package dev.perennial.storage;

import dev.perennial.domain.customers.Customer;
import dev.perennial.domain.customers.Profile;
import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.json.Digest;
import dev.perennial.domain.json.Json;
import dev.perennial.domain.loyalty.Account;
import dev.perennial.domain.mail.Sends;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Domain records as items: keys, a version to write against, and the record as JSON in {@code
 * body}. What streams and filters look at stands beside it.
 */
public final class Items {
  static final String CUSTOMER = "customerId";
  static final String ID = "id";
  static final String VERSION = "version";
  static final String BODY = "body";
  static final String SUM = "sum";

  /** Id of the account's item. */
  public static final String ACCOUNT = "account";

  static final String PROFILE = "profile";
  static final String SENDS = "sends";

  private Items() {}

  static Map<String, AttributeValue> key(String customerId, String id) {
    return Map.of(CUSTOMER, text(customerId), ID, text(id));
  }

  static Map<String, AttributeValue> item(Account account) {
    var item = new HashMap<>(key(account.customerId(), ACCOUNT));
    item.put(VERSION, number(account.version()));
    item.put(BODY, text(Json.write(account)));
    return item;
  }

  static Map<String, AttributeValue> item(Profile profile) {
    var item = new HashMap<>(key(profile.customerId(), PROFILE));
    item.put(BODY, text(Json.write(profile)));
    return item;
  }

  static Map<String, AttributeValue> item(String customerId, Sends sends) {
    var item = new HashMap<>(key(customerId, SENDS));
    item.put(VERSION, number(sends.version()));
    item.put("lastState", text(sends.lastChange()));
    item.put("lastId", text(sends.lastId() == null ? "-" : sends.lastId()));
    item.put(BODY, text(Json.write(sends)));
    return item;
  }

  /** A line that raises no event, whatever it tells. */
  static Map<String, AttributeValue> quietItem(HistoryLine line) {
    var item = new HashMap<>(item(line, null));
    item.remove("event");
    return item;
  }

  static Map<String, AttributeValue> item(HistoryLine line, @Nullable Instant expires) {
    var item = new HashMap<>(key(line.customerId(), line.id()));
    var body = Json.write(line);
    item.put(BODY, text(body));
    item.put(SUM, text(Digest.of(body)));
    var event = line.fact().event();
    if (event != null) {
      item.put("event", text(event));
    }
    if (expires != null) {
      item.put("expires", number(expires.getEpochSecond()));
    }
    return item;
  }

  /** The line of a History item, as the table or its stream holds it. */
  public static HistoryLine line(Map<String, AttributeValue> item) {
    return Json.read(body(item), HistoryLine.class);
  }

  /** Whether a History item still is what was written. */
  public static boolean intact(Map<String, AttributeValue> item) {
    var sum = item.get(SUM);
    return sum != null && Digest.of(body(item)).equals(sum.s());
  }

  /** The customer of an item. */
  public static String customerId(Map<String, AttributeValue> item) {
    return text(item, CUSTOMER);
  }

  /** The key of a History item. */
  public static String lineId(Map<String, AttributeValue> item) {
    return text(item, ID);
  }

  /** The customers of Customers items in the order of the items, each whole if its items are. */
  public static List<Customer> customers(List<Map<String, AttributeValue>> items) {
    var byCustomer = new LinkedHashMap<String, List<Map<String, AttributeValue>>>();
    for (var item : items) {
      byCustomer.computeIfAbsent(customerId(item), _ -> new ArrayList<>()).add(item);
    }
    var customers = new ArrayList<Customer>();
    byCustomer.forEach((id, each) -> customers.add(customer(id, each)));
    return customers;
  }

  /** The customer of its items, in any number and order. */
  static Customer customer(String customerId, List<Map<String, AttributeValue>> items) {
    Account account = null;
    Profile profile = null;
    Sends sends = null;
    for (var item : items) {
      switch (text(item, ID)) {
        case ACCOUNT -> account = Json.read(body(item), Account.class);
        case PROFILE -> profile = Json.read(body(item), Profile.class);
        case SENDS -> sends = Json.read(body(item), Sends.class);
        default -> throw new IllegalStateException("unknown item " + text(item, ID));
      }
    }
    return new Customer(customerId, account, profile, sends);
  }

  static String body(Map<String, AttributeValue> item) {
    return text(item, BODY);
  }

  static String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null || value.s() == null) {
      throw new IllegalArgumentException("an item lacks the attribute " + name);
    }
    return value.s();
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
