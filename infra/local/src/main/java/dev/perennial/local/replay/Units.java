package dev.perennial.local.replay;

import dev.perennial.local.ledger.ItemSize;
import dev.perennial.local.stack.AwsCall;
import dev.perennial.local.stack.ClientInterceptor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Counts the write units of a run by function, from the sizes of the items written, and the sizes
 * of accounts. Writes that were refused are not counted.
 */
public final class Units implements ClientInterceptor {
  private static final int MOST_ACCOUNT_BYTES = 4096;

  private final Map<String, long[]> byFunction = new HashMap<>();
  private final long[] accountBytes = new long[MOST_ACCOUNT_BYTES + 1];

  /** Write units of one function, and what it wrote: a customer's change, or an item alone. */
  public record Spent(long units, long writes) {
    /** Units a write, to two decimals. */
    public double mean() {
      return writes == 0 ? 0 : Math.round(100.0 * units / writes) / 100.0;
    }
  }

  @Override
  public void after(AwsCall call, SdkResponse response) {
    switch (call.request()) {
      case PutItemRequest put -> count(call.function(), ItemSize.writeUnits(put.item()), 1);
      case TransactWriteItemsRequest transaction -> {
        long units = 0;
        int accounts = 0;
        for (TransactWriteItem each : transaction.transactItems()) {
          // a delete is billed by the item that goes, which is a profile of less than a unit
          units += 2L * (each.put() == null ? 1 : ItemSize.writeUnits(each.put().item()));
          accounts += note(each) ? 1 : 0;
        }
        count(call.function(), units, Math.max(1, accounts));
      }
      default -> {}
    }
  }

  /** Notes the size of an account; false when it is none. */
  private boolean note(TransactWriteItem each) {
    var id = each.put() == null ? null : each.put().item().get("id");
    if (id == null || !"account".equals(id.s())) {
      return false;
    }
    var bytes = Math.min(MOST_ACCOUNT_BYTES, ItemSize.bytes(each.put().item()));
    synchronized (accountBytes) {
      accountBytes[bytes]++;
    }
    return true;
  }

  private synchronized void count(String function, long units, int writes) {
    var sums = byFunction.computeIfAbsent(function, _ -> new long[2]);
    sums[0] += units;
    sums[1] += writes;
  }

  /** What each function spent. */
  synchronized SortedMap<String, Spent> spent() {
    var spent = new TreeMap<String, Spent>();
    byFunction.forEach((function, sums) -> spent.put(function, new Spent(sums[0], sums[1])));
    return spent;
  }

  /** Bytes of an account that a share of all written accounts does not exceed. */
  int accountBytes(double share) {
    synchronized (accountBytes) {
      var all = Arrays.stream(accountBytes).sum();
      long seen = 0;
      for (int bytes = 0; bytes < accountBytes.length; bytes++) {
        seen += accountBytes[bytes];
        if (all > 0 && seen >= share * all) {
          return bytes;
        }
      }
      return 0;
    }
  }
}
