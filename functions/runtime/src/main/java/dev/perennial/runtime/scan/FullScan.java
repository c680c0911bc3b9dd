package dev.perennial.runtime.scan;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.CustomerStore.Part;
import java.util.function.Consumer;

/** One read of all customers by one worker, page by page: for what is computed of everybody. */
public final class FullScan {
  private FullScan() {}

  /** Hands over every customer once, unless one is written meanwhile, and in any order. */
  public static void each(CustomerStore customers, int parts, Consumer<Customer> each) {
    for (int i = 0; i < parts; i++) {
      String cursor = null;
      do {
        var page = customers.scan(new Part(i, parts), cursor);
        page.customers().forEach(each);
        cursor = page.cursor();
      } while (cursor != null);
    }
  }
}
