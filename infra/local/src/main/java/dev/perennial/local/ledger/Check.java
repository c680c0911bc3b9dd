package dev.perennial.local.ledger;

import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.loyalty.Account;
import dev.perennial.storage.Items;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether {@code fold(ledger) == account} holds for every customer, and whether every line still is
 * what was written.
 */
public final class Check {
  private final ZoneId zone;
  private final String tier;
  private final Map<String, Account> accounts = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long customers;
  private long lines;

  private Check(ZoneId zone, String tier) {
    this.zone = zone;
    this.tier = tier;
  }

  /**
   * Something that does not agree.
   *
   * @param lineId the line at fault, "account" when the account differs from its lines
   */
  public record Finding(String customerId, String lineId, String what) {}

  /** What was checked, and what was found, in the order of customers. */
  public record Report(long customers, long lines, List<Finding> findings) {}

  /**
   * Checks everything.
   *
   * @param zone the shop's
   * @param tier the tier that accounts begin in
   */
  public static Report run(
      DynamoDbClient dynamo, String customers, String history, ZoneId zone, String tier) {
    var check = new Check(zone, tier);
    Balances.each(
        dynamo,
        customers,
        customer -> {
          if (customer.account() != null) {
            check.accounts.put(customer.customerId(), customer.account());
          }
        });
    Tables.read(dynamo, history, check::segment);
    check.accounts.forEach(
        (id, _) -> check.find(id, Items.ACCOUNT, "there is an account but not one ledger line"));
    check.findings.sort(Comparator.comparing(Finding::customerId).thenComparing(Finding::lineId));
    return new Report(check.customers, check.lines, List.copyOf(check.findings));
  }

  private void segment(List<Map<String, AttributeValue>> items) {
    var byCustomer = new TreeMap<String, List<Map<String, AttributeValue>>>();
    for (var item : items) {
      byCustomer.computeIfAbsent(Items.customerId(item), _ -> new ArrayList<>()).add(item);
    }
    byCustomer.forEach(this::customer);
  }

  private void customer(String customerId, List<Map<String, AttributeValue>> items) {
    var sound = new ArrayList<HistoryLine>();
    for (var item : items) {
      if (!Items.intact(item)) {
        find(customerId, Items.lineId(item), "the line was changed after it was written");
      } else {
        var line = Items.line(item);
        if (line.advancesAccount()) {
          sound.add(line);
        }
      }
    }
    sound.sort(Comparator.comparingLong(HistoryLine::seq));
    var account = take(customerId, items.size());
    var folded = fold(customerId, sound);
    if (account == null) {
      if (!sound.isEmpty()) {
        find(customerId, Items.ACCOUNT, "there are ledger lines but no account");
      }
    } else if (!folded.sameLedger(account)) {
      find(
          customerId,
          Items.ACCOUNT,
          "the account (version %d, lots %s, debt %d) is not what its lines make: %d, %s, %d"
              .formatted(
                  account.version(),
                  account.lots(),
                  account.debt(),
                  folded.version(),
                  folded.lots(),
                  folded.debt()));
    }
  }

  private Account fold(String customerId, List<HistoryLine> sorted) {
    var account = Account.empty(customerId, tier);
    for (var line : sorted) {
      if (line.seq() != account.version() + 1) {
        find(
            customerId,
            line.id(),
            "follows version " + account.version() + " but has " + line.seq() + ": one is missing");
      }
      try {
        account = account.after(line, zone);
      } catch (
          IllegalStateException e) { // a lot that lacks points: the lines contradict each other
        find(customerId, line.id(), String.valueOf(e.getMessage()));
      }
    }
    return account;
  }

  private synchronized @Nullable Account take(String customerId, int count) {
    customers++;
    lines += count;
    return accounts.remove(customerId);
  }

  private synchronized void find(String customerId, String lineId, String what) {
    findings.add(new Finding(customerId, lineId, what));
  }
}
