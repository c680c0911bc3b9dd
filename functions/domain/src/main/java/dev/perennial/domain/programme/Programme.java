package dev.perennial.domain.programme;

import java.util.HashMap;
import java.util.Map;

/**
 * Everything a shop decided, at one version.
 *
 * @param sections by name, what the rooms read of their own; ask {@link #get}
 */
public record Programme(String version, Shop shop, Loyalty loyalty, Map<String, Object> sections) {
  public Programme {
    sections = Map.copyOf(sections);
  }

  /** What a room read of its own. */
  public <T> T get(Section<T> section) {
    var value = sections.get(section.name());
    return value == null ? section.none() : section.type().cast(value);
  }

  /** The same with another section. */
  public <T> Programme with(Section<T> section, T value) {
    var more = new HashMap<>(sections);
    more.put(section.name(), value);
    return new Programme(version, shop, loyalty, more);
  }
}
