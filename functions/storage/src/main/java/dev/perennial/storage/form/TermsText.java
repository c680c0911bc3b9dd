package dev.perennial.storage.form;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.purchases.Terms;
import dev.perennial.domain.purchases.Terms.Bonus;
import java.util.ArrayList;

/**
 * What a purchase earned by: {@code "000003 1000 n2000 m500 bwelcome:100"}: the programme's
 * version, the rate, then minimum, maximum and bonuses where there are any.
 */
final class TermsText {
  static final TextForm<Terms> FORM =
      new TextForm<>(Terms.class, "terms", TermsText::write, TermsText::read);

  private TermsText() {}

  private static String write(Terms terms) {
    var text = new StringBuilder(terms.programme()).append(' ').append(terms.rate());
    if (terms.minimum() > 0) {
      text.append(" n").append(terms.minimum());
    }
    if (terms.max() != Terms.UNBOUNDED) {
      text.append(" m").append(terms.max());
    }
    terms
        .bonuses()
        .forEach(b -> text.append(" b").append(escaped(b.name())).append(':').append(b.points()));
    return text.toString();
  }

  /** The slash before a category stays one, as it always was. */
  private static String escaped(String bonus) {
    return ClientId.escaped(bonus).replace("%2F", "/");
  }

  private static Terms read(String text) {
    var f = text.split(" ", -1);
    long minimum = 0;
    long max = Terms.UNBOUNDED;
    var bonuses = new ArrayList<Bonus>();
    for (int i = 2; i < f.length; i++) {
      var value = f[i].substring(1);
      switch (f[i].charAt(0)) {
        case 'n' -> minimum = Long.parseLong(value);
        case 'm' -> max = Long.parseLong(value);
        case 'b' -> {
          // a category may hold colons itself
          var both = TextForm.pair(value, value.lastIndexOf(':'));
          bonuses.add(new Bonus(ClientId.unescaped(both[0]), Long.parseLong(both[1])));
        }
        default -> throw new IllegalArgumentException("unknown mark " + f[i].charAt(0));
      }
    }
    return new Terms(f[0], Long.parseLong(f[1]), minimum, max, bonuses);
  }
}
