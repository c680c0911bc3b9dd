package dev.perennial.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.audit.Figures;
import dev.perennial.domain.money.Amounts;
import dev.perennial.imports.LeftOut;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a run recorded, read back from the tables: what was there before is not in it.
 *
 * @param figures since the run began
 * @param currency of all amounts
 * @param balance points that can be spent at the end, of all customers
 * @param pending points that become active later, of all customers
 * @param events put on the bus during the run
 * @param unchanged orders and refunds that were recorded before
 * @param usage write units from item sizes; those of an import are under CustomersFunction
 * @param skipped lines and orders left out, by reason
 * @param leftOut those of them that the shop refused
 * @param madeUp how often customers did what is made up, by kind
 */
public record Summary(
    Figures figures,
    Currency currency,
    long balance,
    long pending,
    long events,
    long unchanged,
    SortedMap<String, Long> skipped,
    LeftOut leftOut,
    SortedMap<String, Long> madeUp,
    Usage usage,
    double seconds) {

  /** For machines. */
  public String json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("customers", figures.customers());
    json.put("purchases", figures.purchases());
    json.put("refunds", figures.refunds());
    json.put("revenue", major(figures.revenue()));
    json.put("refunded", major(figures.refunded()));
    json.put("pointsIssued", figures.pointsIssued());
    json.put("pointsClawedBack", figures.pointsClawedBack());
    json.put("pointsBalance", balance);
    json.put("pointsPending", pending);
    json.put("events", events);
    json.put("segmentMoves", figures.segmentMoves());
    json.put("emailsSent", figures.emailsSent());
    putAll(json.putObject("emailsHeld"), figures.emailsHeld());
    putAll(json.putObject("madeUp"), madeUp);
    putAll(json.putObject("skipped"), skipped);
    json.put("unchanged", unchanged);
    var spent = json.putObject("writeUnits");
    usage
        .writers()
        .forEach(
            (function, each) ->
                spent
                    .putObject(function)
                    .put("units", each.writeUnits())
                    .put("writes", each.writes())
                    .put("mean", each.mean()));
    var bytes = json.putObject("accountBytes");
    // a run that wrote no account measured none
    if (!usage.writers().isEmpty()) {
      bytes.put("p50", usage.accountBytes(0.5)).put("p95", usage.accountBytes(0.95));
    }
    json.put("seconds", Math.round(seconds * 10) / 10.0);
    return json.toString();
  }

  /** For people. */
  public String text() {
    return """
    customers        %,12d
    purchases        %,12d
    refunds          %,12d
    revenue          %,15.DIGITSf   before refunds of %,.DIGITSf
    points issued    %,12d   clawed back %,d; can be spent %,d, pending %,d
    events           %,12d
    segment moves    %,12d   entered and left
    emails sent      %,12d   held: %s
    made up            %s
    unchanged        %,12d
    skipped            %s
    write units        %s
    account bytes    %,12d   at p95
    seconds          %,14.1f\
    """
        .replace("DIGITS", Integer.toString(Amounts.digits(currency)))
        .formatted(
            figures.customers(),
            figures.purchases(),
            figures.refunds(),
            major(figures.revenue()),
            major(figures.refunded()),
            figures.pointsIssued(),
            figures.pointsClawedBack(),
            balance,
            pending,
            events,
            figures.segmentMoves(),
            figures.emailsSent(),
            figures.emailsHeld(),
            madeUp,
            unchanged,
            skipped,
            unitsText(),
            usage.accountBytes(0.95),
            seconds);
  }

  private BigDecimal major(long minor) {
    return BigDecimal.valueOf(minor, Amounts.digits(currency));
  }

  private String unitsText() {
    return usage.writers().entrySet().stream()
        .map(e -> e.getKey().replace("Function", "") + " " + e.getValue().mean())
        .collect(Collectors.joining(", "));
  }

  private static void putAll(ObjectNode node, SortedMap<String, Long> counts) {
    counts.forEach(node::put);
  }
}
