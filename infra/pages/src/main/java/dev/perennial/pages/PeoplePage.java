package dev.perennial.pages;

import dev.perennial.emulator.http.Page;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.pages.Snapshot.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /people}: the customers, filtered by segment or bands; below it each one. */
final class PeoplePage implements Page {
  private static final String PATH = "/people";
  private static final int SIZE = 40;

  private final Source source;
  private final Layout layout;
  private final PersonPage person;

  PeoplePage(Source source, Layout layout) {
    this.source = source;
    this.layout = layout;
    this.person = new PersonPage(source, layout);
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    var path = call.rawPath();
    return path.length() > PATH.length() + 1
        ? person.answer(Words.decoded(path.substring(PATH.length() + 1).replace("+", "%2B")))
        : list(Words.query(call.rawQuery()));
  }

  private HttpAnswer list(Map<String, String> query) {
    var now = source.snapshot();
    var segment = query.getOrDefault("segment", "");
    var sought = query.getOrDefault("q", "").strip();
    var found =
        now.people().stream()
            .filter(each -> segment.isEmpty() || each.segments().contains(segment))
            .filter(each -> matches(each, sought))
            .filter(each -> inBands(each, query))
            .toList();
    var pagination = Pagination.of(query, found.size(), SIZE);
    var main =
        Html.of(
            """
            <h1>Customers</h1>
            <form class="search" method="get" action="/people">
            <input type="search" name="q" value="{}" placeholder="Id or name" \
            aria-label="Id or name">
            <select name="segment" aria-label="Segment"><option value="">All segments</option>{}\
            </select><button>Show</button></form>
            <p class="sub">{}, by spend{}</p>
            {}{}
            """,
            sought,
            options(now, segment),
            Words.count(found.size(), "customer"),
            bands(query),
            table(pagination.of(found)),
            pagination.links(PATH, query));
    return layout.page(PATH, "Customers", main);
  }

  private static boolean matches(Person person, String sought) {
    var name = person.name();
    return sought.isEmpty()
        || person.id().contains(sought)
        || (name != null
            && name.toLowerCase(Locale.ROOT).contains(sought.toLowerCase(Locale.ROOT)));
  }

  private static boolean inBands(Person person, Map<String, String> query) {
    var r = query.getOrDefault("r", "");
    var f = query.getOrDefault("f", "");
    var bands = person.bands();
    return (r.isEmpty() && f.isEmpty())
        || (bands != null
            && (r.isEmpty() || r.equals(Integer.toString(bands.recency())))
            && (f.isEmpty() || f.equals(Integer.toString(bands.frequency()))));
  }

  private static Html bands(Map<String, String> query) {
    return query.containsKey("r") || query.containsKey("f")
        ? Html.of(
            " · recency {}, frequency {} · <a href=\"/people\">all</a>",
            query.getOrDefault("r", "any"),
            query.getOrDefault("f", "any"))
        : Html.NONE;
  }

  private static List<Html> options(Snapshot now, String chosen) {
    return now.segments().entrySet().stream()
        .map(
            entry ->
                Html.of(
                    "<option value=\"{}\"{}>{} ({})</option>",
                    entry.getKey(),
                    entry.getKey().equals(chosen) ? Html.of(" selected") : Html.NONE,
                    Words.title(entry.getKey()),
                    Words.count(entry.getValue())))
        .toList();
  }

  private Html table(List<Person> people) {
    if (people.isEmpty()) {
      return Html.of("<p class=\"card none\">Nobody fits.</p>");
    }
    return Html.of(
        "<div class=\"card scroll\"><table class=\"list\"><thead><tr><th>Customer</th><th"
            + " class=\"n\">Orders</th><th class=\"n\">Spend</th><th"
            + " class=\"n\">Points</th><th>Last order</th><th title=\"recency, frequency,"
            + " monetary\">RFM</th><th"
            + " class=\"n\">Mails</th><th>Segments</th></tr></thead><tbody>{}</tbody></table></div>",
        people.stream().map(this::row).toList());
  }

  private Html row(Person each) {
    var last = each.last();
    var bands = each.bands();
    return Html.of(
        "<tr><td><a href=\"{}\"><b>{}</b></a> <span class=\"soft\">{}</span></td><td"
            + " class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td"
            + " class=\"when\">{}</td><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>",
        Story.person(each.id()),
        each.id(),
        each.gone() == null ? each.name() : each.gone(),
        Words.count(each.orders()),
        source.money(each.spend()),
        Words.count(each.balance()),
        last == null ? "—" : Words.day(last),
        bands == null ? "—" : bands.recency() + "·" + bands.frequency() + "·" + bands.monetary(),
        Words.count(each.mails()),
        each.segments().stream()
            .map(id -> Html.of("<a class=\"chip\" href=\"{}\">{}</a>", Story.people(id), id))
            .toList());
  }
}
