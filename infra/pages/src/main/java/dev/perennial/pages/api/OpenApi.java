package dev.perennial.pages.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docs/openapi.yaml. */
public final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /** The file is our own, and repeats headers and examples by alias. */
  private static final int MAX_ALIASES = 500;

  private final String text;
  private final JsonNode root;

  private OpenApi(String text) {
    this.text = text;
    var settings =
        LoadSettings.builder()
            .setLabel("docs/openapi.yaml")
            .setMaxAliasesForCollections(MAX_ALIASES)
            .build();
    this.root = new ObjectMapper().valueToTree(new Load(settings).loadFromString(text));
  }

  /** Reads the description that was built in. */
  public static OpenApi read() {
    try (var in = Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.yaml"))) {
      return new OpenApi(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file as it is. */
  public String text() {
    return text;
  }

  /** The whole description. */
  public JsonNode root() {
    return root;
  }

  /** Every operation, in the order of the file. */
  public List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (var path : root.path("paths").properties()) {
      for (var each : path.getValue().properties()) {
        if (METHODS.contains(each.getKey())) {
          operations.add(new Operation(each.getKey(), path.getKey(), each.getValue()));
        }
      }
    }
    return operations;
  }

  /** The operation of a route's key, such as {@code POST /purchases}. */
  public Optional<Operation> operation(String key) {
    return operations().stream().filter(operation -> operation.key().equals(key)).findFirst();
  }

  /** What a reference of the file's own stands for, or the node itself. */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
  }
}
