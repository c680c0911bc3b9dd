package dev.perennial.domain.customers;

import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a change of a profile says of its addresses, for whoever else has them or will. */
public final class AddressMarks {
  private AddressMarks() {}

  /**
   * The change, with marks on the addresses of a profile when consent is refused or it is erased.
   *
   * @param before as the change found the customer
   * @param now when an erasure takes place; a consent has its own time
   */
  public static Change marked(Customer before, Change change, AddressKeys keys, Instant now) {
    var marks =
        switch (change.profile()) {
          case ProfileStep.Keep _ -> List.<AddressMark>of();
          case ProfileStep.Remove _ -> erased(before, keys, now);
          case ProfileStep.Put(var next) -> withdrawn(before, next, keys);
        };
    var marked = change;
    for (var mark : marks) {
      marked = marked.with(mark);
    }
    return marked;
  }

  private static List<AddressMark> erased(Customer before, AddressKeys keys, Instant now) {
    var email = before.profile() == null ? null : before.profile().email();
    return email == null ? List.of() : List.of(new AddressMark(keys.of(email), "erased", now));
  }

  private static List<AddressMark> withdrawn(Customer before, Profile next, AddressKeys keys) {
    var former = before.profile() == null ? Profile.empty(next.customerId()) : before.profile();
    var refused =
        next.consents().entrySet().stream()
            .filter(each -> !each.getValue().granted())
            .filter(each -> !each.getValue().equals(former.consents().get(each.getKey())))
            .toList();
    var marks = new ArrayList<AddressMark>();
    if (!refused.isEmpty()) {
      for (var key : addressKeys(former, next, keys)) {
        refused.forEach(
            each ->
                marks.add(
                    new AddressMark(key, "withdrawn:" + each.getKey(), each.getValue().at())));
      }
    }
    return marks;
  }

  /** Of the address before and the one after: it isn't said which of them was meant. */
  private static Set<String> addressKeys(Profile before, Profile next, AddressKeys keys) {
    var all = new TreeSet<String>();
    for (var email : new String[] {before.email(), next.email()}) {
      if (email != null) {
        all.add(keys.of(email));
      }
    }
    return all;
  }
}
