package dev.perennial.storage.form;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.money.Millionths;
import dev.perennial.domain.purchases.PaidLines;
import dev.perennial.domain.purchases.PaidLines.PaidLine;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PaidLinesText} can't say of a purchase's lines: {@code "0 q0.35;2 ired-shoe t1700"}:
 * the line's place, then quantity, unit price, tax and the client's id where there is more to say.
 * It stands in a field of its own, so that the first release still reads the lines.
 */
final class LineDetailsText {
  private LineDetailsText() {}

  /** What there is to say of an event's lines, null when nothing. */
  static @Nullable String of(DomainEvent event) {
    return switch (event) {
      case Purchased bought -> write(bought.lines());
      case Revised revised -> write(revised.lines());
      default -> null;
    };
  }

  /** The event with what was said of its lines. */
  static DomainEvent put(String details, DomainEvent event) {
    return switch (event) {
      case Purchased bought -> bought.with(read(details, bought.lines()));
      case Revised revised -> revised.with(read(details, revised.lines()));
      default -> event;
    };
  }

  private static @Nullable String write(PaidLines lines) {
    var text = new StringBuilder();
    for (int i = 0; i < lines.list().size(); i++) {
      var details = details(lines.list().get(i));
      if (!details.isEmpty()) {
        text.append(text.isEmpty() ? "" : ";").append(i).append(details);
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  private static String details(PaidLine line) {
    var text = new StringBuilder();
    if (!Millionths.isWhole(line.quantity())) {
      text.append(" q").append(Millionths.text(line.quantity()));
    }
    if (!Millionths.isWhole(line.unitPrice())) {
      text.append(" u").append(Millionths.text(line.unitPrice()));
    }
    if (line.tax() != 0) {
      text.append(" t").append(line.tax());
    }
    if (line.lineId() != null) {
      text.append(" i").append(ClientId.escaped(line.lineId()));
    }
    return text.toString();
  }

  private static PaidLines read(String details, PaidLines lines) {
    return new TextForm<>(PaidLines.class, "line details", _ -> "", text -> parse(text, lines))
        .parse(details);
  }

  private static PaidLines parse(String details, PaidLines lines) {
    var all = new ArrayList<>(lines.list());
    for (var item : details.split(";", -1)) {
      var f = item.split(" ", -1);
      var place = Integer.parseInt(f[0]);
      for (int i = 1; i < f.length; i++) {
        all.set(place, with(all.get(place), f[i].charAt(0), f[i].substring(1)));
      }
    }
    return new PaidLines(all);
  }

  private static PaidLine with(PaidLine line, char mark, String value) {
    return new PaidLine(
        mark == 'i' ? ClientId.unescaped(value) : line.lineId(),
        line.sku(),
        line.category(),
        mark == 'q' ? Millionths.of(new BigDecimal(value)) : line.quantity(),
        mark == 'u' ? Millionths.of(new BigDecimal(value)) : line.unitPrice(),
        line.paid(),
        mark == 't' ? Long.parseLong(value) : line.tax(),
        line.rate(),
        line.unitCost());
  }
}
