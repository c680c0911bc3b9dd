package dev.perennial.mail.render;

import java.util.List;
import liqp.TemplateContext;
import liqp.nodes.FilterNode;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/** The nodes in which our Liquid differs from Liquid's: what prints must exist, and is escaped. */
final class Nodes {
  /** Bounds what {@code assign} in a loop can pile up. */
  private static final int LONGEST_VALUE = 100_000;

  private Nodes() {}

  /** A value that must be there. */
  record Required(LNode value, String expression, int line) implements LNode {
    @Override
    public Object render(TemplateContext context) {
      var rendered = value.render(context);
      if (rendered == null || Values.isMissing(rendered)) {
        throw new Missing(expression, line, "has no value; give it one with | default");
      }
      return rendered;
    }
  }

  /** An output tag. */
  record Printed(
      LNode value, List<FilterNode> filters, Escaping escaping, String expression, int line)
      implements LNode {
    @Override
    public Object render(TemplateContext context) {
      var filtered = filtered(value, filters, context, line);
      if (filtered == null) {
        throw new Missing(expression, line, "has no value; give it one with | default");
      }
      return escaping == Escaping.HTML ? Values.html(filtered) : Values.plain(filtered);
    }
  }

  /** An output tag of a variable that is a link: only a web address is printed. */
  record PrintedLink(LNode value, Escaping escaping, String expression, int line) implements LNode {
    @Override
    public Object render(TemplateContext context) {
      var link = String.valueOf(value.render(context));
      if (!Values.isWebAddress(link)) {
        throw new Missing(expression, line, "is not a web address (https://…)");
      }
      return escaping == Escaping.HTML ? Values.escape(link) : link;
    }
  }

  /** {@code assign}: like Liquid's, with a bound on the value. */
  record Assigned(String name, LNode value, List<FilterNode> filters, int line) implements LNode {
    @Override
    public Object render(TemplateContext context) {
      context.put(name, filtered(value, filters, context, line), true);
      return "";
    }
  }

  private static @Nullable Object filtered(
      LNode value, List<FilterNode> filters, TemplateContext context, int line) {
    Object filtered = value.render(context);
    for (var filter : filters) {
      filtered = filter.apply(filtered, context);
      if (filtered instanceof CharSequence text && text.length() > LONGEST_VALUE) {
        throw new Missing("a value", line, "is longer than " + LONGEST_VALUE + " characters");
      }
    }
    return filtered;
  }
}
