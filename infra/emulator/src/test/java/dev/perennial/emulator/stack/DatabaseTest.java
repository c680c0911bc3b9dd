package dev.perennial.emulator.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The database refuses as DynamoDB does, in memory and on disk. */
class DatabaseTest {
  @Test
  void refusalsAreTheSdksInMemory() {
    refusalsAreTheSdks(null);
  }

  @Test
  void refusalsAreTheSdksOnDisk(@TempDir Path folder) {
    refusalsAreTheSdks(folder);
  }

  private static void refusalsAreTheSdks(@Nullable Path folder) {
    var options = SmallShop.options(SmallShop.TEMPLATE).withData(folder);
    try (var stack = LaptopStack.start(options)) {
      var dynamo = stack.dynamo();
      var table = stack.cloud("Order").env("ORDERS");
      var item = Map.of("id", AttributeValue.fromS("a1"), "text", AttributeValue.fromS("first"));
      dynamo.putItem(put -> put.tableName(table).item(item));
      assertThrows(
          ConditionalCheckFailedException.class,
          () ->
              dynamo.putItem(
                  put ->
                      put.tableName(table)
                          .item(item)
                          .conditionExpression("attribute_not_exists(id)")));
      var again =
          Put.builder()
              .tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(id)")
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build();
      var canceled =
          assertThrows(
              TransactionCanceledException.class,
              () ->
                  dynamo.transactWriteItems(
                      write ->
                          write.transactItems(TransactWriteItem.builder().put(again).build())));
      var reason = canceled.cancellationReasons().getFirst();
      assertEquals("ConditionalCheckFailed", reason.code());
      assertEquals(item, reason.item());
      assertThrows(
          ResourceNotFoundException.class,
          () -> dynamo.getItem(get -> get.tableName("undeclared").key(Map.of())));
    }
  }
}
