package dev.perennial.storage;

import dev.perennial.domain.customers.Change.Side;
import dev.perennial.domain.json.Json;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.domain.rewards.RewardStore;
import dev.perennial.domain.rewards.Stock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Coupons and stock in the Programme table: {@code coupon#CODE}, and {@code stock#ID} by place. */
public final class DynamoRewards implements RewardStore {
  private static final String KIND = "kind";
  private static final String VERSION = "version";
  private static final String ISSUED = "issued";
  private static final String WRITES = "writes";
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
    var answer =
        dynamo.getItem(
            GetItemRequest.builder()
                .tableName(table)
                .key(couponKey(code))
                .consistentRead(true)
                .build());
    return answer.hasItem()
        ? Optional.of(Json.read(Items.body(answer.item()), Coupon.class))
        : Optional.empty();
  }

  @Override
  public boolean putNext(Coupon coupon) {
    try {
      dynamo.putItem(
          PutItemRequest.builder()
              .tableName(table)
              .item(item(coupon))
              .conditionExpression(condition(coupon))
              .expressionAttributeValues(values(coupon))
              .build());
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return false;
    }
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
  TransactWriteItem item(Side side) {
    return switch (side) {
      case Side.PutCoupon put ->
          TransactWriteItem.builder()
              .put(
                  Put.builder()
                      .tableName(table)
                      .item(item(put.coupon()))
                      .conditionExpression(condition(put.coupon()))
                      .expressionAttributeValues(values(put.coupon()))
                      .build())
              .build();
      case Side.TakeStock take ->
          count(
              take.rewardId(),
              take.place(),
              "attribute_not_exists(issued) OR issued < :bound",
              take.share(),
              1);
      case Side.ReturnStock back -> count(back.rewardId(), back.place(), "issued > :bound", 0, -1);
    };
  }

  private TransactWriteItem count(
      String rewardId, int place, String condition, long bound, long more) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(
                    Map.of(
                        KIND,
                        Items.text(stockKind(rewardId)),
                        VERSION,
                        Items.text(Integer.toString(place))))
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
    return Map.of(KIND, Items.text("coupon#" + code), VERSION, Items.text(ONLY));
  }

  static Map<String, AttributeValue> item(Coupon coupon) {
    var item = new HashMap<>(couponKey(coupon.code()));
    item.put(WRITES, Items.number(coupon.version()));
    item.put(Items.BODY, Items.text(Json.write(coupon)));
    return item;
  }

  private static String condition(Coupon coupon) {
    return coupon.version() == 1
        ? "attribute_not_exists(kind) OR writes = :read"
        : "writes = :read";
  }

  private static Map<String, AttributeValue> values(Coupon coupon) {
    return Map.of(":read", Items.number(coupon.version() - 1));
  }
}
