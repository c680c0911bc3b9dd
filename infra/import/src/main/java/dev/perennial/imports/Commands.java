package dev.perennial.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.Purchase;
import dev.perennial.domain.refunds.Refund.PaidBack;
import dev.perennial.orders.Order;
import dev.perennial.orders.Refund;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                        line.lineId(),
                        line.sku(),
                        line.category(),
                        line.quantity(),
                        line.unitPrice(),
                        line.discountMinor(),
                        null,
                        null,
                        null))
            .toList());
  }

  static dev.perennial.domain.refunds.Refund refund(Refund refund) {
    var sum = refund.sum();
    var lines =
        refund.lines().stream()
            .map(
                line ->
                    new dev.perennial.domain.refunds.Refund.Line(
                        line.lineId(), line.sku(), line.quantity(), line.unitPrice(), null))
            .toList();
    return new dev.perennial.domain.refunds.Refund(
        refund.refundId(),
        refund.purchaseId(),
        refund.customerId(),
        refund.at(),
        lines.isEmpty()
            ? List.of(dev.perennial.domain.refunds.Refund.Line.ofOrder(sum.goodsMinor()))
            : lines,
        new PaidBack(null, sum.shippingMinor(), sum.taxMinor()));
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
      putLine(each, line.lineId(), line.sku(), line.quantity(), line.unitPrice(), currency);
      if (line.category() != null) {
        each.put("category", line.category());
      }
      putUnlessZero(each, "discount", line.discountMinor(), currency);
    }
    return body.toString();
  }

  private static void putLine(
      ObjectNode body,
      @Nullable String lineId,
      String sku,
      long quantity,
      long unitPrice,
      Currency currency) {
    if (lineId != null) {
      body.put("lineId", lineId);
    }
    body.put("sku", sku);
    body.put("quantity", Millionths.decimal(quantity));
    var price = Millionths.decimal(unitPrice).movePointLeft(Amounts.digits(currency));
    body.put("unitPrice", price.toPlainString());
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
    var sum = refund.sum();
    putUnlessZero(body, "amount", sum.goodsMinor(), currency);
    putUnlessZero(body, "shipping", sum.shippingMinor(), currency);
    putUnlessZero(body, "tax", sum.taxMinor(), currency);
    if (!refund.lines().isEmpty()) {
      var lines = body.putArray("lines");
      for (var line : refund.lines()) {
        putLine(
            lines.addObject(),
            line.lineId(),
            line.sku(),
            line.quantity(),
            line.unitPrice(),
            currency);
      }
    }
    return body.toString();
  }
}
