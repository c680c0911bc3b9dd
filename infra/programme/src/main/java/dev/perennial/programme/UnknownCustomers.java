package dev.perennial.programme;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.runtime.scan.FullScan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ids of lists that no customer has: a slip, or somebody who will come. */
final class UnknownCustomers {
  private static final int PARTS = 16;

  private UnknownCustomers() {}

  /** One finding for each list that names such, with the first of them. */
  static List<Finding> of(ProgrammeFiles files, CustomerStore customers) {
    if (files.lists().isEmpty()) {
      return List.of();
    }
    var unknown = new HashSet<String>();
    files.lists().values().forEach(list -> unknown.addAll(list.lines().keySet()));
    FullScan.each(
        customers,
        PARTS,
        customer -> {
          // who was erased has no place in a list any more; who was merged has
          if (!customer.erased() || customer.mergedInto() != null) {
            unknown.remove(customer.customerId());
          }
          customer.formerIds().forEach(unknown::remove);
        });
    var findings = new ArrayList<Finding>();
    files
        .lists()
        .forEach((name, list) -> tell(files.place("lists/" + name), list, unknown, findings));
    return findings;
  }

  private static void tell(Place file, ListFile list, Set<String> unknown, List<Finding> findings) {
    var missing = list.lines().keySet().stream().filter(unknown::contains).toList();
    if (!missing.isEmpty()) {
      var first = missing.getFirst();
      findings.add(
          new Finding(
              new Place(file.file(), list.lines().getOrDefault(first, 0), 0),
              "%d of %d ids are no customer's, the first is %s"
                  .formatted(missing.size(), list.lines().size(), ClientId.shown(first))));
    }
  }
}
