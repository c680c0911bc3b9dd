package dev.perennial.pages.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.perennial.emulator.stack.HttpCall;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One operation of the description.
 *
 * @param method as in the file, in lower case
 * @param path with its parameters in braces
 */
public record Operation(String method, String path, JsonNode node) {
  private static final String REFUSED = "x-refused";

  /**
   * A request that the file shows.
   *
   * @param target path and query
   * @param contentType empty without a body
   * @param refused whether it is there to be refused by the schema
   */
  public record Example(
      String name, String target, String contentType, JsonNode body, boolean refused) {
    /** The body as it is sent: JSON, or the fields of a form. */
    public String text() {
      if (contentType.isEmpty()) {
        return "";
      }
      return contentType.endsWith("json")
          ? body.toString()
          : body.properties().stream()
              .map(field -> field.getKey() + "=" + HttpCall.encoded(field.getValue().asText()))
              .collect(Collectors.joining("&"));
    }
  }

  /** The route's key, such as {@code GET /customers/{customerId}}. */
  public String key() {
    return method.toUpperCase(Locale.ROOT) + " " + path;
  }

  /** What it does, in a line. */
  public String summary() {
    return node.path("summary").asText();
  }

  /** Whether anybody may call it. */
  public boolean open() {
    return node.path("security").isArray() && node.path("security").isEmpty();
  }

  /** The requests that the file shows, in its order. */
  public List<Example> examples() {
    var names = new LinkedHashSet<String>();
    for (var parameter : node.path("parameters")) {
      addNames(parameter, names);
    }
    for (var content : node.at("/requestBody/content")) {
      addNames(content, names);
    }
    if (!node.has("parameters") && !node.has("requestBody")) {
      for (var response :
          node.path("responses")) { // nothing is to be sent: the answer has the name
        response.path("content").forEach(content -> addNames(content, names));
      }
    }
    return names.stream().map(this::example).toList();
  }

  private static void addNames(JsonNode shown, Set<String> names) {
    shown.path("examples").fieldNames().forEachRemaining(names::add);
    shown.path(REFUSED).fieldNames().forEachRemaining(names::add);
  }

  private Example example(String name) {
    var target = path;
    var refused = false;
    for (var parameter : node.path("parameters")) {
      var shown = value(parameter, name);
      refused |= parameter.path(REFUSED).has(name);
      var field = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("path")) {
        target = target.replace("{" + field + "}", HttpCall.encoded(shown.asText()));
      } else if (!shown.isMissingNode()) {
        target +=
            (target.contains("?") ? "&" : "?") + field + "=" + HttpCall.encoded(shown.asText());
      }
    }
    for (var content : node.at("/requestBody/content").properties()) {
      var body = value(content.getValue(), name);
      if (!body.isMissingNode()) {
        refused |= content.getValue().path(REFUSED).has(name);
        return new Example(name, target, content.getKey(), body, refused);
      }
    }
    return new Example(name, target, "", MissingNode.getInstance(), refused);
  }

  private static JsonNode value(JsonNode shown, String name) {
    var valid = shown.path("examples").path(name);
    return (valid.isMissingNode() ? shown.path(REFUSED).path(name) : valid).path("value");
  }
}
