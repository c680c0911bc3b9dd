package dev.perennial.emulator.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Where a reader stands in a table's stream. Shards are read one after the other as listed, parents
 * before children, so that the records of a key come in order. Iterators are kept between reads;
 * one is made only when records are expected, since DynamoDB Local refuses an iterator of an empty
 * shard.
 */
final class StreamPosition {
  private final DynamoDbStreamsClient streams;
  private final String arn;
  private final Map<String, String> lastRead = new HashMap<>();
  private final Set<String> finished = new HashSet<>();
  private @Nullable String shard;
  private @Nullable String iterator;

  /** One read gives at most this many records, and at most 1 MB. */
  private static final int PAGE = 500;

  private static final long HALF_A_PAGE_BYTES = 512 * 1024;

  StreamPosition(DynamoDbStreamsClient streams, String arn) {
    this.streams = streams;
    this.arn = arn;
  }

  String arn() {
    return arn;
  }

  /** Goes on after a record that was read before. */
  void resumeAfter(String shardId, String sequenceNumber) {
    lastRead.put(shardId, sequenceNumber);
    for (var listed : shards()) {
      if (listed.shardId().equals(shardId)) {
        return;
      }
      finished.add(listed.shardId());
    }
    // The shard is gone: its records were trimmed, and reading starts at what is left.
    finished.clear();
  }

  /** The shard that the last records were read from. */
  String shard() {
    return shard == null ? "" : shard;
  }

  /** The next records, none when the stream is read to its end. */
  List<Record> read() {
    while (true) {
      if (shard == null) {
        shard = nextShard();
        iterator = null;
        if (shard == null) {
          return List.of();
        }
      }
      var records = readShard(shard);
      if (!records.isEmpty()) {
        lastRead.put(shard, records.getLast().dynamodb().sequenceNumber());
        return records;
      }
      if (iterator != null) {
        return List.of();
      }
      finished.add(shard);
      shard = null;
    }
  }

  /** Whether a read may have left something: a short one reached the end. */
  boolean mayHaveMore(List<Record> records) {
    var bytes = records.stream().mapToLong(record -> record.dynamodb().sizeBytes()).sum();
    return records.size() >= PAGE || bytes > HALF_A_PAGE_BYTES;
  }

  private List<Record> readShard(String id) {
    try {
      var at = iterator;
      if (at != null) {
        return records(at);
      }
    } catch (ExpiredIteratorException e) {
      // it lives for a quarter of an hour; another goes on where the last read ended
      iterator = null;
    } catch (TrimmedDataAccessException e) {
      lastRead.remove(id);
    }
    try {
      return records(iterator(id));
    } catch (TrimmedDataAccessException e) {
      lastRead.remove(id);
      return records(iterator(id));
    }
  }

  private List<Record> records(String at) {
    var answer = streams.getRecords(request -> request.shardIterator(at).limit(PAGE));
    iterator = answer.nextShardIterator();
    return answer.records();
  }

  private String iterator(String id) {
    var last = lastRead.get(id);
    return streams
        .getShardIterator(
            request -> {
              request.streamArn(arn).shardId(id);
              if (last == null) {
                request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
              } else {
                request
                    .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(last);
              }
            })
        .shardIterator();
  }

  private @Nullable String nextShard() {
    for (var listed : shards()) {
      if (!finished.contains(listed.shardId())) {
        return listed.shardId();
      }
    }
    return null;
  }

  private List<Shard> shards() {
    var shards = new ArrayList<Shard>();
    String last = null;
    do {
      var request = DescribeStreamRequest.builder().streamArn(arn);
      if (last != null) {
        request.exclusiveStartShardId(last);
      }
      var page = streams.describeStream(request.build()).streamDescription();
      shards.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return shards;
  }
}
