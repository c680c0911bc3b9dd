package dev.perennial.mail.render;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.filters.Filter;
import liqp.filters.Filters;
import org.jspecify.annotations.Nullable;

/**
 * The filters of our Liquid: few, without clock, locale of the machine, or files. Of Liquid's own,
 * those whose result cannot grow out of proportion to what they are given.
 */
final class Words {
  private static final List<String> STANDARD =
      List.of(
          "abs",
          "append",
          "at_least",
          "at_most",
          "capitalize",
          "ceil",
          "divided_by",
          "downcase",
          "first",
          "floor",
          "last",
          "minus",
          "modulo",
          "plus",
          "prepend",
          "size",
          "strip",
          "times",
          "truncate",
          "truncatewords",
          "upcase",
          "url_encode");

  private static final Filters TEXT = filters(new Default(), new Grouped());
  private static final Filters HTML =
      filters(new Default(), new Grouped(), new RawHtml(), new Escape());

  private Words() {}

  static Filters of(Escaping escaping) {
    return switch (escaping) {
      case HTML -> HTML;
      case NONE -> TEXT;
    };
  }

  static String names(Escaping escaping) {
    return String.join(", ", new TreeMap<>(of(escaping).getMap()).keySet());
  }

  private static Filters filters(Filter... ours) {
    var all = TemplateParser.DEFAULT.filters;
    return Filters.of(Stream.concat(STANDARD.stream().map(all::get), Stream.of(ours)).toList());
  }

  /** Liquid's default, for blank text too; false stays false. */
  private static final class Default extends Filter {
    Default() {
      super("default");
    }

    @Override
    public @Nullable Object apply(
        @Nullable Object value, TemplateContext context, Object... params) {
      return Values.isMissing(value) && params.length > 0 ? params[0] : value;
    }
  }

  /** {@code 12500 | number} is 12,500; {@code 12500 | number: "de"} is 12.500. */
  private static final class Grouped extends Filter {
    Grouped() {
      super("number");
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
      var language =
          params.length > 0 ? Locale.forLanguageTag(params[0].toString()) : Locale.ENGLISH;
      return NumberFormat.getNumberInstance(language).format(new BigDecimal(value.toString()));
    }
  }

  private static final class RawHtml extends Filter {
    RawHtml() {
      super("raw");
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
      return new Values.Raw(value.toString());
    }
  }

  /** Values are escaped anyway; who writes it out still gets it escaped once. */
  private static final class Escape extends Filter {
    Escape() {
      super("escape");
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
      return value instanceof Values.Raw ? value : new Values.Raw(Values.html(value));
    }
  }
}
