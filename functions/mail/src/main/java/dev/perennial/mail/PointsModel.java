package dev.perennial.mail;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.purchases.Purchased;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a template may say of points. Dates and money are written as in English. */
final class PointsModel {
  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

  private PointsModel() {}

  /** Of the standing: balance, pending, worth and what expires next. */
  static Map<String, Object> of(Account account, Rules rules, Instant now) {
    var today = rules.dayOf(now);
    var points = new HashMap<String, Object>();
    points.put("balance", account.balanceOn(today));
    points.put("pending", account.pendingOn(today));
    var loyalty = rules.programme().loyalty();
    if (loyalty.worth() > 0) {
      var currency = rules.programme().shop().currency();
      var all = account.balanceOn(today) + account.pendingOn(today);
      var minor = Amounts.share(all, loyalty.worth() * Amounts.minorPerUnit(currency), 1000);
      points.put("worth", written(minor / (double) Amounts.minorPerUnit(currency), currency));
    }
    var expiry = account.lots().nextExpiryOn(today);
    if (expiry != null) {
      points.put("expiring", expiry.getValue());
      points.put("expiresOn", DAY.format(expiry.getKey().atEndOfMonth()));
    }
    return points;
  }

  /** An amount in the major unit, as in English. */
  static String written(double amount, Currency currency) {
    var format = NumberFormat.getCurrencyInstance(Locale.ENGLISH);
    format.setCurrency(currency);
    return format.format(amount);
  }

  /** Of the purchase that began the campaign: what it earned, and from when. */
  static Map<String, Object> of(Purchased bought) {
    LocalDate activation = bought.lot().activation();
    return activation == null
        ? Map.of("earned", bought.earned())
        : Map.of("earned", bought.earned(), "activeOn", DAY.format(activation));
  }
}
