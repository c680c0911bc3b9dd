package dev.perennial.storage.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.MailLog;
import dev.perennial.domain.mail.Decided;
import dev.perennial.domain.purchases.Purchased;
import dev.perennial.domain.purchases.Revised;
import dev.perennial.domain.refunds.Refunded;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What lines say since the first release, which refuses a body with a field that it doesn't know:
 * such fields stand in an attribute beside the body, as an object to be laid over it. A field
 * without which that release would reckon wrongly stays in the body, so that it refuses the line.
 */
final class Beside {
  /** When there is nothing to say. */
  static final String NOTHING = "{\"fact\":{}}";

  private static final Map<Class<?>, Set<String>> FIELDS =
      Map.of(
          StoredLine.class, Set.of("more"),
          Purchased.class, Set.of("original", "watched"),
          Revised.class, Set.of("watched"),
          Refunded.class, Set.of("shipping", "tax", "soFar"),
          Entered.class, Set.of("arm"),
          MailLog.class, Set.of("journeys", "assigned"),
          Decided.class, Set.of("template", "line", "variable"));

  private static final JsonMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Beside() {}

  /** An object and the fields of another as one; no field stands in both. */
  static String joined(String body, @Nullable String more) {
    return more == null
        ? body
        : body.substring(0, Math.max(body.length() - 1, 0)) + "," + more.substring(1);
  }

  /** The body with what stands beside it. */
  static String laid(String body, String beside) {
    var whole = object(body);
    Overlay.lay(whole, object(beside));
    return whole.toString();
  }

  /** An object; its exact text again when it is written. */
  static ObjectNode object(String text) {
    try {
      if (TREES.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // told below: the parser's message quotes the text, which may be personal
    }
    throw new UnreadableForm("stored JSON is no object");
  }

  /** Writes of lines either what is in the body or what is beside it. */
  static final class Splitting extends BeanSerializerModifier {
    private static final long serialVersionUID = 1;
    private final boolean beside;

    Splitting(boolean beside) {
      this.beside = beside;
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(
        SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
      var type = bean.getBeanClass();
      var isSplit =
          StoredLine.class.equals(type)
              || MailLog.class.equals(type)
              || DomainEvent.class.isAssignableFrom(type);
      return isSplit
          ? properties.stream().filter(each -> keeps(type, each)).collect(Collectors.toList())
          : properties;
    }

    private boolean keeps(Class<?> type, BeanPropertyWriter field) {
      return beside == FIELDS.getOrDefault(type, Set.of()).contains(field.getName())
          || (StoredLine.class.equals(type) && field.getName().equals("fact"));
    }
  }
}
