package dev.perennial.value;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.money.Amounts;
import dev.perennial.domain.value.HoldoutError;
import dev.perennial.domain.value.ModelCard;
import dev.perennial.domain.value.Predictor;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;

/** The model card in force as JSON; figures as they were computed, money as decimal text. */
final class CardAnswer {
  private CardAnswer() {}

  static ObjectNode of(Rules rules, Instant now) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("insight", "model-card");
    var versions = body.putArray("versions");
    for (var each : rules.predictors()) {
      if (!each.card().effectiveFrom().isAfter(now)) {
        versions.add(each.card().version());
      }
    }
    var predictor = rules.predictorAt(now);
    if (predictor != null) {
      put(body.putObject("card"), predictor, rules.programme().shop().currency());
    }
    return body;
  }

  private static void put(ObjectNode body, Predictor predictor, Currency currency) {
    var card = predictor.card();
    body.put("version", card.version());
    body.put("effectiveFrom", card.effectiveFrom().toString());
    body.put("dataUntil", card.dataUntil().toString());
    body.put("customers", card.customers());
    body.put("repeaters", card.repeaters());
    body.put("daysPerUnit", (int) card.daysPerUnit());
    body.put("model", card.chosen());
    body.put("heuristic", predictor.isHeuristic());
    var parts = body.putArray("parts");
    for (var part : card.models()) {
      var each = parts.addObject();
      each.put("model", part.name());
      each.put("weight", part.weight());
      putAll(each.putObject("parameters"), part.parameters());
      putAll(each.putObject("standardErrors"), part.standardErrors());
      each.put("logLikelihood", part.logLikelihood());
      each.put("converged", part.converged());
    }
    body.put("currency", currency.getCurrencyCode());
    body.put("averageOrder", ValueAnswer.money(card.averageOrder(), currency));
    if (card.spend() != null) {
      put(body.putObject("orderValue"), card.spend(), Amounts.minorPerUnit(currency));
    }
    var cuts = body.putArray("valueCuts");
    card.valueCuts().forEach(cut -> cuts.add(ValueAnswer.money(cut, currency)));
    if (card.holdoutFrom() != null) {
      put(body.putObject("holdout"), card, card.holdoutFrom().toString());
    }
    var warnings = body.putArray("warnings");
    card.warnings().forEach(warnings::add);
  }

  /** v is an amount: in the major unit, as the literature has it. */
  private static void put(ObjectNode body, ModelCard.Spend spend, long minorPerUnit) {
    body.put("model", "gammagamma");
    var parameters = body.putObject("parameters");
    parameters.put("p", spend.p());
    parameters.put("q", spend.q());
    parameters.put("v", spend.v() / minorPerUnit);
    var errors = body.putObject("standardErrors");
    spend
        .standardErrors()
        .forEach(
            (name, error) -> errors.put(name, name.equals("v") ? error / minorPerUnit : error));
    body.put("converged", spend.converged());
  }

  private static void put(ObjectNode body, ModelCard card, String from) {
    body.put("from", from);
    body.put("until", card.dataUntil().toString());
    body.put("bought", card.actualTotal());
    errors(body.putObject("models"), card.holdout());
    errors(body.putObject("baselines"), card.baselines());
    var deciles = body.putArray("deciles");
    for (var decile : card.deciles()) {
      var each = deciles.addObject();
      each.put("customers", decile.customers());
      each.put("expected", decile.expected());
      each.put("bought", decile.bought());
    }
  }

  private static void errors(ObjectNode body, Map<String, HoldoutError> errors) {
    errors.forEach(
        (name, error) -> {
          var each = body.putObject(name);
          each.put("mae", error.mae());
          each.put("rmse", error.rmse());
          if (error.correlation() != null) {
            each.put("correlation", error.correlation());
          }
          each.put("total", error.total());
        });
  }

  private static void putAll(ObjectNode body, Map<String, Double> figures) {
    figures.forEach(body::put);
  }
}
