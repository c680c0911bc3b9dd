package dev.perennial.value;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.value.Prediction;
import dev.perennial.domain.value.Predictor;
import dev.perennial.domain.value.ValueBands;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Currency;

/** A prediction as JSON: shares and numbers of orders to four decimals, money as decimal text. */
final class ValueAnswer {
  private ValueAnswer() {}

  static ObjectNode of(Account account, Rules rules, Instant now) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("customerId", account.customerId());
    var predictor = rules.predictorAt(now);
    var prediction =
        predictor == null
            ? null
            : predictor.predict(account.days(), account.find(ValueBands.SLICE), rules.dayOf(now));
    body.put("predicted", prediction != null);
    if (predictor == null) {
      body.put("reason", "no-model-card");
    } else if (prediction == null) {
      body.put("reason", "no-orders");
    } else {
      put(body, predictor, prediction, rules.programme().shop().currency());
    }
    return body;
  }

  private static void put(
      ObjectNode body, Predictor predictor, Prediction prediction, Currency currency) {
    var card = predictor.card();
    body.put("card", card.version());
    body.put("dataUntil", card.dataUntil().toString());
    body.put("model", card.chosen());
    body.put("heuristic", predictor.isHeuristic());
    if (prediction.alive() != null) {
      body.put("alive", rounded(prediction.alive()));
    }
    var orders = body.putObject("expectedOrders");
    orders.put("within30", rounded(prediction.orders30()));
    orders.put("within90", rounded(prediction.orders90()));
    orders.put("within365", rounded(prediction.orders365()));
    var overdue = prediction.usual().daysUntilOverdue();
    if (overdue != null) {
      body.put("daysUntilOverdue", overdue);
    }
    body.put("currency", currency.getCurrencyCode());
    body.put("expectedOrderValue", money(prediction.usual().orderValue(), currency));
    var value = body.putObject("expectedValue");
    value.put("within365", money(prediction.value365(), currency));
    value.put("discountedYear", money(prediction.discountedYear(), currency));
    value.put("discountedLifetime", money(prediction.discountedLifetime(), currency));
    if (prediction.bands().churn() != null) {
      body.put("churn", prediction.bands().churn().text());
    }
    body.put("band", prediction.bands().band());
  }

  static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
  }

  /** Minor units as a decimal. */
  static String money(double minor, Currency currency) {
    return Amounts.format(Math.round(minor), currency);
  }
}
