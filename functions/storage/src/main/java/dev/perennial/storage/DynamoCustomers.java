package dev.perennial.storage;

import dev.perennial.domain.campaigns.Held;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.Due;
import dev.perennial.domain.rewards.RewardSide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Customers in DynamoDB: one query reads, one transaction writes. */
public final class DynamoCustomers implements CustomerStore {
  private static final Written DONE = new Written.Done();
  private static final Written STALE = new Written.Stale();

  private final DynamoDbClient dynamo;
  private final String customers;
  private final String history;
  private final DynamoRewards rewards;
  private final DynamoProgramme programme;

  /**
   * @param customers name of the Customers table
   * @param history name of the History table
   * @param programme name of the Programme table, where coupons, stock and marks on addresses lie
   */
  public DynamoCustomers(
      DynamoDbClient dynamo, String customers, String history, String programme) {
    rewards = new DynamoRewards(dynamo, programme);
    this.programme = new DynamoProgramme(dynamo, programme);
    this.dynamo = dynamo;
    this.customers = customers;
    this.history = history;
  }

  @Override
  public Customer read(String customerId) {
    return query(customerId, " AND id < :mailLog", Map.of(":mailLog", Items.text(Items.MAIL_LOG)));
  }

  @Override
  public Customer readWithMailLog(String customerId) {
    return query(customerId, "", Map.of());
  }

  private Customer query(
      String customerId, String condition, Map<String, AttributeValue> conditionValues) {
    var values = new HashMap<>(conditionValues);
    values.put(":customer", Items.text(customerId));
    var answer =
        dynamo.query(
            QueryRequest.builder()
                .tableName(customers)
                .consistentRead(true)
                .keyConditionExpression("customerId = :customer" + condition)
                .expressionAttributeValues(values)
                .build());
    return Items.customer(customerId, answer.items());
  }

  @Override
  public Written write(Change change) {
    if (change.account() == null
        && change.lines().isEmpty()
        && change.sides().isEmpty()
        && change.mailLog() != null) {
      return writeMailLog(change);
    }
    try {
      transact(items(change));
      return DONE;
    } catch (TransactionCanceledException e) {
      return whyNot(e, change.lines().size());
    } catch (TransactionConflictException e) {
      return STALE;
    }
  }

  @Override
  public boolean writeTogether(List<Change> changes) {
    try {
      transact(changes.stream().flatMap(change -> items(change).stream()).toList());
      return true;
    } catch (TransactionCanceledException e) {
      whyNot(e, 0);
      return false;
    } catch (TransactionConflictException e) {
      return false;
    }
  }

  private void transact(List<TransactWriteItem> items) {
    dynamo.transactWriteItems(TransactWriteItemsRequest.builder().transactItems(items).build());
  }

  /** Lines first: whether one exists is asked of the first reasons. */
  private List<TransactWriteItem> items(Change change) {
    var items = new ArrayList<TransactWriteItem>();
    for (var line : change.lines()) {
      var item = Items.item(change, line);
      items.add(put(history, item, "attribute_not_exists(id)", Map.of()));
    }
    var account = change.account();
    if (account != null) {
      items.add(put(customers, Items.item(account, due(change)), versionIs(change.accountRead())));
    }
    switch (change.profile()) {
      case ProfileStep.Keep _ -> {}
      case ProfileStep.Put step -> items.add(put(customers, Items.item(step.profile())));
      case ProfileStep.Remove _ -> items.add(removeProfile(change.customerId()));
    }
    var mailLog = change.mailLog();
    if (mailLog != null) {
      var item = Items.item(change.customerId(), mailLog);
      items.add(put(customers, item, versionIs(change.mailLogRead())));
    }
    for (var side : change.sides()) {
      if (!(side instanceof Due)) {
        items.add(item(side));
      }
    }
    return items;
  }

  /** What stands beside the account and is no item of its own; null for none. */
  static @Nullable Due due(Change change) {
    for (var side : change.sides()) {
      if (side instanceof Due due) {
        return due;
      }
    }
    return null;
  }

