package dev.perennial.pages;

import dev.perennial.domain.value.HoldoutError;
import dev.perennial.domain.value.ModelCard;
import dev.perennial.emulator.http.Page;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /model-card}: what predictions are made by, and how far off it was. */
final class ModelCardPage implements Page {
  private final Source source;
  private final Layout layout;

  ModelCardPage(Source source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    var predictor = source.rules().predictorAt(source.now());
    var main =
        predictor == null
            ? Html.of(
                "<section class=\"card empty\"><h1>No model card yet</h1><p>One is made in the"
                    + " first night after a purchase, and in the first night of each"
                    + " month.</p></section>")
            : card(predictor.card());
    return layout.page("/", "Model card", main);
  }

  private Html card(ModelCard card) {
    return Html.of(
        """
        <p class="crumb"><a href="/">Overview</a></p>
        <section class="hero"><h1>Model card <span class="id">{}</span></h1>
        <p>What customers are expected to buy, and how far off that was on days that the choice did \
        not see.</p></section>
        {}{}
        <div class="two">
        <section class="card"><h2>Parameters</h2><p class="sub">Time in units of {} days; fitted to \
        all days until {}.</p>{}</section>
        <section class="card"><h2>Bands of value</h2><p class="sub">Expected spend within 365 days; \
        each band is left only 10 % past its cut.</p>{}</section>
        </div>
        {}
        """,
        card.version(),
        warnings(card.warnings()),
        figures(card),
        Math.round(card.daysPerUnit()),
        Words.day(card.dataUntil()),
        parameters(card),
        bands(card.valueCuts()),
        card.holdoutFrom() == null ? Html.NONE : holdout(card, card.holdoutFrom()));
  }

  private static Html warnings(List<String> warnings) {
    return Html.join(
        warnings.stream().map(each -> Html.of("<p class=\"warn\">{}.</p>", each)).toList());
  }

  private Html figures(ModelCard card) {
    return Html.of(
        "<dl class=\"tiles\">{}{}{}</dl>",
        tile(
            "Model",
            card.chosen(),
            card.models().isEmpty() ? "a heuristic: too little data" : "chosen by backtest"),
        tile(
            "Customers",
            Words.count(card.customers()),
            Words.count(card.repeaters()) + " bought again"),
        tile("Average order", source.money(Math.round(card.averageOrder())), "of a purchase day"));
  }

  private static Html tile(String name, String figure, String more) {
    return Html.of("<div><dt>{}</dt><dd>{}<small>{}</small></dd></div>", name, figure, more);
  }

  private Html parameters(ModelCard card) {
    var rows = new ArrayList<Html>();
    for (var part : card.models()) {
      var model =
          part.weight() < 1 ? part.name() + ", a share of " + figure(part.weight()) : part.name();
      part.parameters()
          .forEach((name, at) -> rows.add(row(model, name, at, part.standardErrors().get(name))));
    }
    var spend = card.spend();
    if (spend != null) {
      Map.of("p", spend.p(), "q", spend.q(), "v", spend.v()).entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              each ->
                  rows.add(
                      row(
                          "gammagamma",
                          each.getKey(),
                          each.getValue(),
                          spend.standardErrors().get(each.getKey()))));
    }
    return rows.isEmpty()
        ? Html.of("<p class=\"none\">A heuristic has none.</p>")
        : table(List.of("Model", "Parameter", "Value", "± standard error"), rows);
  }

  private static Html row(String model, String name, double value, @Nullable Double error) {
    return cells(model, name, figure(value), error == null ? "not determined" : figure(error));
  }

  private Html bands(List<Double> cuts) {
    var rows = new ArrayList<Html>();
    for (int band = cuts.size() + 1; band >= 1; band--) {
      rows.add(
          cells(
              "Band " + band,
              band == 1 ? "" : "above " + source.money(Math.round(cuts.get(band - 2))),
              band > cuts.size() ? "" : "up to " + source.money(Math.round(cuts.get(band - 1)))));
    }
    return table(List.of("", "", ""), rows);
  }

  private static Html holdout(ModelCard card, LocalDate from) {
    var rows = new ArrayList<Html>();
    card.holdout().forEach((name, error) -> rows.add(error(name, card.chosen(), error)));
    card.baselines()
        .forEach(
            (name, error) -> {
              if (!card.holdout().containsKey(name)) {
                rows.add(error(name, card.chosen(), error));
              }
            });
    return Html.of(
        """
        <section class="card"><h2>How far off</h2><p class="sub">{} to {}: {} purchase days. \
        Absolute and squared errors are of one customer, in purchase days.</p>{}</section>
        <section class="card"><h2>Calibration</h2><p class="sub">Tenths of the customers, the least \
        expected first: purchase days that were expected (light) and bought (dark), as means.</p>{}\
        </section>
        """,
        Words.day(from),
        Words.day(card.dataUntil()),
        Words.count(Math.round(card.actualTotal())),
        table(List.of("", "Absolute", "Squared", "Correlation", "Expected in all"), rows),
        Charts.calibration(card.deciles()));
  }

  private static Html error(String name, String chosen, HoldoutError error) {
    return cells(
        name.equals(chosen) ? name + " (chosen)" : name,
        figure(error.mae()),
        figure(error.rmse()),
        error.correlation() == null ? "—" : figure(error.correlation()),
        Words.count(Math.round(error.total())));
  }

  private static Html table(List<String> heads, List<Html> rows) {
    var cells = new ArrayList<Html>();
    for (var head : heads) {
      cells.add(Html.of(cells.isEmpty() ? "<th>{}</th>" : "<th class=\"n\">{}</th>", head));
    }
    return Html.of(
        "<div class=\"scroll\"><table class=\"list\"><thead><tr>{}</tr></thead><tbody>{}</tbody>"
            + "</table></div>",
        cells,
        rows);
  }

  private static Html cells(String first, String... others) {
    var cells = new ArrayList<Html>();
    for (var each : others) {
      cells.add(Html.of("<td class=\"n\">{}</td>", each));
    }
    return Html.of("<tr><td>{}</td>{}</tr>", first, cells);
  }

  private static String figure(double value) {
    return String.format(Locale.UK, "%.4g", value);
  }
}
