package dev.perennial.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.orders.Order;
import dev.perennial.orders.Refund;
import java.util.Currency;

/** Orders of a file as commands: for the domain, and as the bodies of calls. */
public final class Commands {
  private Commands() {}

  static Purchase purchase(Order order, Currency currency) {
    return new Purchase(
        order.purchaseId(),
        order.customerId(),
        order.at(),
        currency,
        null,
        null,
        order.discountMinor(),
        order.shippingMinor(),
        order.taxMinor(),
        null,
        null,
        order.lines().stream()
            .map(
                line ->
                    new Purchase.Line(
                        line.sku(),
                        line.category(),
                        line.quantity(),
                        line.unitPriceMinor(),
                        line.discountMinor(),
                        null))
            .toList());
  }

  static dev.perennial.domain.refunds.Refund refund(Refund refund) {
    return new dev.perennial.domain.refunds.Refund(
        refund.refundId(),
        refund.purchaseId(),
        refund.customerId(),
        refund.at(),
        refund.lines().stream()
            .map(
                line ->
                    new dev.perennial.domain.refunds.Refund.Line(
                        line.sku(), line.quantity(), line.unitPriceMinor()))
            .toList());
  }

  /** The body of {@code POST /purchases}. */
  public static String body(Order order, Currency currency) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("purchaseId", order.purchaseId());
    body.put("customerId", order.customerId());
    body.put("at", order.at().toString());
    body.put("currency", currency.getCurrencyCode());
    putUnlessZero(body, "discount", order.discountMinor(), currency);
    putUnlessZero(body, "shipping", order.shippingMinor(), currency);
    putUnlessZero(body, "tax", order.taxMinor(), currency);
    var lines = body.putArray("lines");
    for (var line : order.lines()) {
      var each = lines.addObject();
      each.put("sku", line.sku());
      if (line.category() != null) {
        each.put("category", line.category());
      }
      each.put("quantity", line.quantity());
      each.put("unitPrice", Amounts.format(line.unitPriceMinor(), currency));
      putUnlessZero(each, "discount", line.discountMinor(), currency);
    }
    return body.toString();
  }

  private static void putUnlessZero(ObjectNode body, String name, long minor, Currency currency) {
    if (minor != 0) {
      body.put(name, Amounts.format(minor, currency));
    }
  }

  /** The body of {@code POST /refunds}. */
  public static String body(Refund refund, Currency currency) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("refundId", refund.refundId());
    body.put("purchaseId", refund.purchaseId());
    body.put("customerId", refund.customerId());
    body.put("at", refund.at().toString());
    var lines = body.putArray("lines");
    for (var line : refund.lines()) {
      lines
          .addObject()
          .put("sku", line.sku())
          .put("quantity", line.quantity())
          .put("unitPrice", Amounts.format(line.unitPriceMinor(), currency));
    }
    return body.toString();
  }
}
