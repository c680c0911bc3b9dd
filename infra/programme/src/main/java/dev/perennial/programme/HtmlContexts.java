package dev.perennial.programme;

import dev.perennial.mail.render.TemplateFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Escaping is right for text and for quoted attributes only. Finds Liquid where it would not do: in
 * style sheets and scripts, between attributes, in event handlers, and in links, unless the
 * variable is a link itself.
 */
final class HtmlContexts {
  private static final Set<String> LINKS =
      Set.of("href", "src", "action", "formaction", "background", "poster", "srcset", "cite");
  private static final Pattern SAFE_LINK =
      Pattern.compile("(?i)(https?://|mailto:|tel:|#).*|lqslot\\d+end.*", Pattern.DOTALL);

  private final String file;
  private final String html;
  private final LiquidSlots slots;
  private final List<TemplateFault> faults = new ArrayList<>();
  private boolean unsubscribes;

  private HtmlContexts(String file, String html, LiquidSlots slots) {
    this.file = file;
    this.html = html;
    this.slots = slots;
  }

  /**
   * Every piece of Liquid out of place, and every link that is none.
   *
   * @param html compiled, with marks where Liquid was
   */
  static List<TemplateFault> faults(String file, String html, LiquidSlots slots) {
    var contexts = new HtmlContexts(file, html, slots);
    try {
      contexts.scan();
    } catch (TemplateFault endless) {
      contexts.faults.add(endless);
      return contexts.faults;
    }
    if (!contexts.unsubscribes) {
      contexts.faults.add(
          new TemplateFault(
              file, 0, "needs a link to unsubscribe: <a href=\"{{ unsubscribeUrl }}\">"));
    }
    return contexts.faults;
  }

  private void scan() {
    int at = html.indexOf('<');
    while (at >= 0) {
      at = html.indexOf('<', markup(at));
    }
  }

  /** Reads the markup that begins here and answers where it ends. */
  private int markup(int start) {
    if (html.startsWith("<!--[if", start)) {
      // Outlook reads what is inside a conditional comment, so it is checked as HTML.
      return after(html.indexOf("]>", start), start);
    }
    if (html.startsWith("<!--", start) && !html.startsWith("<!--<![endif]", start)) {
      return after(html.indexOf("-->", start), start);
    }
    if (html.startsWith("<!", start)) {
      return after(html.indexOf('>', start), start);
    }
    int end = Markup.tagEnd(html, start + 1);
    if (end < 0) {
      return after(-1, start);
    }
    var tag = html.substring(start + 1, end);
    var name = tag.split("[\\s/>]", 2)[0].toLowerCase(Locale.ROOT);
    if (LiquidSlots.MARK.matcher(name).find()) {
      note(name, "stands in place of a tag's name");
    }
    attributes(tag.substring(name.length()));
    return switch (name) {
      case "script" -> {
        note(slots.find("<" + tag), "has a <script>: mails run none");
        yield end + 1;
      }
      case "style" -> {
        int close = after(html.indexOf("</style", end), end);
        refuseOutputs(html.substring(end, close), "stands in a style sheet");
        yield close;
      }
      default -> end + 1;
    };
  }

  private int after(int index, int from) {
    if (index < 0) {
      throw new TemplateFault(
          file,
          0,
          "has markup that never ends: "
              + html.substring(from, Math.min(from + 40, html.length())));
    }
    return index + 1;
  }

  private void attributes(String attributes) {
    var matcher = Markup.ATTRIBUTE.matcher(attributes);
    while (matcher.find()) {
      var name = matcher.group(1).toLowerCase(Locale.ROOT);
      refuseAll(name, "stands between attributes: put it into a quoted value");
      var value = matcher.group(2);
      if (value == null) {
        continue;
      }
      boolean quoted = value.startsWith("\"") || value.startsWith("'");
      if (!quoted) {
        refuseAll(value, "stands in an attribute without quotes");
      }
      var bare = quoted ? value.substring(1, value.length() - 1) : value;
      if (LINKS.contains(name)) {
        link(name, bare.strip());
      } else if (name.equals("style")) {
        refuseOutputs(bare, "stands in a style");
      } else if (name.startsWith("on")) {
        note(slots.find(matcher.group()), "has an event handler, " + name + ": mails run none");
      }
    }
  }

  private void link(String attribute, String value) {
    if (!value.isEmpty() && !SAFE_LINK.matcher(value).matches()) {
      note(
          slots.find(value),
          attribute + "=\"" + value + "\" should begin with https:// or a link variable");
    }
    var marks = LiquidSlots.MARK.matcher(value);
    while (marks.find()) {
      var slot = slots.slot(marks);
      if (!slot.isOutput()) {
        note(slot, "stands in a link: choose between whole links instead");
        continue;
      }
      var expression = slot.expression();
      if (marks.start() == 0) {
        if (!expression.endsWith("Url") && !expression.endsWith(".url")) {
          note(slot, "is no link: only variables that end in Url or .url are");
        }
        unsubscribes |= expression.equals("unsubscribeUrl") && attribute.equals("href");
      } else if (!expression.matches("(?s).*\\|\\s*url_encode")) {
        note(slot, "stands inside a link: end it with | url_encode");
      }
    }
  }

  private void refuseOutputs(String text, String problem) {
    var marks = LiquidSlots.MARK.matcher(text);
    while (marks.find()) {
      if (slots.slot(marks).isOutput()) {
        note(slots.slot(marks), problem);
      }
    }
  }

  private void refuseAll(String text, String problem) {
    if (LiquidSlots.MARK.matcher(text).find()) {
      note(text, problem);
    }
  }

  private void note(String marked, String problem) {
    var marks = LiquidSlots.MARK.matcher(marked);
    while (marks.find()) {
      note(slots.slot(marks), problem);
    }
  }

  private void note(LiquidSlots.Slot slot, String problem) {
    faults.add(new TemplateFault(file, slot.line(), slot.column(), slot.liquid() + " " + problem));
  }

  private void note(LiquidSlots.Position at, String problem) {
    faults.add(new TemplateFault(file, at.line(), at.column(), problem));
  }
}
