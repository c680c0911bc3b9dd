package dev.perennial.shop.entrypoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.perennial.pages.api.OpenApi;
import java.util.List;

/** The schemas of docs/openapi.yaml, formats included, as another's validator understands them. */
final class Schemas {
  private final OpenApi description;
  private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getDraft202012());

  Schemas(OpenApi description) {
    this.description = description;
  }

  /** What is wrong with a value; nothing when the schema takes it. */
  List<String> mistakes(JsonNode schema, JsonNode value) {
    var alone = Shop.MAPPER.createObjectNode();
    alone.putArray("allOf").add(schema);
    alone.set("components", description.root().path("components"));
    return registry
        .getSchema(alone)
        .validate(value, run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  List<String> mistakes(String named, JsonNode value) {
    return mistakes(description.root().path("components").path("schemas").path(named), value);
  }
}
