package dev.perennial.mail;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.money.Amounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a template may say of a customer's habits. Nothing else that is predicted: what somebody is
 * worth, or how likely to leave, is no matter for a mail to them.
 */
final class UsualModel {
  private UsualModel() {}

  /** What an order is usually worth, and for how many days the next has been late. */
  static Map<String, Object> of(Account account, Rules rules, Instant now) {
    var usual = new HashMap<String, Object>();
    var predictor = rules.predictorAt(now);
    var found = predictor == null ? null : predictor.usual(account.days(), rules.dayOf(now));
    if (found != null) {
      var currency = rules.programme().shop().currency();
      usual.put(
          "orderValue",
          PointsModel.written(
              Math.round(found.orderValue()) / (double) Amounts.minorPerUnit(currency), currency));
      var days = found.daysUntilOverdue();
      if (days != null && days < 0) {
        usual.put("overdueDays", -days);
      }
    }
    return usual;
  }
}
