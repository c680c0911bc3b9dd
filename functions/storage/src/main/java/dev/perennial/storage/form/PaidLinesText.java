package dev.perennial.storage.form;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.PaidLines.PaidLine;
import java.util.ArrayList;

/**
 * The lines of a purchase, one after another: {@code "85123A 6 255;22086 6 295 p1500 cxmas r2000"}:
 * sku, quantity, unit price, then paid, category, own rate and unit cost where they say more than
 * the first three. The first release reads it, which knows whole pieces at whole minor units alone:
 * quantities stand rounded up and prices rounded, and {@link LineDetailsText} has the rest.
 */
final class PaidLinesText {
  static final TextForm<PaidLines> FORM =
      new TextForm<>(PaidLines.class, "paid lines", PaidLinesText::write, PaidLinesText::read);

  private PaidLinesText() {}

  private static String write(PaidLines lines) {
    var text = new StringBuilder();
    for (var line : lines.list()) {
      text.append(text.isEmpty() ? "" : ";").append(ClientId.escaped(line.sku()));
      var pieces = Millionths.up(line.quantity());
      var price = Millionths.product(Millionths.ONE, line.unitPrice());
      text.append(' ').append(pieces).append(' ').append(price);
      if (line.paid() != pieces * price) {
        text.append(" p").append(line.paid());
      }
      if (line.category() != null) {
        text.append(" c").append(ClientId.escaped(line.category()));
      }
      if (line.rate() != null) {
        text.append(" r").append(line.rate());
      }
      if (line.unitCost() != null) {
        text.append(" k").append(line.unitCost());
      }
    }
    return text.toString();
  }

  private static PaidLines read(String text) {
    var lines = new ArrayList<PaidLine>();
    for (var item : text.split(";", -1)) {
      var f = item.split(" ", -1);
      var quantity = Long.parseLong(f[1]);
      var price = Long.parseLong(f[2]);
      var paid = Math.multiplyExact(quantity, price);
      String category = null;
      Long rate = null;
      Long cost = null;
      for (int i = 3; i < f.length; i++) {
        var value = f[i].substring(1);
        switch (f[i].charAt(0)) {
          case 'p' -> paid = Long.parseLong(value);
          case 'c' -> category = ClientId.unescaped(value);
          case 'r' -> rate = Long.valueOf(value);
          case 'k' -> cost = Long.valueOf(value);
          default -> throw new IllegalArgumentException("unknown mark " + f[i].charAt(0));
        }
      }
      lines.add(
          new PaidLine(ClientId.unescaped(f[0]), category, quantity, price, paid, rate, cost));
    }
    return new PaidLines(lines);
  }
}
