package dev.perennial.audit;

import dev.perennial.domain.programme.Programme;
import dev.perennial.storage.DynamoCustomers;
import dev.perennial.storage.Items;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether {@code fold(ledger) == account} holds for every customer, and whether every line and
 * account still is what was written. Repairs accounts, never lines: those are facts.
 */
public final class Check {
  private final DynamoDbClient dynamo;
  private final String customersTable;
  private final String historyTable;
  private final Programme programme;
  private final @Nullable DynamoCustomers repairs;
  private final Map<String, Map<String, AttributeValue>> accounts = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long customers;
  private long lines;

  private Check(
      DynamoDbClient dynamo,
      String customers,
      String history,
      String programmeTable,
      Programme programme,
      boolean repair) {
    this.dynamo = dynamo;
    this.customersTable = customers;
    this.historyTable = history;
    this.programme = programme;
    this.repairs = repair ? new DynamoCustomers(dynamo, customers, history, programmeTable) : null;
  }

  /**
   * Something that does not agree.
   *
   * @param lineId the line at fault; "account", "profile" or "sends" when it is that item
   * @param repaired true when the account was written anew
   */
  public record Finding(String customerId, String lineId, String what, boolean repaired) {}

  /** What was checked, and what was found, in the order of customers. */
  public record Report(long customers, long lines, List<Finding> findings) {
    /** Whether nothing was found, or all of it was repaired. */
    public boolean sound() {
      return findings.stream().allMatch(Finding::repaired);
    }
  }

  /**
   * Checks everything.
   *
   * @param customers the table of accounts
   * @param history the table of lines
   * @param programmeTable the table of documents
   * @param programme tells the shop's zone, and the tier that accounts begin in
   * @param repair whether accounts that are not what their sound lines make are written anew
   */
  public static Report run(
      DynamoDbClient dynamo,
      String customers,
      String history,
      String programmeTable,
      Programme programme,
      boolean repair) {
    return new Check(dynamo, customers, history, programmeTable, programme, repair).report();
  }

  private Report report() {
    Tables.read(dynamo, customersTable, items -> items.forEach(this::customersItem));
    Tables.read(dynamo, historyTable, this::historySegment);
    // those of whom there is no line at all
    List.copyOf(accounts.keySet()).forEach(id -> customer(id, List.of()));
    findings.sort(Comparator.comparing(Finding::customerId).thenComparing(Finding::lineId));
    return new Report(customers, lines, List.copyOf(findings));
  }

  private void customersItem(Map<String, AttributeValue> item) {
    var customerId = Items.customerId(item);
    if (Items.lineId(item).equals(Items.ACCOUNT)) {
      synchronized (this) {
        accounts.put(customerId, item);
      }
      return;
    }
    try {
      Items.customers(List.of(item));
    } catch (IllegalArgumentException | IllegalStateException e) {
      var what = "can't be read: " + e.getMessage();
      add(List.of(new Finding(customerId, Items.lineId(item), what, false)));
    }
  }

  private void historySegment(List<Map<String, AttributeValue>> items) {
    var byCustomer = new TreeMap<String, List<Map<String, AttributeValue>>>();
    for (var item : items) {
      byCustomer.computeIfAbsent(Items.customerId(item), _ -> new ArrayList<>()).add(item);
    }
    byCustomer.forEach(this::customer);
  }

  private void customer(String customerId, List<Map<String, AttributeValue>> items) {
    var account = take(customerId, items.size());
    var zone = programme.shop().zone();
    var audit = Audit.of(customerId, items, account, zone, programme.loyalty().tier());
    var right = audit.account();
    var repaired = right != null && repairs != null && repairs.repair(right, account);
    add(
        repaired
            ? audit.findings().stream()
                .map(each -> new Finding(each.customerId, each.lineId, each.what, true))
                .toList()
            : audit.findings());
  }

  private synchronized @Nullable Map<String, AttributeValue> take(String customerId, int count) {
    customers++;
    lines += count;
    return accounts.remove(customerId);
  }

  private synchronized void add(List<Finding> found) {
    findings.addAll(found);
  }
}
