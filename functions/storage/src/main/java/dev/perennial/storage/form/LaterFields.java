package dev.perennial.storage.form;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fields that a record doesn't know, in its component {@code Map<String, JsonNode>}: read from
 * beside the fields that it knows, and written there again.
 */
final class LaterFields {
  /** What the component is called in JSON on its way: no field is called so. */
  private static final String NAME = "~later";

  private LaterFields() {}

  private static boolean holds(@Nullable JavaType type) {
    return type != null
        && type.isMapLikeType()
        && type.getContentType().hasRawClass(JsonNode.class);
  }

  /** Gives the component a name that no stored field has. */
  static final class Named extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable PropertyName findNameForSerialization(Annotated annotated) {
      return holds(annotated.getType())
          ? PropertyName.construct(NAME)
          : super.findNameForSerialization(annotated);
    }

    @Override
    public @Nullable PropertyName findNameForDeserialization(Annotated annotated) {
      return holds(annotated.getType())
          ? PropertyName.construct(NAME)
          : super.findNameForDeserialization(annotated);
    }
  }

  /** Writes them beside the others, in the order of their names. */
  static final class Writing extends BeanSerializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public List<BeanPropertyWriter> changeProperties(
        SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
      return properties.stream()
          .map(each -> each.getName().equals(NAME) ? new Flat(each) : each)
          .collect(Collectors.toList());
    }
  }

  private static final class Flat extends BeanPropertyWriter {
    private static final long serialVersionUID = 1;

    Flat(BeanPropertyWriter from) {
      super(from);
    }

    @Override
    public void serializeAsField(Object bean, JsonGenerator json, SerializerProvider provider)
        throws Exception {
      var later = (Map<?, ?>) get(bean);
      for (var each : new TreeMap<>(later).entrySet()) {
        json.writeFieldName((String) each.getKey());
        provider.defaultSerializeValue(each.getValue(), json);
      }
    }
  }

  /** Reads what a record with such a component doesn't know into it. */
  static final class Reading extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
      var known =
          bean.findProperties().stream()
              .map(BeanPropertyDefinition::getName)
              .collect(Collectors.toCollection(TreeSet::new));
      // who has a form of its own keeps them itself
      return known.contains(NAME) && deserializer instanceof BeanDeserializerBase
          ? new Sorting(deserializer, known)
          : deserializer;
    }
  }

  private static final class Sorting extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;
    private final transient Set<String> known;

    Sorting(JsonDeserializer<?> delegate, Set<String> known) {
      super(delegate);
      this.known = known;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
      return new Sorting(delegate, known);
    }

    @Override
    public @Nullable Object deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      if (!json.isExpectedStartObjectToken()) {
        return super.deserialize(json, context);
      }
      try (var sorted = context.bufferForInputBuffering(json)) {
        sorted.writeStartObject();
        var later = new TreeMap<String, JsonNode>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          var name = json.currentName();
          json.nextToken();
          if (known.contains(name)) {
            sorted.writeFieldName(name);
            sorted.copyCurrentStructure(json);
          } else {
            later.put(name, context.readTree(json));
          }
        }
        write(later, sorted);
        sorted.writeEndObject();
        var all = sorted.asParser(json);
        all.nextToken();
        return super.deserialize(all, context);
      }
    }

    private static void write(Map<String, JsonNode> later, TokenBuffer into) throws IOException {
      into.writeObjectFieldStart(NAME);
      for (var each : later.entrySet()) {
        into.writeFieldName(each.getKey());
        into.writeTree(each.getValue());
      }
      into.writeEndObject();
    }
  }
}
