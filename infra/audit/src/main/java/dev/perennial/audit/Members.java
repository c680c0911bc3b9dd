package dev.perennial.audit;

import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.segments.Clause;
import dev.perennial.domain.segments.Clauses;
import dev.perennial.domain.segments.ProfileDocument;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.runtime.scan.FullScan;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Who is in which segment at an instant: judged from the customers, page by page. */
public final class Members {
  private static final int PARTS = 16;
  private static final int SAMPLE = 10;

  private final CustomerStore customers;
  private final Rules rules;
  private final Instant at;

  /**
   * @param at when they are judged
   */
  public Members(CustomerStore customers, Rules rules, Instant at) {
    this.customers = customers;
    this.rules = rules;
    this.at = at;
  }

  /**
   * What a segment would hold.
   *
   * @param sample ids of the first ten, sorted
   */
  public record Preview(long members, long of, List<String> sample) {}

  /** How many customers each segment holds, by id. */
  public Map<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    rules.programme().get(SegmentSet.SECTION).ids().forEach(id -> counts.put(id, 0L));
    each(
        (_, document) ->
            rules
                .programme()
                .get(SegmentSet.SECTION)
                .matching(document)
                .forEach(id -> counts.merge(id, 1L, Long::sum)));
    return counts;
  }

  /** Who would be in a segment of a pattern. */
  public Preview preview(String pattern) {
    var set = new SegmentSet(Map.of("preview", pattern));
    var first = new PriorityQueue<String>(Comparator.reverseOrder());
    var counted = new long[2];
    each(
        (customer, document) -> {
          counted[1]++;
          if (!set.matching(document).isEmpty()) {
            counted[0]++;
            first.add(customer.customerId());
            if (first.size() > SAMPLE) {
              first.remove();
            }
          }
        });
    return new Preview(counted[0], counted[1], first.stream().sorted().toList());
  }

  /** The pattern of a segment in force. */
  public Optional<String> pattern(String id) {
    return rules.programme().get(SegmentSet.SECTION).pattern(id);
  }

  /** The programme in force. */
  public Programme programme() {
    return rules.programme();
  }

  /** The ids of the segments in force. */
  public List<String> segments() {
    return rules.programme().get(SegmentSet.SECTION).ids();
  }

  /** Why a customer is in a segment of a pattern or not; empty when nobody has the id. */
  public Optional<Clause> explain(String customerId, String pattern) {
    return document(customers.read(customerId))
        .map(document -> Clauses.of(pattern).judge(document.json()));
  }

  private Optional<ProfileDocument> document(Customer customer) {
    var account = customer.account();
    return account == null || account.erased()
        ? Optional.empty()
        : Optional.of(Evaluation.document(account, customer.profile(), rules, at));
  }

  private void each(BiConsumer<Customer, ProfileDocument> each) {
    FullScan.each(
        customers,
        PARTS,
        customer -> document(customer).ifPresent(text -> each.accept(customer, text)));
  }
}
