package dev.perennial.domain.customers;

import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code attributes.yaml}: the type of each attribute by its name. */
public final class AttributeTypesReader implements Section.Reading<AttributeTypes> {
  /** How an attribute may be named. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

  @Override
  public Section<AttributeTypes> section() {
    return AttributeTypes.SECTION;
  }

  @Override
  public AttributeTypes read(Reader root, Programme soFar) {
    if (!root.has("attributes")) {
      return new AttributeTypes(Map.of());
    }
    var file = root.file("attributes");
    var types = new TreeMap<String, AttributeTypes.Type>();
    for (var name : file.names()) {
      if (!NAME.matcher(name).matches()) {
        file.noteName(name, "must be named in A-Z a-z 0-9 _ -, beginning with a letter");
      }
      var type = file.text(name, AttributeTypes.Type.TEXT, AttributeTypesReader::type);
      // of one of an unknown type whatever is asked may be right
      if (AttributeTypes.Type.names().contains(file.field(name).asText())) {
        types.put(name, type);
      }
    }
    return new AttributeTypes(types);
  }

  private static AttributeTypes.Type type(String text) {
    return AttributeTypes.Type.valueOf(
        Reader.oneOf(text, AttributeTypes.Type.names()).toUpperCase(Locale.ROOT));
  }
}
