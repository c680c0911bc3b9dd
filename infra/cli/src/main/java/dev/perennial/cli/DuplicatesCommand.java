package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.CustomerStore.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code duplicates}: customers who may be one person, since they have one address. */
@Command(
    name = "duplicates",
    description = {
      "Lists customers who have the same address, as those who may be one person: a guest and an",
      "account, for instance. Nobody is merged: POST /customers/{customerId}/merge does that."
    },
    mixinStandardHelpOptions = true)
public final class DuplicatesCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(names = "--json", description = "One JSON object for machines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /** One of those who share an address. */
  private record Found(String customerId, long orders) {
    static Found of(Customer customer) {
      var account = customer.account();
      return new Found(customer.customerId(), account == null ? 0 : account.days().orders());
    }
  }

  @Override
  public Integer call() throws Exception {
    return where.read((stores, _) -> tell(groups(stores.customers())));
  }

  /** Who shares an address, of each group the one with most orders first. */
  private static List<List<Found>> groups(CustomerStore customers) {
    var byAddress = new TreeMap<String, List<Found>>();
    String cursor = null;
    do {
      var page = customers.scan(new Part(0, 1), cursor);
      for (var customer : page.customers()) {
        var email = customer.profile() == null ? null : customer.profile().email();
        if (email != null) {
          byAddress
              .computeIfAbsent(email.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
              .add(Found.of(customer));
        }
      }
      cursor = page.cursor();
    } while (cursor != null);
    var order = Comparator.comparingLong(Found::orders).reversed().thenComparing(Found::customerId);
    // in the order of ids, not of addresses: where a group stands tells nothing of its address
    return byAddress.values().stream()
        .filter(group -> group.size() > 1)
        .map(group -> group.stream().sorted(order).toList())
        .sorted(Comparator.comparing(group -> group.getFirst().customerId()))
        .toList();
  }

  private int tell(List<List<Found>> groups) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(object(groups));
      return 0;
    }
    for (var group : groups) {
      for (int i = 0; i < group.size(); i++) {
        var each = group.get(i);
        out.printf("%s%-40s %,8d orders%n", i == 0 ? "" : "  ", each.customerId, each.orders);
      }
    }
    out.printf("%,d addresses are of more than one customer%n", groups.size());
    return 0;
  }

  private static ObjectNode object(List<List<Found>> groups) {
    var node = JsonNodeFactory.instance.objectNode();
    var all = node.putArray("groups");
    for (var group : groups) {
      var customers = all.addArray();
      for (var each : group) {
        customers.addObject().put("customerId", each.customerId).put("orders", each.orders);
      }
    }
    return node;
  }
}
