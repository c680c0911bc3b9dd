package dev.perennial.orders;

import java.util.ArrayList;
import java.util.List;

/** Where a file says who bought when and for how much. */
public sealed interface PurchaseLayout {
  /** The research file: customer, its number in a sample or not, date, CDs, dollars; no header. */
  record Cdnow() implements PurchaseLayout {}

  /**
   * The UCI data set "Online Retail"; cancellations and lines without a customer are passed over.
   */
  record OnlineRetail() implements PurchaseLayout {}

  /**
   * Order files as import reads them; orders that were never paid or went back whole are passed
   * over.
   *
   * @param terms the shop's
   */
  record OfShop(OrderFormat format, Terms terms) implements PurchaseLayout {}

  /**
   * Any CSV file with a header.
   *
   * @param customer the column of the customer
   * @param date the column of the date or time
   * @param amount the column of the amount, empty when there is none
   */
  record Columns(String customer, String date, String amount) implements PurchaseLayout {}

  /** The columns that a file must have; none where the format itself knows them. */
  default List<String> columns() {
    return switch (this) {
      case Cdnow _, OfShop _ -> List.of();
      case OnlineRetail _ ->
          List.of("InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID");
      case Columns(var customer, var date, var amount) -> {
        var columns = new ArrayList<>(List.of(customer, date));
        if (!amount.isEmpty()) {
          columns.add(amount);
        }
        yield columns;
      }
    };
  }
}
