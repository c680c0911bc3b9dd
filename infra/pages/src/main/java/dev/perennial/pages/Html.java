package dev.perennial.pages;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Markup. The only way from text to markup escapes it, so that no name can bring a script. */
record Html(String markup) {
  static final Html NONE = new Html("");

  /**
   * Markup with values in the places of {@code {}}, in their order.
   *
   * @param values markup stays as it is, also in collections; nulls vanish; all else is escaped
   */
  static Html of(String template, @Nullable Object... values) {
    var markup = new StringBuilder(template.length() + 64);
    var from = 0;
    for (var value : values) {
      var place = template.indexOf("{}", from);
      if (place < 0) {
        throw new IllegalArgumentException(values.length + " values are too many for " + template);
      }
      markup.append(template, from, place);
      append(markup, value);
      from = place + 2;
    }
    if (template.indexOf("{}", from) >= 0) {
      throw new IllegalArgumentException(values.length + " values are too few for " + template);
    }
    return new Html(markup.append(template, from, template.length()).toString());
  }

  static Html join(Collection<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
  }

  private static void append(StringBuilder markup, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Html html -> markup.append(html.markup);
      case Collection<?> all -> all.forEach(each -> append(markup, each));
      default -> escape(markup, value.toString());
    }
  }

  private static void escape(StringBuilder markup, String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '&' -> markup.append("&amp;");
        case '<' -> markup.append("&lt;");
        case '>' -> markup.append("&gt;");
        case '"' -> markup.append("&quot;");
        case '\'' -> markup.append("&#39;");
        default -> markup.append(c);
      }
    }
  }
}
