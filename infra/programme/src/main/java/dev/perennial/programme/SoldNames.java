package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.programme.Nearest;
import dev.perennial.domain.purchases.LastBought;
import dev.perennial.domain.purchases.LastBought.Kind;
import dev.perennial.runtime.scan.FullScan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the categories, brands and channels that rules of earning name with those that the shop
 * has sold. What was never sold may be sold tomorrow; what is a letter off is a slip.
 */
final class SoldNames {
  private static final int PARTS = 16;

  private final ProgrammeFiles files;
  private final List<Named> all = new ArrayList<>();

  private record Named(String path, Kind kind, String name) {}

  private SoldNames(ProgrammeFiles files) {
    this.files = files;
  }

  /** What is told of names that nothing sold has, but something sold nearly has. */
  static List<Finding> slips(ProgrammeFiles files, CustomerStore customers) {
    var names = new SoldNames(files);
    names.collect();
    return names.all.isEmpty() ? List.of() : names.compared(sold(customers));
  }

  private void collect() {
    var earn = files.json().path("loyalty").path("earn");
    var at = "loyalty/earn/";
    keys(at + "categories", earn.path("categories"));
    keys(at + "bonuses/firstInCategory", earn.path("bonuses").path("firstInCategory"));
    values(at + "exclude/categories", earn.path("exclude").path("categories"), Kind.CATEGORY);
    var multipliers = earn.path("multipliers");
    for (int i = 0; i < multipliers.size(); i++) {
      var each = multipliers.get(i);
      var path = at + "multipliers/" + i + "/";
      values(path + "categories", each.path("categories"), Kind.CATEGORY);
      values(path + "brands", each.path("brands"), Kind.BRAND);
      values(path + "channels", each.path("channels"), Kind.CHANNEL);
    }
  }

  private void keys(String path, JsonNode map) {
    map.fieldNames().forEachRemaining(name -> add(path + "/" + name, Kind.CATEGORY, name));
  }

  private void values(String path, JsonNode list, Kind kind) {
    for (int i = 0; i < list.size(); i++) {
      add(path + "/" + i, kind, list.get(i).asText());
    }
  }

  private void add(String path, Kind kind, String name) {
    all.add(new Named(path, kind, ClientId.normal(name)));
  }

  /** Of each customer the latest few are kept: together they are nearly all that was sold. */
  private static Map<Kind, Set<String>> sold(CustomerStore customers) {
    var sold = new EnumMap<Kind, Set<String>>(Kind.class);
    for (var kind : Kind.values()) {
      sold.put(kind, new TreeSet<>());
    }
    FullScan.each(
        customers,
        PARTS,
        customer -> {
          var account = customer.account();
          if (account != null && !account.erased()) {
            LastBought.SLICE
                .in(account)
                .days()
                .keySet()
                .forEach(
                    key ->
                        sold.getOrDefault(key.kind(), new TreeSet<>())
                            .add(ClientId.normal(key.name())));
          }
        });
    return sold;
  }

  private List<Finding> compared(Map<Kind, Set<String>> sold) {
    var slips = new ArrayList<Finding>();
    for (var each : all) {
      var names = sold.getOrDefault(each.kind(), Set.of());
      if (!names.contains(each.name())) {
        Nearest.to(each.name(), names)
            .ifPresent(
                near ->
                    slips.add(
                        new Finding(
                            files.place(each.path()),
                            "%s: nothing of the %s \"%s\" was ever sold; did you mean \"%s\"?"
                                .formatted(each.path(), each.kind().text(), each.name(), near))));
      }
    }
    return slips;
  }
}
