package dev.perennial.pages;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.value.Prediction;
import dev.perennial.domain.value.Predictor;
import dev.perennial.domain.value.ValueBands;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is expected of one customer, by the model card in force. */
final class PersonValue {
  private final Source source;

  PersonValue(Source source) {
    this.source = source;
  }

  Html of(Account account) {
    var predictor = source.rules().predictorAt(source.now());
    if (predictor == null) {
      return none("There is no model card yet: the first night after a purchase makes one.");
    }
    var prediction =
        predictor.predict(account.days(), account.find(ValueBands.SLICE), source.today());
    return prediction == null ? none("Nothing was bought yet.") : tiles(predictor, prediction);
  }

  private static Html none(String why) {
    return Html.of("<p class=\"none\">{}</p>", why);
  }

  private Html tiles(Predictor predictor, Prediction prediction) {
    return Html.of(
        "<p class=\"sub\">From today on, by <a href=\"/model-card\">the model card of {}</a>.</p>"
            + "<dl class=\"tiles\">{}{}{}{}</dl>",
        predictor.card().version(),
        tile("Still buys", alive(prediction), churn(prediction)),
        tile(
            "Expected orders",
            number(prediction.orders365()) + " a year",
            number(prediction.orders30())
                + " in 30 days, "
                + number(prediction.orders90())
                + " in 90"),
        tile(
            "Expected value",
            source.money(Math.round(prediction.value365())) + " a year",
            "band %d of 5 · %s an order · %s in a lifetime, discounted"
                .formatted(
                    prediction.bands().band(),
                    source.money(Math.round(prediction.usual().orderValue())),
                    source.money(Math.round(prediction.discountedLifetime())))),
        tile(
            "Next order",
            overdue(prediction.usual().daysUntilOverdue()),
            "by nine of ten own gaps"));
  }

  private static Html tile(String name, String figure, String more) {
    return Html.of("<div><dt>{}</dt><dd>{}<small>{}</small></dd></div>", name, figure, more);
  }

  private static String alive(Prediction prediction) {
    return prediction.alive() == null
        ? "—"
        : String.format(Locale.UK, "%.0f %%", 100 * prediction.alive());
  }

  private static String churn(Prediction prediction) {
    return prediction.bands().churn() == null
        ? "too little data to say"
        : Words.title(prediction.bands().churn().text()).toLowerCase(Locale.UK);
  }

  private static String overdue(@Nullable Long days) {
    if (days == null) {
      return "—";
    }
    return days < 0
        ? Words.count(-days, "day") + " overdue"
        : "due within " + Words.count(days, "day");
  }

  static String number(double value) {
    return String.format(Locale.UK, "%,.2f", value);
  }
}
