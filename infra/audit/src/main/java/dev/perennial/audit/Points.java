package dev.perennial.audit;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.loyalty.BrandStatement;
import dev.perennial.domain.loyalty.Statement;
import dev.perennial.domain.loyalty.Statement.Sums;
import dev.perennial.storage.Items;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The points of a whole programme: the sum of all customers' statements, made from the ledger.
 *
 * @param byBrand the same by the brand whose purchases gave the points, as {@link BrandStatement}
 *     tells them
 */
public record Points(Sums sums, long customers, SortedMap<String, Sums> byBrand) {
  public Points {
    byBrand = Collections.unmodifiableSortedMap(new TreeMap<>(byBrand));
  }

  /**
   * Adds up the History table.
   *
   * @param on the day of the statements, in the shop's zone
   */
  public static Points of(DynamoDbClient dynamo, String history, ZoneId zone, LocalDate on) {
    var all = new Total();
    Tables.read(
        dynamo,
        history,
        items -> {
          var byCustomer = new HashMap<String, List<HistoryLine>>();
          for (var item : items) {
            var line = Items.line(item);
            if (line.advancesAccount()) {
              byCustomer.computeIfAbsent(line.customerId(), _ -> new ArrayList<>()).add(line);
            }
          }
          byCustomer.forEach(
              (id, lines) ->
                  all.add(Statement.of(id, lines, zone, on), BrandStatement.of(lines, zone, on)));
        });
    return all.points();
  }

  private static final class Total {
    private final TreeMap<String, Sums> byBrand = new TreeMap<>();
    private Sums sums = Sums.NONE;
    private long customers;

    synchronized void add(Statement statement, SortedMap<String, Sums> brands) {
      customers++;
      sums = sums.plus(statement.sums());
      brands.forEach((brand, of) -> byBrand.merge(brand, of, Sums::plus));
    }

    synchronized Points points() {
      return new Points(sums, customers, byBrand);
    }
  }
}
