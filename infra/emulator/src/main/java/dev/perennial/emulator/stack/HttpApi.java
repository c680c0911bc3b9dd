package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.emulator.template.Template;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** The HTTP API: a request becomes an event of payload format 2.0, its answer a response. */
final class HttpApi {
  private static final int MAX_BODY = 10 * 1024 * 1024;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Routes routes;
  private final Functions functions;
  private final Clock clock;

  HttpApi(List<Template.Route> routes, Functions functions, Clock clock) {
    this.routes = new Routes(routes);
    this.functions = functions;
    this.clock = clock;
  }

  /** Whether a declared route serves the request. */
  boolean serves(HttpCall call) {
    return routes.find(call.method(), call.rawPath()) != null;
  }

  Template.@Nullable Access access(HttpCall call) {
    var match = routes.find(call.method(), call.rawPath());
    return match == null ? null : match.route().access();
  }

  HttpAnswer answer(HttpCall call) {
    var match = routes.find(call.method(), call.rawPath());
    if (match == null) {
      return HttpAnswer.message(404, "Not Found");
    }
    if (call.body().asByteArrayUnsafe().length > MAX_BODY) {
      return HttpAnswer.message(413, "Request Entity Too Large");
    }
    var event = event(call, match);
    return switch (functions.invoke(match.route().function(), Json.bytes(event))) {
      case Invocation.Answered answered -> answer(answered.json());
      case Invocation.Failed failed -> HttpAnswer.message(500, "Internal Server Error");
    };
  }

  private ObjectNode event(HttpCall call, Routes.Match match) {
    var event =
        Json.object()
            .put("version", "2.0")
            .put("routeKey", match.route().key())
            .put("rawPath", Routes.decoded(call.rawPath()))
            .put("rawQueryString", call.rawQuery());
    var headers = event.putObject("headers");
    call.headers()
        .forEach(
            (name, values) -> {
              if (name.equals("cookie")) {
                var cookies = event.putArray("cookies");
                values.forEach(value -> List.of(value.split(";\\s*", -1)).forEach(cookies::add));
              } else {
                headers.put(name, String.join(",", values));
              }
            });
    var query = query(call.rawQuery());
    if (!query.isEmpty()) {
      var json = event.putObject("queryStringParameters");
      query.forEach((name, values) -> json.put(name, String.join(",", values)));
    }
    event.set("requestContext", context(call, match));
    if (!match.parameters().isEmpty()) {
      var json = event.putObject("pathParameters");
      match.parameters().forEach(json::put);
    }
    body(call, event);
    return event;
  }

  private ObjectNode context(HttpCall call, Routes.Match match) {
    var now = clock.instant();
    var context =
        Json.object()
            .put("accountId", Template.ACCOUNT)
            .put("apiId", "local")
            .put("domainName", "localhost")
            .put("domainPrefix", "localhost")
            .put("requestId", UUID.randomUUID().toString())
            .put("routeKey", match.route().key())
            .put("stage", "$default")
            .put("time", TIME.format(now))
            .put("timeEpoch", now.toEpochMilli());
    context
        .putObject("http")
        .put("method", call.method())
        .put("path", Routes.decoded(call.rawPath()))
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "127.0.0.1")
        .put("userAgent", call.header("user-agent"));
    if (match.route().access() == Template.Access.IAM) {
      context
          .putObject("authorizer")
          .putObject("iam")
          .put("accessKey", "LOCAL")
          .put("accountId", Template.ACCOUNT)
          .put("callerId", "LOCAL")
          .put("userArn", "arn:aws:iam::" + Template.ACCOUNT + ":user/local")
          .put("userId", "LOCAL");
    }
    return context;
  }

  private static Map<String, List<String>> query(String rawQuery) {
    var query = new LinkedHashMap<String, List<String>>();
    for (var pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        var parts = pair.split("=", 2);
        query
            .computeIfAbsent(form(parts[0]), name -> new ArrayList<>())
            .add(parts.length == 2 ? form(parts[1]) : "");
      }
    }
    return query;
  }

  private static String form(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Text types go as they are; forms, like everything else, in Base64, as HTTP APIs do. */
  private static void body(HttpCall call, ObjectNode event) {
    var type = call.header("content-type").toLowerCase(Locale.ROOT);
    var isText =
        type.isEmpty()
            || type.startsWith("text/")
            || type.matches("application/([a-z.+-]*[+])?(json|xml|javascript)(;.*|\\s.*)?");
    var bytes = call.body().asByteArrayUnsafe();
    var text = isText ? utf8(bytes) : null;
    if (bytes.length > 0) {
      event.put("body", text == null ? Base64.getEncoder().encodeToString(bytes) : text);
    }
    event.put("isBase64Encoded", bytes.length > 0 && text == null);
  }

  private static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static HttpAnswer answer(String json) {
    JsonNode answer;
    try {
      answer = Json.parse(json);
    } catch (UncheckedIOException e) {
      return HttpAnswer.message(500, "Internal Server Error");
    }
    if (!answer.isObject() || !answer.has("statusCode")) {
      var body = answer.isTextual() ? answer.asText() : Json.text(answer);
      return HttpAnswer.of(200, "application/json", body);
    }
    var headers = new LinkedHashMap<String, String>();
    answer
        .path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue().asText()));
    headers.putIfAbsent("content-type", "text/plain; charset=utf-8");
    var cookies = new ArrayList<String>();
    answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    var body = answer.path("body").isNull() ? "" : answer.path("body").asText("");
    try {
      return new HttpAnswer(
          answer.path("statusCode").asInt(),
          headers,
          cookies,
          answer.path("isBase64Encoded").asBoolean()
              ? SdkBytes.fromByteArray(Base64.getDecoder().decode(body))
              : SdkBytes.fromUtf8String(body));
    } catch (IllegalArgumentException e) {
      return HttpAnswer.message(500, "Internal Server Error");
    }
  }
}
