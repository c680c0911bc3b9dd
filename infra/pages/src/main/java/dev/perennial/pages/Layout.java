package dev.perennial.pages;

import dev.perennial.emulator.stack.HttpAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What is around every page: its head, the way to the others, the stack's clock. */
final class Layout {
  private static final String POLICY =
      "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final List<String> PLACES =
      List.of(
          "/",
          "Overview",
          "/people",
          "Customers",
          "/results",
          "Campaigns",
          "/inbox",
          "Inbox",
          "/api",
          "API");

  private final Source source;

  Layout(Source source) {
    this.source = source;
  }

  /**
   * A page.
   *
   * @param place the path that the page is, or lies below
   */
  HttpAnswer page(String place, String title, Html main) {
    return page(200, place, title, main);
  }

  /** A page for an address that stands for nothing. */
  HttpAnswer missing(String place, String title, String what, String back) {
    var main =
        Html.of(
            "<section class=\"empty\"><h1>{}</h1><p>{}</p><p><a href=\"{}\">Back</a></p></section>",
            title,
            what,
            back);
    return page(404, place, title, main);
  }

  private HttpAnswer page(int status, String place, String title, Html main) {
    var shop = source.rules().programme().shop().name();
    var whole =
        Html.of(
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{} · {}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/pages.css">
            </head>
            <body>
            <header><div class="bar">
            <a class="brand" href="/"><b>Perennial</b><span>{}</span></a>
            <nav>{}</nav>
            <p class="clock" title="The stack’s clock: what counts as now"><i></i><a \
            href="/clock">{}</a></p>
            </div></header>
            <main>
            {}{}
            </main>
            <footer><p>The laptop stack: a development tool, on loopback only. Profiles marked \
            “made up” are invented from the customer’s number.</p></footer>
            </body>
            </html>
            """,
            title,
            shop,
            shop,
            places(place),
            source.time(source.now()),
            trouble(),
            main);
    return answer(status, POLICY, whole.markup());
  }

  /** What failed lately, on every page: mail and schedules may be late for it. */
  private Html trouble() {
    var failures = source.stack().failures();
    if (failures.isEmpty()) {
      return Html.NONE;
    }
    var last = failures.getLast();
    return Html.of(
        "<p class=\"trouble\"><b>{} in the background.</b> The last, {}: {}</p>",
        Words.count(failures.size(), "failure"),
        source.time(last.at()),
        last.text());
  }

  private static Html places(String here) {
    var links = new ArrayList<Html>();
    for (int i = 0; i < PLACES.size(); i += 2) {
      var current = Html.of(PLACES.get(i).equals(here) ? " aria-current=\"page\"" : "");
      links.add(Html.of("<a href=\"{}\"{}>{}</a>", PLACES.get(i), current, PLACES.get(i + 1)));
    }
    return Html.join(links);
  }

  /** HTML with a policy of what it may load. */
  static HttpAnswer answer(int status, String policy, String html) {
    var plain = HttpAnswer.of(status, "text/html; charset=utf-8", html);
    var headers = new LinkedHashMap<>(plain.headers());
    headers.put("content-security-policy", policy);
    headers.put("x-content-type-options", "nosniff");
    headers.put("referrer-policy", "same-origin");
    headers.put("cache-control", "no-store");
    return new HttpAnswer(status, headers, plain.cookies(), plain.body());
  }
}
