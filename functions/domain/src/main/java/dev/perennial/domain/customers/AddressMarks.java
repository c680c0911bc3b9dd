package dev.perennial.domain.customers;

import dev.perennial.domain.ledger.AddressKeys;
import dev.perennial.domain.ledger.AddressMark;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.Change.ProfileStep;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.Ids;
import dev.perennial.domain.ledger.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

  /** The mark that the link of a mail leaves on the address that it went to. */
  public static AddressMark unsubscribed(String key, Instant now) {
    return new AddressMark(key, "withdrawn:email", now);
  }

  private static List<AddressMark> erased(Customer before, AddressKeys keys, Instant now) {
    var email = before.profile() == null ? null : before.profile().email();
    var all = new TreeSet<String>();
    if (before.account() != null) {
      all.addAll(Ids.SLICE.in(before.account()).addresses());
    }
    if (email != null) {
      all.add(keys.of(email));
    }
    return all.stream().map(key -> new AddressMark(key, "erased", now)).toList();
  }

  private static List<AddressMark> withdrawn(Customer before, Profile next, AddressKeys keys) {
    var former = before.profile() == null ? Profile.empty(next.customerId()) : before.profile();
    var from = keyOf(former.email(), keys);
    var to = keyOf(next.email(), keys);
    var marks = new ArrayList<AddressMark>();
    if (to != null) {
      // of an address that is new, all that was refused before it was known
      add(marks, to, refused(to.equals(from) ? former : null, next));
    }
    if (from != null && !Objects.equals(from, to)) {
      // it isn't said which of the two was meant
      add(marks, from, refused(former, next));
    }
    return marks;
  }

  private static @Nullable String keyOf(@Nullable String email, AddressKeys keys) {
    return email == null ? null : keys.of(email);
  }

  private static void add(List<AddressMark> marks, String key, SortedMap<String, Instant> since) {
    if (!since.isEmpty()) {
      marks.add(new AddressMark(key, since));
    }
  }

  /** What a profile refuses, and another did not, each with its time. */
  private static SortedMap<String, Instant> refused(@Nullable Profile before, Profile next) {
    var since = new TreeMap<String, Instant>();
    next.consents()
        .forEach(
            (purpose, consent) -> {
              var known = before != null && consent.equals(before.consents().get(purpose));
              if (!consent.granted() && !known) {
                since.put("withdrawn:" + purpose, consent.at());
              }
            });
    return since;
  }
}
