package dev.perennial.audit;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.mail.Mailed;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.refunds.Refunded;
import dev.perennial.storage.Items;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the History table adds up to. Points are whole numbers; revenue is minor units, before
 * refunds.
 *
 * @param customers with at least one purchase
 * @param segmentMoves segments entered and segments left, each counted
 */
public record Figures(
    long customers,
    long purchases,
    long refunds,
    long revenue,
    long refunded,
    long pointsIssued,
    long pointsClawedBack,
    long segmentMoves,
    long emailsSent,
    SortedMap<String, Long> emailsHeld) {

  /** Reads the table. */
  public static Figures of(DynamoDbClient dynamo, String history) {
    return of(dynamo, history, _ -> {});
  }

  /**
   * Reads the table.
   *
   * @param also gets every line, in no order, by several threads
   */
  public static Figures of(DynamoDbClient dynamo, String history, Consumer<HistoryLine> also) {
    var sums = new Sums();
    Tables.read(
        dynamo,
        history,
        items ->
            items.forEach(
                item -> {
                  var line = Items.line(item);
                  sums.add(line);
                  also.accept(line);
                }));
    return sums.figures();
  }

  /** What came since an earlier reading. */
  public Figures since(Figures before) {
    var held = new TreeMap<>(emailsHeld);
    before.emailsHeld.forEach((reason, count) -> held.merge(reason, -count, Long::sum));
    held.values().removeIf(count -> count == 0);
    return new Figures(
        customers - before.customers,
        purchases - before.purchases,
        refunds - before.refunds,
        revenue - before.revenue,
        refunded - before.refunded,
        pointsIssued - before.pointsIssued,
        pointsClawedBack - before.pointsClawedBack,
        segmentMoves - before.segmentMoves,
        emailsSent - before.emailsSent,
        held);
  }

  private static final class Sums {
    private final TreeSet<String> customers = new TreeSet<>();
    private final Map<String, Long> held = new TreeMap<>();
    private long purchases;
    private long refunds;
    private long revenue;
    private long refunded;
    private long issued;
    private long clawedBack;
    private long moves;
    private long sent;

    synchronized void add(HistoryLine line) {
      moves += line.changes().moves();
      for (var posting : line.postings()) {
        issued += posting.kind() == Posting.Kind.ISSUED ? posting.net() : 0;
        clawedBack -= posting.kind() == Posting.Kind.CLAWED_BACK ? posting.net() : 0;
      }
      switch (line.event()) {
        case Purchased bought -> {
          customers.add(line.customerId());
          purchases++;
          revenue += bought.paid();
        }
        case Refunded back -> {
          refunds++;
          refunded += back.amount();
        }
        case Mailed _ -> sent++;
        case Decided decided -> held.merge(decided.reason(), 1L, Long::sum);
        default -> {} // nothing that these figures count
      }
    }

    synchronized Figures figures() {
      return new Figures(
          customers.size(),
          purchases,
          refunds,
          revenue,
          refunded,
          issued,
          clawedBack,
          moves,
          sent,
          new TreeMap<>(held));
    }
  }
}
