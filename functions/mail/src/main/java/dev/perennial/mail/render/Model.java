package dev.perennial.mail.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template sees: a copy without blanks, so that {@code if customer.name} means it. */
final class Model {
  private Model() {}

  static Map<String, Object> withoutBlanks(Map<?, ?> model) {
    var kept = new LinkedHashMap<String, Object>();
    model.forEach(
        (name, value) -> {
          var checked = checked(value);
          if (checked != null) {
            kept.put(String.valueOf(name), checked);
          }
        });
    return kept;
  }

  private static @Nullable Object checked(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case CharSequence text -> text.toString().isBlank() ? null : text.toString();
      case Number number -> number;
      case Boolean bool -> bool;
      case Map<?, ?> map -> withoutBlanks(map);
      case List<?> list -> list.stream().map(Model::checked).filter(v -> v != null).toList();
      default ->
          throw new IllegalArgumentException(
              "a model holds text, numbers, booleans, lists and maps, not " + value.getClass());
    };
  }
}
