package dev.perennial.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.runtime.transaction.Transactor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The HTTP door: what a request says, and how it is answered. */
public final class Http {
  private static final Map<String, String> SAFE =
      Map.of("cache-control", "no-store", "x-content-type-options", "nosniff");

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private static final Pattern JSON_TYPE = type("application/json");
  private static final Pattern PATCH_TYPE = type("application/(merge-patch[+])?json");
  private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,5}");

  private Http() {}

  private static Pattern type(String name) {
    return Pattern.compile(
        name + "[ \t]*(;[ \t]*charset=(utf-8|\"utf-8\")[ \t]*)?", Pattern.CASE_INSENSITIVE);
  }

  /** The JSON of a request's body. */
  public static JsonNode json(APIGatewayV2HTTPEvent request) throws BadInput {
    return json(request, JSON_TYPE);
  }

  /** The merge patch of a request's body (RFC 7396), which may be called JSON as well. */
  public static JsonNode patch(APIGatewayV2HTTPEvent request) throws BadInput {
    return json(request, PATCH_TYPE);
  }

  private static JsonNode json(APIGatewayV2HTTPEvent request, Pattern type) throws BadInput {
    if (!type.matcher(header(request, "content-type")).matches()) {
      throw new BadInput(
          new Problem(
              415,
              "unsupported-media-type",
              "content-type must be application/json%s, in UTF-8"
                  .formatted(type == PATCH_TYPE ? " or application/merge-patch+json" : ""),
              null));
    }
    return StrictJson.read(body(request));
  }

  /** The subject of the token that staff called with; null of a caller who signed. */
  public static @Nullable String staff(APIGatewayV2HTTPEvent request) {
    var authorizer = request.getRequestContext().getAuthorizer();
    var jwt = authorizer == null ? null : authorizer.getJwt();
    return jwt == null ? null : jwt.getClaims().getOrDefault("sub", "");
  }

  /** The bytes of a request's body. */
  public static byte[] body(APIGatewayV2HTTPEvent request) throws BadInput {
    var body = request.getBody() == null ? "" : request.getBody();
    if (!request.getIsBase64Encoded()) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new BadInput(new Problem(400, "malformed-json", "the body is not base64", null));
    }
  }

  /** A header, "" when absent. */
  public static String header(APIGatewayV2HTTPEvent request, String name) {
    var headers = request.getHeaders();
    return headers == null ? "" : headers.getOrDefault(name, "");
  }

  /** A parameter of the query, "" when absent. */
  public static String query(APIGatewayV2HTTPEvent request, String name) {
    var value = queryOrNull(request, name);
    return value == null ? "" : value;
  }

  /** A parameter of the query that may be absent, and then is null. */
  public static @Nullable String queryOrNull(APIGatewayV2HTTPEvent request, String name) {
    var parameters = request.getQueryStringParameters();
    return parameters == null ? null : parameters.get(name);
  }

  /** A part of the path, "" when absent. */
  public static String path(APIGatewayV2HTTPEvent request, String name) {
    var parameters = request.getPathParameters();
    return parameters == null ? "" : parameters.getOrDefault(name, "");
  }

  /** An id in the path. */
  public static String pathId(APIGatewayV2HTTPEvent request, String name) throws BadInput {
    return id(path(request, name), "path/" + name);
  }

  /** A name of the programme's own in the path. */
  public static String pathName(APIGatewayV2HTTPEvent request, String name) throws BadInput {
    var text = path(request, name);
    if (!Fields.isName(text)) {
      throw BadInput.at("path/" + name, "must be 1 to 64 of A-Z a-z 0-9 . _ : -");
    }
    return text;
  }

  /**
   * An id that came by a URL. API Gateway decodes a path before it splits it, so that a slash
   * within an id must be encoded twice: what is still encoded here is decoded once more.
   */
  private static String id(String text, String where) throws BadInput {
    var id = ClientId.normal(ENCODED.matcher(text).find() ? decoded(text) : text);
    if (!ClientId.isOne(id)) {
      throw BadInput.at(where, ClientId.WANTED);
    }
    return id;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // a % that begins nothing
      return text;
    }
  }

  /** An id in the query. */
  public static String queryId(APIGatewayV2HTTPEvent request, String name) throws BadInput {
    return id(query(request, name), "query/" + name);
  }

  /** An id in the query that may be absent, and then is null. */
  public static @Nullable String queryIdOrNull(APIGatewayV2HTTPEvent request, String name)
      throws BadInput {
    return queryOrNull(request, name) == null ? null : queryId(request, name);
  }

  /**
   * How many a page may hold: {@code limit} in the query.
   *
   * @param usual when it is absent
   * @param max at least 1
   */
  public static int queryLimit(APIGatewayV2HTTPEvent request, int usual, int max) throws BadInput {
    var limit = queryOrNull(request, "limit");
    if (limit == null) {
      return usual;
    }
    if (!WHOLE.matcher(limit).matches() || Integer.parseInt(limit) > max) {
      throw BadInput.at("query/limit", "must be a whole number from 1 to " + max);
    }
    return Integer.parseInt(limit);
  }

  /** GET, PUT and so on. */
  public static String method(APIGatewayV2HTTPEvent request) {
    return request.getRequestContext().getHttp().getMethod();
  }

  /** The answer that a command came to, or that others wrote the same customer at once. */
  public static APIGatewayV2HTTPResponse answer(
      Transactor.Outcome<APIGatewayV2HTTPResponse> outcome) {
    return switch (outcome) {
      case Transactor.Outcome.Answered<APIGatewayV2HTTPResponse>(var answer) -> answer;
      case Transactor.Outcome.Busy<APIGatewayV2HTTPResponse> _ -> problem(Problem.busy());
    };
  }

  /** A JSON answer. */
  public static APIGatewayV2HTTPResponse json(int status, JsonNode body) {
    return response(status, "application/json", body.toString());
  }

  /** A page without scripts, which posts to nobody but us and stands in nobody's frame. */
  public static APIGatewayV2HTTPResponse html(int status, String page) {
    return page(status, page, POLICY);
  }

  /**
   * A page with one script, which may call us.
   *
   * @param script as it stands in the page, between its tags
   */
  public static APIGatewayV2HTTPResponse html(int status, String page, String script) {
    return page(status, page, POLICY + "; connect-src 'self'; script-src '" + sha256(script) + "'");
  }

  private static APIGatewayV2HTTPResponse page(int status, String page, String policy) {
    var response = response(status, "text/html; charset=utf-8", page);
    var headers = new TreeMap<>(response.getHeaders());
    headers.put("content-security-policy", policy);
    response.setHeaders(headers);
    return response;
  }

  /** As a policy names a script. */
  private static String sha256(String script) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** An answer without a body. */
  public static APIGatewayV2HTTPResponse empty(int status) {
    return response(status, "text/plain", "");
  }

  /** A problem. */
  public static APIGatewayV2HTTPResponse problem(Problem problem) {
    return response(problem.status(), "application/problem+json", problem.json());
  }

  /** A problem that is none any more after some time. */
  public static APIGatewayV2HTTPResponse problemUntil(Problem problem, Duration wait) {
    var response = problem(problem);
    var headers = new TreeMap<>(response.getHeaders());
    headers.put("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    response.setHeaders(headers);
    return response;
  }

  private static APIGatewayV2HTTPResponse response(int status, String type, String body) {
    var headers = new TreeMap<>(SAFE);
    headers.put("content-type", type);
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(headers)
        .withBody(body)
        .build();
  }
}
