package dev.perennial.replay;

import dev.perennial.audit.ItemSize;
import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.StackListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;

/**
 * Counts what the functions of a run used of AWS, as AWS bills it: units from the sizes of items,
 * calls of queues, invocations and their time. Writes that were refused are not counted.
 */
public final class Usage implements ClientInterceptor, StackListener {
  /** What CloudWatch adds to each line. */
  private static final int BYTES_A_LINE = 26;

  private final Map<String, Sums> byFunction = new HashMap<>();
  private final SortedMap<Integer, Long> accountBytes = new TreeMap<>();

  /** Of customers whose journeys wait, under which instant the index has them. */
  private final Map<String, String> due = new HashMap<>();

  private static final class Sums {
    private long writeUnits;
    private long writes;
    private long halfReadUnits;
    private long scanned;
    private long queueCalls;
    private long events;
    private long invocations;
    private long logBytes;
    private long nanos;

    Spent spent() {
      return new Spent(
          writeUnits,
          writes,
          halfReadUnits / 2.0,
          scanned,
          queueCalls,
          events,
          invocations,
          logBytes,
          nanos / 1e9);
    }
  }

  /**
   * What one function used.
   *
   * @param writeUnits of DynamoDB; double in transactions
   * @param writes customers' changes, and items written alone
   * @param readUnits of DynamoDB; half for reads that may be a moment old
   * @param scanned customers that scans returned
   * @param queueCalls requests to SQS
   * @param events put on a bus
   * @param logBytes of lines in the log, with the 26 that CloudWatch adds to each
   * @param seconds that the handler took, DynamoDB Local's time included
   */
  public record Spent(
      long writeUnits,
      long writes,
      double readUnits,
      long scanned,
      long queueCalls,
      long events,
      long invocations,
      long logBytes,
      double seconds) {
    private static final Spent NOTHING = new Spent(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Write units a write, to two decimals. */
    public double mean() {
      return writes == 0 ? 0 : Math.round(100.0 * writeUnits / writes) / 100.0;
    }
  }

  @Override
  public synchronized void after(AwsCall call, SdkResponse response) {
    var sums = sums(call.function());
    switch (call.request()) {
      case PutItemRequest put -> {
        sums.writeUnits += ItemSize.writeUnits(put.item()) + indexed(put.item());
        sums.writes++;
      }
      case TransactWriteItemsRequest transaction -> written(transaction, sums);
      case GetItemRequest get when response instanceof GetItemResponse found ->
          sums.halfReadUnits +=
              ItemSize.halfReadUnits(List.of(found.item()), isTrue(get.consistentRead()));
      case BatchGetItemRequest _ when response instanceof BatchGetItemResponse found ->
          // each is rounded up by itself; all that are asked for so are of the latest
          found
              .responses()
              .values()
              .forEach(
                  items ->
                      items.forEach(
                          item ->
                              sums.halfReadUnits += ItemSize.halfReadUnits(List.of(item), true)));
      case QueryRequest query when response instanceof QueryResponse found ->
          sums.halfReadUnits +=
              ItemSize.halfReadUnits(found.items(), isTrue(query.consistentRead()));
      case ScanRequest scan when response instanceof ScanResponse found -> {
        sums.halfReadUnits += ItemSize.halfReadUnits(found.items(), isTrue(scan.consistentRead()));
        sums.scanned += found.items().stream().filter(Usage::isAccount).count();
      }
      case PutEventsRequest put -> sums.events += put.entries().size();
      default -> sums.queueCalls += call.service().equals("SqsClient") ? 1 : 0;
    }
  }

  private static boolean isTrue(Boolean asked) {
    return Boolean.TRUE.equals(asked);
  }

  private void written(TransactWriteItemsRequest transaction, Sums sums) {
    long accounts = 0;
    for (TransactWriteItem each : transaction.transactItems()) {
      // a delete is billed by the item that goes, which is a profile of less than a unit
      sums.writeUnits += 2L * (each.put() == null ? 1 : ItemSize.writeUnits(each.put().item()));
      sums.writeUnits += each.put() == null ? 0 : indexed(each.put().item());
      if (each.delete() != null && "sends".equals(text(each.delete().key(), "id"))) {
        sums.writeUnits += moved(text(each.delete().key(), "customerId"), "");
      }
      if (each.put() != null && isAccount(each.put().item())) {
        accounts++;
        accountBytes.merge(ItemSize.bytes(each.put().item()), 1L, Long::sum);
      }
    }
    sums.writes += Math.max(1, accounts);
  }

  /**
   * What indexes add: that of History a line that stands beside the ledger, that of journeys one
   * unit for the entry that goes and one for the entry that comes, unless they are the same.
   */
  private int indexed(Map<String, AttributeValue> item) {
    if (item.containsKey("place")) {
      return ItemSize.writeUnits(item);
    }
    return "sends".equals(text(item, "id"))
        ? moved(text(item, "customerId"), text(item, "dueAt"))
        : 0;
  }

  private int moved(String customer, String to) {
    var from = due.getOrDefault(customer, "");
    if (to.isEmpty()) {
      due.remove(customer);
    } else {
      due.put(customer, to);
    }
    return to.equals(from) ? 0 : (from.isEmpty() ? 0 : 1) + (to.isEmpty() ? 0 : 1);
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    var value = item.get(attribute);
    return value == null ? "" : value.s();
  }

  private static boolean isAccount(Map<String, AttributeValue> item) {
    return "account".equals(text(item, "id"));
  }

  @Override
  public synchronized void invocation(String function, boolean failed, Duration took) {
    var sums = sums(function);
    sums.invocations++;
    sums.nanos += took.toNanos();
  }

  @Override
  public synchronized void line(String function, String line) {
    StackListener.super.line(function, line);
    sums(function).logBytes += line.getBytes(StandardCharsets.UTF_8).length + BYTES_A_LINE;
  }

  /** Forgets what was used so far; accounts' sizes it keeps. */
  public synchronized void clear() {
    byFunction.clear();
  }

  private Sums sums(String function) {
    return byFunction.computeIfAbsent(function, _ -> new Sums());
  }

  /** What one function used; nothing when it never ran. */
  public synchronized Spent spent(String function) {
    var sums = byFunction.get(function);
    return sums == null ? Spent.NOTHING : sums.spent();
  }

  /** What each function that wrote to DynamoDB used. */
  public synchronized SortedMap<String, Spent> writers() {
    var spent = new TreeMap<String, Spent>();
    byFunction.forEach(
        (function, sums) -> {
          if (sums.writes > 0) {
            spent.put(function, sums.spent());
          }
        });
    return spent;
  }

  /** Bytes of an account that a share of all written accounts does not exceed. */
  synchronized int accountBytes(double share) {
    var all = accountBytes.values().stream().mapToLong(each -> each).sum();
    long seen = 0;
    for (var each : accountBytes.entrySet()) {
      seen += each.getValue();
      if (seen >= share * all) {
        return each.getKey();
      }
    }
    return 0;
  }
}
