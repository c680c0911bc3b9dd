package dev.perennial.pages;

import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.emulator.http.Page;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** {@code /}: how the shop stands. */
final class StartPage implements Page {
  private final Source source;
  private final Layout layout;

  StartPage(Source source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    var now = source.snapshot();
    var main =
        Html.of(
            """
            <section class="hero"><h1>{}</h1>
            <p>Purchases in; loyalty points, segments and the right email at the right time out. \
            Everything below went through the handlers that <code>template.yaml</code> declares, \
            and is read back from the tables they wrote.</p></section>
            {}{}
            <div class="two">
            <section class="card"><h2>Customers by recency and frequency</h2>
            <p class="sub">Bands 1 to 5, the best at the top right. Each cell opens its \
            customers.</p>{}</section>
            <section class="card"><h2>Segments</h2>
            <p class="sub">A customer can be in several.</p>{}</section>
            <section class="card"><h2>Who still buys</h2>
            <p class="sub">As last judged by <a href="/model-card">the model card</a>.</p>{}</section>
            <section class="card"><h2>Mail</h2>{}</section>
            <section class="card"><h2>Events</h2>
            <p class="sub">By detail-type; an import raises none.</p>{}</section>
            </div>
            <section class="card"><h2>Latest</h2>{}</section>
            """,
            source.rules().programme().shop().name(),
            now.people().isEmpty() ? welcome() : Html.NONE,
            figures(now),
            Charts.grid(now.people()),
            Charts.bars(
                now.segments(), Words::title, id -> Html.of(" href=\"{}\"", Story.people(id))),
            Charts.bars(churn(now), Words::title, _ -> Html.NONE),
            mail(now),
            Charts.bars(now.events(), type -> type, _ -> Html.NONE),
            latest(now));
    return layout.page("/", "Overview", main);
  }

  private static Map<String, Long> churn(Snapshot now) {
    var counts = new TreeMap<String, Long>();
    for (var person : now.people()) {
      var value = person.value();
      if (value != null && value.churn() != null) {
        counts.merge(value.churn().text(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static Html welcome() {
    return Html.of(
        "<section class=\"card empty\"><h2>No customers yet</h2><p>Post a purchase: <a"
            + " href=\"/api\">the API page</a> has commands to paste. Or end this and run"
            + " <code>make run</code>: it brings a year of real orders.</p></section>");
  }

  private Html figures(Snapshot now) {
    var figures = now.figures();
    var tiles = new ArrayList<Html>();
    tiles.add(
        tile(
            "Customers",
            Words.count(now.people().size()),
            Words.count(figures.customers()) + " bought"));
    tiles.add(
        tile(
            "Purchases",
            Words.count(figures.purchases()),
            Words.count(figures.refunds(), "refund")));
    tiles.add(
        tile(
            "Revenue",
            source.money(figures.revenue()),
            source.money(figures.refunded()) + " refunded"));
    tiles.add(
        tile(
            "Points issued",
            Words.count(figures.pointsIssued()),
            Words.count(figures.pointsClawedBack()) + " taken back"));
    tiles.add(
        tile(
            "Points to spend",
            Words.count(now.balance()),
            Words.count(now.pending()) + " pending"));
    tiles.add(
        tile(
            "Mails sent",
            Words.count(figures.emailsSent()),
            Words.count(figures.emailsHeld().values().stream().mapToLong(Long::longValue).sum())
                + " held"));
    return Html.of("<dl class=\"tiles\">{}</dl>", tiles);
  }

  private static Html tile(String name, String figure, String more) {
    return Html.of("<div><dt>{}</dt><dd>{}<small>{}</small></dd></div>", name, figure, more);
  }

  private static Html mail(Snapshot now) {
    var held = new TreeMap<String, Long>();
    now.figures()
        .emailsHeld()
        .forEach((reason, count) -> held.merge(Story.reason(reason), count, Long::sum));
    return Html.of(
        "<h3>Sent, by campaign</h3>{}<h3>Held, by reason</h3>{}",
        Charts.bars(
            now.mailed(),
            Words::title,
            campaign -> Html.of(" href=\"/inbox?q={}\"", HttpCall.encoded(campaign))),
        Charts.bars(held, Words::title, _ -> Html.NONE));
  }

  private Html latest(Snapshot now) {
    if (now.latest().isEmpty()) {
      return Html.of("<p class=\"none\">Nothing has happened yet.</p>");
    }
    var story = new Story(source);
    var rows = now.latest().stream().map(line -> row(story, line)).toList();
    return Html.of(
        "<div class=\"scroll\"><table class=\"list flow\"><thead><tr><th>When</th><th>Customer</th>"
            + "<th>What</th><th>Segments</th><th class=\"n\">Points</th></tr></thead>"
            + "<tbody>{}</tbody></table></div>",
        rows);
  }

  private Html row(Story story, HistoryLine line) {
    var text = story.text(line.event());
    return Html.of(
        "<tr><td class=\"when\">{}</td><td><a href=\"{}\">{}</a></td><td class=\"what\"><span"
            + " class=\"dot {}\"></span>{}{} <span class=\"soft\">{}</span></td><td>{}</td><td"
            + " class=\"n\">{}</td></tr>",
        source.time(line.recordedAt()),
        Story.person(line.customerId()),
        line.customerId(),
        Story.kind(line.event()),
        Story.title(line.event()),
        Story.cause(line.cause()),
        text,
        Story.changes(line),
        Story.points(line));
  }
}