  /** What a room writes beside a customer's own items: here the rooms that do are listed. */
  private TransactWriteItem item(Change.Side side) {
    return switch (side) {
      case RewardSide ofRewards -> rewards.item(ofRewards);
      case AddressMark mark -> programme.put(AddressDocuments.document(mark));
      case Held held -> {
        var item = Items.item(held.decision(), held.expires());
        yield TransactWriteItem.builder().put(put -> put.tableName(history).item(item)).build();
      }
      default ->
          throw new IllegalArgumentException("nobody knows how to write a " + side.getClass());
    };
  }

  /**
   * Puts an account over one that is not what its lines make. The ledger is not touched: the
   * account is what it adds up to.
   *
   * @param read the item as it was read, null when there was none
   * @return false when the item was written since it was read; nothing was written
   */
  public boolean repair(Account account, @Nullable Map<String, AttributeValue> read) {
    var version = read == null ? null : read.get(Items.VERSION);
    Condition condition;
    if (version != null) {
      condition = new Condition("version = :version", Map.of(":version", version));
    } else {
      var absent = read == null ? Items.ID : Items.VERSION;
      condition = new Condition("attribute_not_exists(" + absent + ")", Map.of());
    }
    return put(Items.item(account, null), condition);
  }

  private Written writeMailLog(Change change) {
    var mailLog = java.util.Objects.requireNonNull(change.mailLog());
    var item = Items.item(change.customerId(), mailLog);
    return put(item, versionIs(change.mailLogRead())) ? DONE : STALE;
  }

  /** Puts an item of Customers alone; false when the condition fails. */
  private boolean put(Map<String, AttributeValue> item, Condition condition) {
    try {
      dynamo.putItem(
          PutItemRequest.builder()
              .tableName(customers)
              .item(item)
              .conditionExpression(condition.expression)
              .expressionAttributeValues(condition.values.isEmpty() ? null : condition.values)
              .build());
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return false;
    }
  }

  /** That a line exists is judged before a version conflict: a repeat must get its first answer. */
  private static Written whyNot(TransactionCanceledException e, int lines) {
    List<CancellationReason> reasons = e.cancellationReasons();
    for (int i = 0; i < lines && i < reasons.size(); i++) {
      var reason = reasons.get(i);
      if ("ConditionalCheckFailed".equals(reason.code()) && reason.hasItem()) {
        return new Written.LineExists(Items.line(reason.item()));
      }
    }
    for (var reason : reasons) {
      var code = reason.code();
      if ("ConditionalCheckFailed".equals(code) || "TransactionConflict".equals(code)) {
        return STALE;
      }
    }
    throw e;
  }

  private record Condition(String expression, Map<String, AttributeValue> values) {}

  private static Condition versionIs(long version) {
    return version == 0
        ? new Condition("attribute_not_exists(id)", Map.of())
        : new Condition("version = :version", Map.of(":version", Items.number(version)));
  }

  private static TransactWriteItem put(
      String table, Map<String, AttributeValue> item, Condition condition) {
    return put(table, item, condition.expression, condition.values);
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(table).item(item).build())
        .build();
  }

  private static TransactWriteItem put(
      String table,
      Map<String, AttributeValue> item,
      String condition,
      Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(condition)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private TransactWriteItem removeProfile(String customerId) {
    return TransactWriteItem.builder()
        .delete(
            Delete.builder().tableName(customers).key(Items.key(customerId, Items.PROFILE)).build())
        .build();
  }

  /** Sorts behind every item of a customer: a scan that starts here starts with the next. */
  private static final String LAST_ITEM = "~";

  @Override
  public Page scan(Part part, @Nullable String cursor, Predicate<Due> rests) {
    var answer =
        dynamo.scan(
            ScanRequest.builder()
                .tableName(customers)
                .segment(part.index())
                .totalSegments(part.of())
                .exclusiveStartKey(cursor == null ? null : Items.key(cursor, LAST_ITEM))
                .build());
    if (!answer.hasLastEvaluatedKey() || answer.lastEvaluatedKey().isEmpty()) {
      return Resters.page(answer.items(), rests, null);
    }
    // a page may end within a customer, whose items are then read again, whole
    var last = Items.customerId(answer.lastEvaluatedKey());
    var others =
        answer.items().stream().filter(item -> !Items.customerId(item).equals(last)).toList();
    var page = Resters.page(others, rests, last);
    page.customers().add(readWithMailLog(last));
    return page;
  }
}
