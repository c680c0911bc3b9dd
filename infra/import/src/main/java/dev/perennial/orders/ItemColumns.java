package dev.perennial.orders;

import java.util.List;
import java.util.Map;

/** The columns of files with a row for each item of an order, by the names that they have here. */
final class ItemColumns {
  static final String CUSTOMER = "customerId";
  static final String PURCHASE = "purchaseId";
  static final String AT = "at";
  static final String SKU = "sku";
  static final String QUANTITY = "quantity";
  static final String UNIT_PRICE = "unitPrice";
  static final String CATEGORY = "category";

  /** Off the whole line. */
  static final String LINE_DISCOUNT = "lineDiscount";

  /** What the line cost after all discounts, instead of a unit price. */
  static final String LINE_TOTAL = "lineTotal";

  /** Off the whole order, beyond the lines' discounts. */
  static final String DISCOUNT = "discount";

  /** What all goods of the order cost after all discounts, from which its discount follows. */
  static final String GOODS = "goods";

  static final String SHIPPING = "shipping";
  static final String TAX = "tax";
  static final String CURRENCY = "currency";
  static final String STATUS = "status";

  /** What was given back of the order, goods and all. */
  static final String REFUNDED = "refunded";

  /** Pieces of this line that were given back. */
  static final String REFUNDED_QUANTITY = "refundedQuantity";

  /** When it was; without it, when the order was. */
  static final String REFUNDED_AT = "refundedAt";

  /** Who bought where there is no customer's id: known by a hash. */
  static final String EMAIL = "email";

  /** What the item is called, where it has no sku. */
  static final String ITEM = "item";

  static final Columns CSV =
      new Columns(
          List.of(CUSTOMER, PURCHASE, AT, SKU, QUANTITY, UNIT_PRICE),
          List.of(
              CATEGORY,
              LINE_DISCOUNT,
              LINE_TOTAL,
              DISCOUNT,
              SHIPPING,
              TAX,
              CURRENCY,
              STATUS,
              REFUNDED,
              REFUNDED_QUANTITY,
              REFUNDED_AT),
          Map.of(UNIT_PRICE, LINE_TOTAL),
          Map.of());

  static final Columns SHOPIFY =
      new Columns(
          List.of(PURCHASE, AT, SKU, QUANTITY, UNIT_PRICE, EMAIL),
          List.of(
              CUSTOMER,
              ITEM,
              CATEGORY,
              LINE_DISCOUNT,
              GOODS,
              SHIPPING,
              TAX,
              CURRENCY,
              STATUS,
              REFUNDED,
              REFUNDED_AT),
          Map.of(),
          Map.ofEntries(
              Map.entry(PURCHASE, List.of("Name")),
              Map.entry(EMAIL, List.of("Email")),
              Map.entry(AT, List.of("Created at")),
              Map.entry(SKU, List.of("Lineitem sku")),
              Map.entry(ITEM, List.of("Lineitem name")),
              Map.entry(QUANTITY, List.of("Lineitem quantity")),
              Map.entry(UNIT_PRICE, List.of("Lineitem price")),
              Map.entry(LINE_DISCOUNT, List.of("Lineitem discount")),
              Map.entry(GOODS, List.of("Subtotal")),
              Map.entry(SHIPPING, List.of("Shipping")),
              Map.entry(TAX, List.of("Taxes")),
              Map.entry(CURRENCY, List.of("Currency")),
              Map.entry(STATUS, List.of("Financial Status")),
              Map.entry(REFUNDED, List.of("Refunded Amount")),
              Map.entry(REFUNDED_AT, List.of("Cancelled at"))));

  static final Columns WOOCOMMERCE =
      new Columns(
          List.of(PURCHASE, CUSTOMER, AT, SKU, QUANTITY, LINE_TOTAL),
          List.of(
              EMAIL,
              ITEM,
              CATEGORY,
              SHIPPING,
              TAX,
              CURRENCY,
              STATUS,
              REFUNDED,
              REFUNDED_QUANTITY,
              REFUNDED_AT),
          Map.of(),
          Map.ofEntries(
              Map.entry(PURCHASE, List.of("order_id")),
              Map.entry(CUSTOMER, List.of("customer_id")),
              Map.entry(EMAIL, List.of("billing_email")),
              Map.entry(AT, List.of("order_date", "date")),
              Map.entry(SKU, List.of("item_sku")),
              Map.entry(ITEM, List.of("item_name")),
              Map.entry(QUANTITY, List.of("item_quantity")),
              Map.entry(LINE_TOTAL, List.of("item_total")),
              Map.entry(SHIPPING, List.of("shipping_total")),
              Map.entry(TAX, List.of("tax_total")),
              Map.entry(CURRENCY, List.of("order_currency")),
              Map.entry(STATUS, List.of("status", "order_status")),
              Map.entry(REFUNDED, List.of("refunded_total")),
              Map.entry(REFUNDED_QUANTITY, List.of("item_refunded_qty"))));

  private ItemColumns() {}
}
