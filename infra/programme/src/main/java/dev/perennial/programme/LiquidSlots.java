package dev.perennial.programme;

import dev.perennial.mail.render.TemplateFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes Liquid out of MJML before it is compiled and puts it back after, so that no parser of HTML
 * or of attributes ever sees a quote, {@code <} or {@code &} of Liquid's.
 */
final class LiquidSlots {
  /** A piece of Liquid, and where it begins. */
  record Slot(String liquid, int line, int column) {
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
  private final String source;
  private final String marked;
  private final List<Slot> slots = new ArrayList<>();

  /** Where each part begins that is the same in both: in what is marked, and in the source. */
  private final TreeMap<Integer, Integer> parts = new TreeMap<>(Map.of(0, 0));

  /**
   * A place of the source.
   *
   * @param line from 1; 0 when it isn't known
   * @param column from 1
   */
  record Position(int line, int column) {}

  LiquidSlots(String file, String source) {
    this.file = file;
    this.source = source;
    if (MARK.matcher(source).find()) {
      throw new TemplateFault(file, 0, "the word lqslot…end is used by the compiler");
    }
    var out = new StringBuilder();
    var matcher = LIQUID.matcher(source);
    while (matcher.find()) {
      matcher.appendReplacement(out, "lqslot" + slots.size() + "end");
      var at = inSource(matcher.start());
      slots.add(new Slot(matcher.group(), at.line(), at.column()));
      parts.put(out.length(), matcher.end());
    }
    marked = matcher.appendTail(out).toString();
  }

  private Position inSource(int offset) {
    var before = source.substring(0, offset);
    var line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Position(line, offset - before.lastIndexOf('\n'));
  }

  /** Where in the source something stands that begins at an offset of what is marked. */
  Position position(int offset) {
    var part = Objects.requireNonNull(parts.floorEntry(offset));
    return inSource(Math.min(source.length(), part.getValue() + offset - part.getKey()));
  }

  /** Where a text of what was compiled first stands in the source. */
  Position find(String text) {
    var at = marked.indexOf(text);
    return at < 0 ? new Position(0, 0) : position(at);
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

  /** Puts the Liquid back. */
  Restored restore(String compiled) {
    var out = new StringBuilder();
    var lines = new TreeMap<Integer, Integer>();
    var printed = new HashSet<Integer>();
    var mark = MARK.matcher(compiled);
    int line = 1;
    int counted = 0;
    while (mark.find()) {
      var slot = slot(mark);
      mark.appendReplacement(out, "");
      line += (int) out.substring(counted).chars().filter(c -> c == '\n').count();
      counted = out.length();
      // what is printed can be missing: its line counts before that of a tag
      if (slot.isOutput() && printed.add(line)) {
        lines.put(line, slot.line());
      } else {
        lines.putIfAbsent(line, slot.line());
      }
      out.append(slot.liquid());
    }
    return new Restored(mark.appendTail(out).toString(), lines);
  }

  /**
   * Compiled HTML with its Liquid.
   *
   * @param lines of it on which Liquid begins, each with its line in the source
   */
  record Restored(String html, SortedMap<Integer, Integer> lines) {}

  /** The pieces that did not survive. */
  List<TemplateFault> lost(String compiled) {
    var seen = new HashSet<Slot>();
    var marks = MARK.matcher(compiled);
    while (marks.find()) {
      seen.add(slot(marks));
    }
    return slots.stream()
        .filter(slot -> !seen.contains(slot))
        .map(
            slot ->
                new TemplateFault(
                    file,
                    slot.line(),
                    slot.column(),
                    slot.liquid() + " stands where MJML drops it: move it into a component"))
        .toList();
  }
}
