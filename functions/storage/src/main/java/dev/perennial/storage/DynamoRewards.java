package dev.perennial.storage;

import dev.perennial.domain.rewards.Carried;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.Guesses;
import dev.perennial.domain.rewards.RewardSide;
import dev.perennial.domain.rewards.RewardStore;
import dev.perennial.domain.rewards.Stock;
import dev.perennial.storage.form.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * In the Programme table: coupons as {@code coupon#CODE}, stock as {@code stock#ID} by place, the
 * coupons of orders as {@code order#CUSTOMER}, wrong guesses as {@code guesses#CUSTOMER} by hour.
 */
public final class DynamoRewards implements RewardStore {
  private static final String KIND = "kind";
  private static final String VERSION = "version";
  private static final String ISSUED = "issued";
  private static final String WRITES = "writes";
  private static final String EXPIRES = "expires";
  private static final String ONLY = "-";

  private final DynamoDbClient dynamo;
  private final String table;

  /**
   * @param table name of the Programme table
   */
  public DynamoRewards(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<Coupon> coupon(String code) {
    var item = get(couponKey(code));
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(Json.read(Items.body(item), Coupon.class, Coupon::later));
  }

  /** An item as last written; an empty one when there is none. */
  private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return dynamo
        .getItem(GetItemRequest.builder().tableName(table).key(key).consistentRead(true).build())
        .item();
  }

  @Override
  public Carried carried(String customerId, String purchaseId) {
    var none = Carried.none(customerId, purchaseId);
    var item = get(key(none));
    return item.isEmpty() ? none : Json.read(Items.body(item), Carried.class, Carried::later);
  }

  @Override
  public Guesses guesses(String customerId, Instant now) {
    var none = Guesses.none(customerId, now);
    var item = get(key(none));
    return item.isEmpty()
        ? none
        : new Guesses(
            customerId,
            none.hour(),
            Long.parseLong(item.getOrDefault(WRITES, Items.number(0)).n()));
  }

  @Override
  public Stock stock(String rewardId) {
    var issued = new ArrayList<>(Collections.nCopies(Stock.PLACES, 0L));
    dynamo
        .query(
            QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("kind = :kind")
                .expressionAttributeValues(Map.of(":kind", Items.text(stockKind(rewardId))))
                .build())
        .items()
        .forEach(
            item -> {
              var count = item.getOrDefault(ISSUED, Items.number(0));
              issued.set(Integer.parseInt(Items.text(item, VERSION)), Long.valueOf(count.n()));
            });
    return new Stock(issued);
  }

  /** A part of the transaction that writes a customer. */
  TransactWriteItem item(RewardSide side) {
    return switch (side) {
      case RewardSide.PutCoupon put -> put(item(put.coupon()), put.coupon().version());
      case RewardSide.PutCarried put -> put(item(put.carried()), put.carried().version());
      case RewardSide.PutGuesses put -> put(item(put.guesses()), put.guesses().wrong());
      case RewardSide.TakeStock take ->
          count(
              take.rewardId(),
              take.place(),
              "attribute_not_exists(issued) OR issued < :bound",
              take.share(),
              1);
      case RewardSide.ReturnStock back ->
          count(back.rewardId(), back.place(), "issued > :bound", 0, -1);
    };
  }

  /** Puts what is written version by version, over the version before. */
  private TransactWriteItem put(Map<String, AttributeValue> item, long version) {
    var first = version == 1;
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(first ? "attribute_not_exists(kind)" : "writes = :read")
                .expressionAttributeValues(
                    first ? null : Map.of(":read", Items.number(version - 1)))
                .build())
        .build();
  }

  private TransactWriteItem count(
      String rewardId, int place, String condition, long bound, long more) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key(stockKind(rewardId), Integer.toString(place)))
                .updateExpression("ADD issued :more")
                .conditionExpression(condition)
                .expressionAttributeValues(
                    Map.of(":more", Items.number(more), ":bound", Items.number(bound)))
                .build())
        .build();
  }

  private static String stockKind(String rewardId) {
    return "stock#" + rewardId;
  }

  private static Map<String, AttributeValue> couponKey(String code) {
    return key("coupon#" + code, ONLY);
  }

  private static Map<String, AttributeValue> key(Carried carried) {
    return key("order#" + carried.customerId(), carried.purchaseId());
  }

  private static Map<String, AttributeValue> key(Guesses guesses) {
    return key("guesses#" + guesses.customerId(), guesses.hour().toString());
  }

  private static Map<String, AttributeValue> key(String kind, String version) {
    return Map.of(KIND, Items.text(kind), VERSION, Items.text(version));
  }

  static Map<String, AttributeValue> item(Coupon coupon) {
    return item(couponKey(coupon.code()), coupon.version(), coupon);
  }

  static Map<String, AttributeValue> item(Carried carried) {
    return item(key(carried), carried.version(), carried);
  }

  private static Map<String, AttributeValue> item(
      Map<String, AttributeValue> key, long version, Object body) {
    var item = new HashMap<>(key);
    item.put(WRITES, Items.number(version));
    item.put(Items.BODY, Items.text(Json.write(body)));
    return item;
  }

  /** Of no interest once the hour is over: the table forgets it. */
  static Map<String, AttributeValue> item(Guesses guesses) {
    var item = new HashMap<>(key(guesses));
    item.put(WRITES, Items.number(guesses.wrong()));
    item.put(EXPIRES, Items.number(guesses.until().getEpochSecond()));
    return item;
  }
}
