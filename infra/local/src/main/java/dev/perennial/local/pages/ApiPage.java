package dev.perennial.local.pages;

import dev.perennial.local.http.Page;
import dev.perennial.local.stack.HttpAnswer;
import dev.perennial.local.stack.HttpCall;
import dev.perennial.local.template.Template.Access;
import dev.perennial.local.template.Template.Route;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;

/** {@code /api}: the routes that the template declares, with commands to paste. */
final class ApiPage implements Page {
  private static final String CUSTOMER = "demo-1";

  private final Source source;
  private final Layout layout;

  ApiPage(Source source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    var host = call.header("host").isEmpty() ? "localhost:8080" : call.header("host");
    var routes = source.stack().template().routes();
    var main =
        Html.of(
            """
            <section class="hero"><h1>API</h1><p>The routes that <code>template.yaml</code> \
            declares. On AWS those for the shop’s back-end ask for an IAM signature; \
            here a caller on this machine needs none. Times must not lie after the stack’s clock, \
            which shows <b>{}</b>: the samples are of now. Sent from top to bottom they tell the \
            story of <a href="{}">{}</a>.</p></section>
            {}
            """,
            source.time(source.now()),
            Story.person(CUSTOMER),
            CUSTOMER,
            routes.stream()
                // an erased customer takes no purchases: the story ends with it
                .sorted(Comparator.comparing(route -> route.method().equals("DELETE")))
                .map(route -> route(route, host))
                .toList());
    return layout.page("/api", "API", main);
  }

  private Html route(Route route, String host) {
    return Html.of(
        """
        <section class="card route"><h2><span class="verb {}">{}</span> <code>{}</code>\
        <span class="tag">{}</span></h2><p class="sub">{} · {}</p><pre>{}</pre></section>
        """,
        route.method().toLowerCase(Locale.ROOT),
        route.method(),
        route.path(),
        access(route.access()),
        what(route.key()),
        route.function(),
        curl(route, host));
  }

  private static String access(Access access) {
    return switch (access) {
      case OPEN -> "open to all";
      case IAM -> "IAM";
      case TOKEN -> "token";
    };
  }

  private static String what(String key) {
    return switch (key) {
      case "PUT /customers/{customerId}" -> "Creates or replaces a profile";
      case "GET /customers/{customerId}" -> "The profile, and where the customer stands";
      case "DELETE /customers/{customerId}" -> "Erases the customer";
      case "POST /purchases" -> "Records a purchase; the same again answers the same";
      case "POST /refunds" -> "Takes back a purchase, whole or by line";
      case "GET /customers/{customerId}/loyalty" -> "Points, debt and the next expiry";
      case "GET /p/unsubscribe" -> "The page behind a mail’s link; changes nothing";
      case "POST /p/unsubscribe" -> "Withdraws consent; mail programs call it too (RFC 8058)";
      default -> "Declared in the template";
    };
  }

  private String curl(Route route, String host) {
    var path = route.path().replace("{customerId}", CUSTOMER);
    var address = "http://" + host + path;
    if (path.startsWith("/p/")) {
      var link = address + "?t=TOKEN";
      return "# TOKEN stands in a mail’s link: open a mail in the inbox\n"
          + (route.method().equals("GET")
              ? "curl '" + link + "'"
              : "curl -X POST '" + link + "' -d 'List-Unsubscribe=One-Click'");
    }
    var body = body(route.key());
    return switch (route.method()) {
      case "GET" -> "curl " + address;
      case "DELETE" -> "curl -X DELETE " + address;
      default ->
          "curl -X %s %s \\\n  -H 'content-type: application/json' -d '%s'"
              .formatted(route.method(), address, body);
    };
  }

  private String body(String key) {
    var now = OffsetDateTime.ofInstant(source.now().truncatedTo(ChronoUnit.MINUTES), source.zone());
    var at = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now);
    var currency = source.currency().getCurrencyCode();
    return switch (key) {
      case "PUT /customers/{customerId}" ->
          """
          {
            "email": "ada@example.com", "name": "Ada Example", "language": "en",
            "zone": "Europe/London", "country": "GB",
            "consents": {"email": {"granted": true, "at": "%s", "source": "checkout"}}
          }\
          """
              .formatted(at);
      case "POST /purchases" ->
          """
          {
            "purchaseId": "demo-order-1", "customerId": "%s", "at": "%s", "currency": "%s",
            "lines": [
              {"sku": "LANTERN", "quantity": 2, "unitPrice": "12.50"},
              {"sku": "BAUBLE", "category": "christmas", "quantity": 6, "unitPrice": "0.85"}
            ]
          }\
          """
              .formatted(CUSTOMER, at, currency);
      case "POST /refunds" ->
          """
          {
            "refundId": "demo-refund-1", "purchaseId": "demo-order-1", "customerId": "%s",
            "at": "%s", "lines": [{"sku": "LANTERN", "quantity": 1}]
          }\
          """
              .formatted(CUSTOMER, at);
      default -> "{}";
    };
  }
}
