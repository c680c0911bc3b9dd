package dev.perennial.storage;

import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore.Page;
import dev.perennial.domain.ledger.Due;
import dev.perennial.storage.form.DueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tells customers whose accounts rest from others before anything of them is read. */
final class Resters {
  private Resters() {}

  /**
   * The page of Customers items, in their order.
   *
   * @param items of each customer all
   * @param rests asked of accounts with a due day
   * @param cursor of the page
   */
  static Page page(
      List<Map<String, AttributeValue>> items, Predicate<Due> rests, @Nullable String cursor) {
    var customers = new ArrayList<Customer>();
    var resting = new ArrayList<Customer>();
    Items.byCustomer(items)
        .forEach(
            (id, each) -> {
              if (rest(each, rests)) {
                resting.add(Items.customer(id, mailLogOf(each)));
              } else {
                customers.add(Items.customer(id, each));
              }
            });
    return new Page(customers, resting, cursor);
  }

  private static boolean rest(List<Map<String, AttributeValue>> items, Predicate<Due> rests) {
    for (var item : items) {
      var text = Items.textOrNull(item, Items.DUE);
      if (text != null) {
        var due = DueText.read(text);
        return due != null && isOf(item, due) && rests.test(due);
      }
    }
    return false;
  }

  /** A release that doesn't know of due days may have written the account and left one there. */
  private static boolean isOf(Map<String, AttributeValue> item, Due due) {
    return Items.number(due.version()).equals(item.get(Items.VERSION));
  }

  private static List<Map<String, AttributeValue>> mailLogOf(
      List<Map<String, AttributeValue>> items) {
    var found = new ArrayList<Map<String, AttributeValue>>(1);
    for (var item : items) {
      if (Items.lineId(item).equals(Items.MAIL_LOG)) {
        found.add(item);
      }
    }
    return found;
  }
}
