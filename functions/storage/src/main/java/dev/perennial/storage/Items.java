package dev.perennial.storage;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.Due;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LineId;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.ledger.Place;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.storage.form.BesideAccount;
import dev.perennial.storage.form.DueText;
import dev.perennial.storage.form.FirstEvents;
import dev.perennial.storage.form.Json;
import dev.perennial.storage.form.KeysText;
import dev.perennial.storage.form.MailLogText;
import dev.perennial.storage.form.Packed;
import dev.perennial.storage.form.PostingsText;
import dev.perennial.storage.form.ProfileText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
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

  /** What releases after the first say of a profile or a line. */
  static final String MORE = "more";

  /** What a line does to points, on each that advances the account, unless its event tells. */
  static final String POSTINGS = "postings";

  /** What is raised by the insert of a line; absent when nothing is. */
  private static final String EVENT = "event";

  /** On lines that made no version: where they stand in the history, for the index of them. */
  private static final String PLACE = "place";

  /** On some ledger lines: the keys of those before it. */
  private static final String BEFORE = "before";

  /** Until when the account stays as it is: beside it, so that it need not be read to know. */
  static final String DUE = "due";

  /** Id of the account's item. */
  public static final String ACCOUNT = "account";

  /** What the index of journeys is parted by, and in which order it has them. */
  static final String DUE_SHARD = "dueShard";

  static final String DUE_AT = "dueAt";

  /** A large account, in the place of its body. */
  private static final String PACKED = "packed";

  /**
   * Characters of an account that isn't packed: smaller ones hardly cost less, and a release of
   * before reads them.
   */
  private static final int MAX_PLAIN = 2048;

  static final String PROFILE = "profile";
  static final String MAIL_LOG = "sends";

  private Items() {}

  static Map<String, AttributeValue> key(String customerId, String id) {
    return Map.of(CUSTOMER, text(customerId), ID, text(id));
  }

  static Map<String, AttributeValue> item(Account account, @Nullable Due due) {
    var item = new HashMap<>(key(account.customerId(), ACCOUNT));
    item.put(VERSION, number(account.version()));
    var text = Json.write(BesideAccount.body(account));
    if (text.length() > MAX_PLAIN) {
      item.put(BODY, text(Packed.stub(account)));
      item.put(PACKED, AttributeValue.fromB(SdkBytes.fromByteArray(Packed.pack(text))));
    } else {
      item.put(BODY, text(text));
    }
    BesideAccount.texts(account).forEach((name, beside) -> item.put(name, text(beside)));
    if (due != null) {
      item.put(DUE, text(DueText.write(due)));
    }
    return sealed(item);
  }

  static Map<String, AttributeValue> item(Profile profile) {
    var item = new HashMap<>(key(profile.customerId(), PROFILE));
    var text = ProfileText.of(profile);
    item.put(BODY, text(text.body()));
    if (text.more() != null) {
      item.put(MORE, text(text.more()));
    }
    return item;
  }

  static Map<String, AttributeValue> item(String customerId, MailLog mailLog) {
    var item = new HashMap<>(key(customerId, MAIL_LOG));
    item.put(VERSION, number(mailLog.version()));
    item.put("lastState", text(mailLog.lastChange()));
    item.put("lastId", text(mailLog.lastId() == null ? "-" : mailLog.lastId()));
    var text = MailLogText.of(mailLog);
    item.put(BODY, text(text.body()));
    if (text.more() != null) {
      item.put(MORE, text(text.more()));
    }
    var due = mailLog.due();
    if (due != null) {
      item.put(DUE_SHARD, text(Integer.toString(DueJourneys.shardOf(customerId))));
      item.put(DUE_AT, text(dueAt(due)));
    }
    return item;
  }

  /** An instant as the index sorts it: the second that is not before it. */
  static String dueAt(Instant due) {
    return due.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A line of a change: a quiet one raises no event, whatever it tells. */
  static Map<String, AttributeValue> item(Change change, HistoryLine line) {
    var item = unsealed(line, change.quiet() ? null : line.expires());
    if (change.quiet()) {
      item.remove(EVENT);
    }
    var account = change.account();
    if (account != null && line.advancesAccount()) {
      var before = Trail.SLICE.in(account).carried().get(line.seq());
      if (before != null) {
        item.put(BEFORE, text(KeysText.write(before)));
      }
    }
    return sealed(item);
  }

  static Map<String, AttributeValue> item(HistoryLine line, @Nullable Instant expires) {
    return sealed(unsealed(line, expires));
  }

  private static Map<String, AttributeValue> unsealed(HistoryLine line, @Nullable Instant expires) {
    var item = new HashMap<>(key(line.customerId(), line.id()));
    item.put(BODY, text(Json.writeLine(line)));
    var beside = Json.writeBeside(line);
    if (beside != null) {
      item.put(MORE, text(beside));
    }
    if (line.advancesAccount() && !FirstEvents.tell(line)) {
      item.put(POSTINGS, text(PostingsText.write(line.postings())));
    }
    var event = line.event().eventType();
    if (event != null) {
      item.put(EVENT, text(event));
    }
    if (expires != null) {
      item.put("expires", number(expires.getEpochSecond()));
    }
    if (!line.advancesAccount() && !line.id().startsWith(LineId.ACTIVITIES)) {
      item.put(PLACE, text(place(Place.of(line))));
    }
    return item;
  }

  /** A place as a text that sorts as it does, but for lines of the same instant. */
  static String place(Place place) {
    var at = place.recordedAt();
    return "%016d %011d.%09d".formatted(place.seq(), at.getEpochSecond(), at.getNano());
  }

  /** The keys that the item of a line carries of those before it. */
  static List<String> before(Map<String, AttributeValue> item) {
    var text = textOrNull(item, BEFORE);
    return text == null ? List.of() : readable(item, () -> KeysText.read(text));
  }

  /** The item with the digest of all its other attributes, its key among them. */
  public static Map<String, AttributeValue> sealed(Map<String, AttributeValue> item) {
    var with = new HashMap<>(item);
    with.put(SUM, text(sum(item)));
    return with;
  }

  private static String sum(Map<String, AttributeValue> item) {
    var digest = new Digest();
    for (var attribute : new TreeMap<>(item).entrySet()) {
      if (!attribute.getKey().equals(SUM)) {
        digest.add(attribute.getKey(), plain(attribute.getValue()));
      }
    }
    return digest.text();
  }

  private static String plain(@Nullable AttributeValue value) {
    if (value == null) {
      return "(none)";
    }
    if (value.s() != null) {
      return value.s();
    }
    if (value.b() != null) {
      return Base64.getEncoder().encodeToString(value.b().asByteArray());
    }
    // of other types there is none in what was written: whatever stands for one makes a difference
    return value.n() == null ? value.toString() : value.n();
  }

  /** Whether the line of a History item raised an event when it was inserted. */
  public static boolean raisesEvent(Map<String, AttributeValue> item) {
    return item.containsKey(EVENT);
  }

  /** The line of a History item, as the table or its stream holds it. */
  public static HistoryLine line(Map<String, AttributeValue> item) {
    return readable(
        item, () -> Json.readLine(body(item), textOrNull(item, MORE), textOrNull(item, POSTINGS)));
  }

  /** Whether a History item or an account's item still is, in every attribute, what was written. */
  public static boolean intact(Map<String, AttributeValue> item) {
    var sum = item.get(SUM);
    return sum != null && sum(item).equals(sum.s());
  }

  /**
   * The account of its item.
   *
   * @throws UnreadableItem when it can't be read
   */
  public static Account account(Map<String, AttributeValue> item) {
    var packed = item.get(PACKED);
    return readable(
        item,
        () ->
            BesideAccount.laid(
                Json.read(
                    packed == null ? body(item) : Packed.unpack(packed.b().asByteArray()),
                    Account.class),
                name -> textOrNull(item, name)));
  }

  /** Whether an account stands under its own customer and version. */
  public static boolean matches(Map<String, AttributeValue> item, Account account) {
    return account.customerId().equals(customerId(item))
        && number(account.version()).equals(item.get(VERSION));
  }

  /** Whether a line stands under its own key. */
  public static boolean matches(Map<String, AttributeValue> item, HistoryLine line) {
    return line.customerId().equals(customerId(item)) && line.id().equals(lineId(item));
  }

  /** The customer of an item. */
  public static String customerId(Map<String, AttributeValue> item) {
    return text(item, CUSTOMER);
  }

  /** The key of an item within its customer. */
  public static String lineId(Map<String, AttributeValue> item) {
    return text(item, ID);
  }

  /** The customers of Customers items in the order of the items, each whole if its items are. */
  public static List<Customer> customers(List<Map<String, AttributeValue>> items) {
    var customers = new ArrayList<Customer>();
    byCustomer(items).forEach((id, each) -> customers.add(customer(id, each)));
    return customers;
  }

  /** Customers items by their customers, in the order of the items. */
  static Map<String, List<Map<String, AttributeValue>>> byCustomer(
      List<Map<String, AttributeValue>> items) {
    var byCustomer = new LinkedHashMap<String, List<Map<String, AttributeValue>>>();
    for (var item : items) {
      byCustomer.computeIfAbsent(customerId(item), _ -> new ArrayList<>(3)).add(item);
    }
    return byCustomer;
  }

  /** The items that hold a customer. */
  public static List<Map<String, AttributeValue>> items(Customer customer) {
    return items(customer, null);
  }

  /** The same with what stands beside the account, if anything does. */
  public static List<Map<String, AttributeValue>> items(Customer customer, @Nullable Due due) {
    var items = new ArrayList<Map<String, AttributeValue>>();
    if (customer.account() != null) {
      items.add(item(customer.account(), due));
    }
    if (customer.profile() != null) {
      items.add(item(customer.profile()));
    }
    if (customer.mailLog() != null) {
      items.add(item(customer.customerId(), customer.mailLog()));
    }
    return items;
  }

  /** The customer of its items, in any number and order. */
  static Customer customer(String customerId, List<Map<String, AttributeValue>> items) {
    Account account = null;
    Profile profile = null;
    MailLog mailLog = null;
    for (var item : items) {
      switch (text(item, ID)) {
        case ACCOUNT -> account = account(item);
        case PROFILE -> profile = profile(item);
        case MAIL_LOG -> mailLog = mailLog(item);
        default -> throw new IllegalStateException("unknown item " + text(item, ID));
      }
    }
    return new Customer(customerId, account, profile, mailLog);
  }

  private static Profile profile(Map<String, AttributeValue> item) {
    return readable(item, () -> new ProfileText(body(item), textOrNull(item, MORE)).profile());
  }

  private static MailLog mailLog(Map<String, AttributeValue> item) {
    return readable(item, () -> new MailLogText(body(item), textOrNull(item, MORE)).mailLog());
  }

  private static <T> T readable(Map<String, AttributeValue> item, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new UnreadableItem(
          "item %s of %s"
              .formatted(shownKey(plain(item.get(ID))), ClientId.shown(plain(item.get(CUSTOMER)))),
          String.valueOf(e.getMessage()));
    }
  }

  /** A key with what may be personal in it by its digest: it gets into logs. */
  private static String shownKey(String key) {
    return Arrays.stream(key.split("#", -1))
        .map(part -> ClientId.shown(plainPart(part)))
        .collect(Collectors.joining("#"));
  }

  private static String plainPart(String part) {
    try {
      return ClientId.unescaped(part);
    } catch (RuntimeException e) { // of a damaged key
      return part;
    }
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

  static @Nullable String textOrNull(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value == null ? null : value.s();
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
