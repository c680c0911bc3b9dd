package dev.perennial.doors;

import dev.perennial.domain.customers.CustomerStore;
import dev.perennial.domain.customers.CustomerStore.Part;
import dev.perennial.domain.loyalty.Account;
import java.util.function.Consumer;

/** One read of all accounts by one worker, page by page: for what is computed of everybody. */
public final class Census {
  private Census() {}

  /** Hands over every account once, unless it is written meanwhile, and in any order. */
  public static void each(CustomerStore customers, int parts, Consumer<Account> counter) {
    for (int i = 0; i < parts; i++) {
      String cursor = null;
      do {
        var page = customers.scan(new Part(i, parts), cursor);
        for (var customer : page.customers()) {
          if (customer.account() != null) {
            counter.accept(customer.account());
          }
        }
        cursor = page.cursor();
      } while (cursor != null);
    }
  }
}
