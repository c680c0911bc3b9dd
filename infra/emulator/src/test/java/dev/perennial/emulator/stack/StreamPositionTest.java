package dev.perennial.emulator.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class StreamPositionTest {
  private final Database database = new Database(null);
  private String table = "";

  @BeforeEach
  void create() {
    var orders = SmallShop.options(SmallShop.TEMPLATE).template().tables().get("Orders");
    database.create(Objects.requireNonNull(orders));
    table = orders.name();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(String id) {
    var item = Map.of("id", AttributeValue.fromS(id));
    database.client().putItem(put -> put.tableName(table).item(item));
  }

  private StreamPosition position() {
    return new StreamPosition(database.streams(), database.streamArn(table));
  }

  private static List<String> read(StreamPosition position) {
    var ids = new ArrayList<String>();
    for (var records = position.read(); !records.isEmpty(); records = position.read()) {
      for (var record : records) {
        var id = record.dynamodb().keys().get("id");
        ids.add(id == null ? "" : id.s());
      }
    }
    return ids;
  }

  @Test
  void readsEveryRecordOnceInOrderAcrossShards() {
    var position = position();
    assertEquals(List.of(), read(position));
    write("1");
    write("2");
    assertEquals(List.of("1", "2"), read(position));
    database.rollShards();
    write("3");
    database.rollShards();
    database.rollShards();
    write("4");
    write("5");
    assertEquals(List.of("3", "4", "5"), read(position));
    assertEquals(List.of(), read(position));
    assertEquals(List.of("1", "2", "3", "4", "5"), read(position()));
  }

  @Test
  void resumesAfterARecordOfAnEarlierShard() {
    write("1");
    write("2");
    var first = position();
    var records = first.read();
    database.rollShards();
    write("3");
    var second = position();
    second.resumeAfter(first.shard(), records.getFirst().dynamodb().sequenceNumber());
    assertEquals(List.of("2", "3"), read(second));
  }

  @Test
  void resumesAtWhatIsLeftWhenTheShardIsGone() {
    write("1");
    var position = position();
    position.resumeAfter("shard-that-was-trimmed", "000000000000000000001");
    assertEquals(List.of("1"), read(position));
  }

  /** An iterator lives for a quarter of an hour; DynamoDB Local refuses it then, as AWS does. */
  @Test
  void anIteratorThatExpiredIsMadeAnewWhereTheLastReadEnded() {
    var expired = new AtomicBoolean();
    var streams =
        (DynamoDbStreamsClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DynamoDbStreamsClient.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("getRecords") && expired.getAndSet(false)) {
                    throw ExpiredIteratorException.builder().message("is expired").build();
                  }
                  return method.invoke(database.streams(), arguments);
                });
    var position = new StreamPosition(streams, database.streamArn(table));
    write("1");
    assertEquals(List.of("1"), read(position));
    expired.set(true);
    assertEquals(List.of(), read(position));
    write("2");
    expired.set(true);
    assertEquals(List.of("2"), read(position));
    database.rollShards();
    write("3");
    expired.set(true);
    assertEquals(List.of("3"), read(position));
  }
}
