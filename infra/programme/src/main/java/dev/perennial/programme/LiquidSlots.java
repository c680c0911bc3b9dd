package dev.perennial.programme;

import dev.perennial.mail.render.TemplateFault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes Liquid out of MJML before it is compiled and puts it back after, so that no parser of HTML
 * or of attributes ever sees a quote, {@code <} or {@code &} of Liquid's.
 */
final class LiquidSlots {
  /** A piece of Liquid, and the line it stands on. */
  record Slot(String liquid, int line) {
    boolean isOutput() {
      return liquid.startsWith("{{");
    }

    /** The variable and filters of an output, without braces. */
    String expression() {
      return liquid.replaceAll("^\\{\\{-?\\s*|\\s*-?\\}\\}$", "");
    }
  }

  // A raw block and a comment are taken whole: what is in them is not Liquid.
  private static final Pattern LIQUID =
      Pattern.compile(
          "(?s)\\{%-?\\s*(raw|comment)\\s*-?%\\}.*?\\{%-?\\s*end\\1\\s*-?%\\}|\\{%.*?%\\}|\\{\\{.*?\\}\\}");

  /** Letters and digits only, so that it survives in text, attributes and comments alike. */
  static final Pattern MARK = Pattern.compile("lqslot(\\d+)end");

  private final String file;
  private final String marked;
  private final List<Slot> slots = new ArrayList<>();

  LiquidSlots(String file, String source) {
    this.file = file;
    if (MARK.matcher(source).find()) {
      throw new TemplateFault(file, 0, "the word lqslot…end is used by the compiler");
    }
    var out = new StringBuilder();
    var matcher = LIQUID.matcher(source);
    int line = 1;
    int from = 0;
    while (matcher.find()) {
      line += lines(source, from, matcher.start());
      matcher.appendReplacement(out, "lqslot" + slots.size() + "end");
      slots.add(new Slot(matcher.group(), line));
      line += lines(source, matcher.start(), matcher.end());
      from = matcher.end();
    }
    marked = matcher.appendTail(out).toString();
  }

  private static int lines(String source, int from, int to) {
    return (int) source.substring(from, to).chars().filter(c -> c == '\n').count();
  }

  /** The source with a mark in place of each piece of Liquid. */
  String marked() {
    return marked;
  }

  Slot slot(Matcher mark) {
    return slots.get(Integer.parseInt(mark.group(1)));
  }

  /** Puts back the Liquid of a part of the source. */
  String restoreSome(String part) {
    return MARK.matcher(part)
        .replaceAll(
            mark -> Matcher.quoteReplacement(slots.get(Integer.parseInt(mark.group(1))).liquid()));
  }

  /** Puts the Liquid back; every piece must have survived. */
  String restore(String compiled) {
    var seen = new boolean[slots.size()];
    var restored =
        MARK.matcher(compiled)
            .replaceAll(
                mark -> {
                  int n = Integer.parseInt(mark.group(1));
                  seen[n] = true;
                  return Matcher.quoteReplacement(slots.get(n).liquid());
                });
    for (int n = 0; n < seen.length; n++) {
      if (!seen[n]) {
        var lost = slots.get(n);
        throw new TemplateFault(
            file,
            lost.line(),
            lost.liquid() + " stands where MJML drops it: move it into a component");
      }
    }
    return restored;
  }
}
