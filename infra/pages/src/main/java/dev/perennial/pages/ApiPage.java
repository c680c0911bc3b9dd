package dev.perennial.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.http.Page;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.template.Template.Access;
import dev.perennial.emulator.template.Template.Route;
import dev.perennial.pages.api.OpenApi;
import dev.perennial.pages.api.Operation;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;

/** {@code /api}: the routes that the template declares, with commands to paste. */
final class ApiPage implements Page {
  /** Where openapi.yaml is served. */
  static final String DESCRIPTION = "/api/openapi.yaml";

  /** Whom the examples are of. */
  private static final String CUSTOMER = "ada-1815";

  private final OpenApi description = OpenApi.read();
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
            story of <a href="{}">{}</a>. Every field and answer is described in \
            <a href="{}">openapi.yaml</a>.</p></section>
            {}
            """,
            source.time(source.now()),
            Story.person(CUSTOMER),
            CUSTOMER,
            DESCRIPTION,
            routes.stream()
                // an erased customer takes no purchases: the story ends with it
                .sorted(Comparator.comparing(route -> route.method().equals("DELETE")))
                .map(route -> route(route, host))
                .toList());
    return layout.page("/api", "API", main);
  }

  /** The description as a page of its own. */
  Page description() {
    return _ -> HttpAnswer.of(200, "application/yaml; charset=utf-8", description.text());
  }

  private Html route(Route route, String host) {
    var operation = description.operation(route.key());
    return Html.of(
        """
        <section class="card route"><h2><span class="verb {}">{}</span> <code>{}</code>\
        <span class="tag">{}</span></h2><p class="sub">{} · {}</p><pre>{}</pre></section>
        """,
        route.method().toLowerCase(Locale.ROOT),
        route.method(),
        route.path(),
        access(route.access()),
        operation.map(Operation::summary).orElse("Declared in the template"),
        route.function(),
        operation.map(described -> curl(described, host)).orElse("# not described yet"));
  }

  private static String access(Access access) {
    return switch (access) {
      case OPEN -> "open to all";
      case IAM -> "IAM";
      case TOKEN -> "token";
    };
  }

  private String curl(Operation operation, String host) {
    var shown = operation.examples().getFirst();
    var address = "http://" + host + shown.target();
    if (operation.open()) {
      var link = "http://" + host + operation.path() + "?t=TOKEN";
      return "# TOKEN stands in a mail’s link: open a mail in the inbox\n"
          + (operation.method().equals("get")
              ? "curl '" + link + "'"
              : "curl -X POST '" + link + "' -d '" + shown.text() + "'");
    }
    return switch (operation.method()) {
      case "get" -> "curl " + address;
      case "delete" -> "curl -X DELETE " + address.replace("grace-1906", CUSTOMER);
      default ->
          "curl -X %s %s \\\n  -H 'content-type: application/json' -d '%s'"
              .formatted(
                  operation.method().toUpperCase(Locale.ROOT),
                  address,
                  ofNow(shown.body()).toPrettyString());
    };
  }

  /** An example in the shop's currency, and of this minute by the stack's clock. */
  private JsonNode ofNow(JsonNode example) {
    var now = OffsetDateTime.ofInstant(source.now().truncatedTo(ChronoUnit.MINUTES), source.zone());
    JsonNode body = example.deepCopy();
    for (var timed : body.findParents("at")) {
      ((ObjectNode) timed).put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now));
    }
    if (body instanceof ObjectNode object && object.has("currency")) {
      object.put("currency", source.currency().getCurrencyCode());
    }
    return body;
  }
}
