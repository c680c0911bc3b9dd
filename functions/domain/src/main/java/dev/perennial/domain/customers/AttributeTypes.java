package dev.perennial.domain.customers;

import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.programme.Section;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the shop declares its attributes to be, in {@code attributes.yaml}. One that is not declared
 * is whatever its value is.
 *
 * @param types by name
 */
public record AttributeTypes(Map<String, Type> types) {
  /** The programme's. */
  public static final Section<AttributeTypes> SECTION =
      new Section<>("attributes", AttributeTypes.class, new AttributeTypes(Map.of()));

  public AttributeTypes {
    types = Collections.unmodifiableMap(new TreeMap<>(types));
  }

  /** What an attribute can be. */
  public enum Type {
    TEXT("a text"),
    NUMBER("a number, such as 42, without quotes"),
    BOOLEAN("true or false, without quotes"),
    DATE("a date, such as \"2026-12-31\""),
    LIST("a list of texts, such as [\"garden\", \"kitchen\"]");

    private final String what;

    Type(String what) {
      this.what = what;
    }

    /** All of them as files name them. */
    static List<String> names() {
      return Arrays.stream(values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }

    private boolean fits(Attribute attribute) {
      return switch (attribute) {
        case Attribute.Text text -> this == TEXT || (this == DATE && text.day() != null);
        case Attribute.Amount _ -> this == NUMBER;
        case Attribute.Truth _ -> this == BOOLEAN;
        case Attribute.Texts _ -> this == LIST;
      };
    }
  }

  /** What an attribute would have to be, in words; null when it is right or not declared. */
  public @Nullable String mistake(String name, Attribute attribute) {
    var type = types.get(name);
    return type == null || type.fits(attribute)
        ? null
        : "must be " + type.what + ": attributes.yaml declares it so";
  }
}
