package dev.perennial.domain.segments;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Ids;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The shop's lists of customers, by the names of their files under {@code lists/}: whether a
 * customer is in one is a field of the profile document.
 */
public final class CustomerLists implements ProfileFields {
  /** The field of a list's entry that holds its customers. */
  public static final String CUSTOMERS = "customers";

  /** The field of a list's entry that tells it from others. */
  public static final String DIGEST = "digest";

  /** The programme's. */
  public static final Section<CustomerLists> SECTION =
      new Section<>("lists", CustomerLists.class, new CustomerLists(Map.of()));

  private final TreeMap<String, CustomerList> lists;

  /** Lists by name. */
  public CustomerLists(Map<String, CustomerList> lists) {
    this.lists = new TreeMap<>(lists);
  }

  /** All lists, by name. */
  public Map<String, CustomerList> byName() {
    return Map.copyOf(lists);
  }

  /** Tells those of some names from others; empty without a list. */
  String mark(Set<String> named) {
    return lists.entrySet().stream()
        .filter(each -> named.contains(each.getKey()))
        .map(each -> each.getKey() + "=" + each.getValue().digest() + "\n")
        .collect(Collectors.joining());
  }

  /** Of each list whether the customer is in it, under the id of now or a former one. */
  @Override
  public void describe(Account account, Into document) {
    if (lists.isEmpty()) {
      return;
    }
    var former = Ids.SLICE.in(account).present().stream();
    var hashes =
        Stream.concat(Stream.of(account.customerId()), former)
            .mapToLong(CustomerList::hash)
            .toArray();
    lists.forEach(
        (name, list) ->
            document.add(SECTION.name(), name, LongStream.of(hashes).anyMatch(list::has)));
  }

  /** Reads the lists. */
  public static final class FileReader implements Section.Reading<CustomerLists> {
    @Override
    public Section<CustomerLists> section() {
      return SECTION;
    }

    @Override
    public CustomerLists read(Reader root, Programme soFar) {
      var lists = new TreeMap<String, CustomerList>();
      root.each(
          SECTION.name(),
          (name, file) -> {
            file.textOrNull(DIGEST);
            lists.put(name, file.text(CUSTOMERS, CustomerList.of(List.of()), CustomerList::parse));
            file.nothingElse();
          });
      var all = lists.values().stream().mapToInt(CustomerList::size).sum();
      if (all > CustomerList.MAX_CUSTOMERS) {
        root.note(
            SECTION.name(),
            "name %d customers together; there may be %d"
                .formatted(all, CustomerList.MAX_CUSTOMERS));
      }
      return new CustomerLists(lists);
    }
  }
}
