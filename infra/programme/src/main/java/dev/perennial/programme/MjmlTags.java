package dev.perennial.programme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.programme.Nearest;
import dev.perennial.mail.render.TemplateFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The components of a template, one by one: the compiler passes over what it doesn't know, and a
 * mail would lack it. Which there are, where they may stand and what their attributes are called
 * stands in mjml.json, and is what the compiler reads.
 */
final class MjmlTags {
  private static final JsonNode COMPONENTS = PatternFields.schema("mjml.json");
  private static final String ATTRIBUTES = "mj-attributes";

  private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]*)");
  private static final List<String> EVERYWHERE = List.of("css-class", "mj-class");

  private final String file;
  private final LiquidSlots slots;
  private final String text;
  private final List<TemplateFault> faults = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  private record Open(String name, int at) {}

  private MjmlTags(String file, LiquidSlots slots) {
    this.file = file;
    this.slots = slots;
    text = slots.marked();
  }

  /** What is wrong with the components of a template. */
  static List<TemplateFault> faults(String file, LiquidSlots slots) {
    var tags = new MjmlTags(file, slots);
    int at = 0;
    while (at < tags.text.length()) {
      var next = tags.text.indexOf('<', at);
      tags.between(at, next < 0 ? tags.text.length() : next);
      at = next < 0 ? tags.text.length() : tags.markup(next);
    }
    tags.open.forEach(each -> tags.note(each.at, "<" + each.name + "> is never closed"));
    return tags.faults;
  }

  /** Text that no component takes is dropped; Liquid's tags may stand there. */
  private void between(int from, int to) {
    var part =
        LiquidSlots.MARK
            .matcher(text.substring(from, to))
            .replaceAll(each -> " ".repeat(each.group().length()));
    for (int i = 0; i < part.length(); i++) {
      if (!Character.isWhitespace(part.charAt(i)) && part.charAt(i) != '\uFEFF') {
        var said = part.substring(i).strip().split("\\s", 2)[0];
        note(
            from + i,
            "\""
                + said
                + "\" stands outside of a component that holds text: put it into <mj-text>");
        return;
      }
    }
  }

  /** Reads the markup that begins here, and answers where it ends. */
  private int markup(int at) {
    if (text.startsWith("<!--", at)) {
      return after("-->", at, "a comment is opened here and never closed");
    }
    if (text.startsWith("<!", at) || text.startsWith("<?", at)) {
      return after(">", at, "markup is opened here and never closed");
    }
    var tag = TAG.matcher(text).region(at, text.length());
    if (!tag.lookingAt()) {
      note(at, "< stands by itself: write &lt;");
      return at + 1;
    }
    var end = Markup.tagEnd(text, tag.end());
    if (end < 0) {
      note(at, "a tag is opened here and never closed");
      return text.length();
    }
    if (!tag.group(1).isEmpty()) {
      close(tag.group(2), at);
      return end + 1;
    }
    return opened(tag.group(2), at, tag.end(), end);
  }

  private int after(String ending, int at, String otherwise) {
    var end = text.indexOf(ending, at);
    if (end < 0) {
      note(at, otherwise);
      return text.length();
    }
    return end + ending.length();
  }

  private int opened(String name, int at, int nameEnd, int end) {
    var closesItself = text.charAt(end - 1) == '/';
    var component = COMPONENTS.path(name);
    var above = open.isEmpty() ? "" : open.peek().name;
    if (component.isMissingNode()) {
      note(at, unknown(name));
    } else {
      if (!above.equals(ATTRIBUTES)) {
        isRightlyPlaced(name, component, above, at);
      }
      attributes(name, component, nameEnd, closesItself ? end - 1 : end);
    }
    if (closesItself) {
      return end + 1;
    }
    if (component.isMissingNode() || component.path("html").booleanValue()) {
      return content(name, at, end + 1);
    }
    open.push(new Open(name, at));
    return end + 1;
  }

  private static String unknown(String name) {
    if (!name.startsWith("mj")) {
      return "<"
          + name
          + "> is HTML, which is dropped outside of a component that holds it: put it into"
          + " <mj-text> or <mj-raw>";
    }
    var names = new TreeSet<String>();
    COMPONENTS.fieldNames().forEachRemaining(names::add);
    return "<"
        + name
        + "> is not a component of MJML"
        + "; there are "
        + String.join(", ", names)
        + Nearest.meant(name, names);
  }

  private void isRightlyPlaced(String name, JsonNode component, String above, int at) {
    var places = component.path("in").valueStream().map(JsonNode::asText).toList();
    if (!places.contains(above) && !(above.isEmpty() && !open.isEmpty())) {
      var right = String.join(", ", places.stream().map(each -> "<" + each + ">").toList());
      note(
          at,
          "<%s> stands out of place in %s: it belongs into %s"
              .formatted(
                  name,
                  above.isEmpty() ? "the file" : "<" + above + ">",
                  places.contains("") ? "the file itself" : right));
    }
  }

  private void attributes(String name, JsonNode component, int from, int to) {
    var known = new TreeSet<>(EVERYWHERE);
    if (name.equals("mj-all") || name.equals("mj-class")) {
      known.add("name");
      COMPONENTS.forEach(each -> each.path("attributes").forEach(a -> known.add(a.asText())));
    }
    component.path("attributes").forEach(each -> known.add(each.asText()));
    var attributes = Markup.ATTRIBUTE.matcher(text).region(from, to);
    while (attributes.find()) {
      var attribute = attributes.group(1);
      if (LiquidSlots.MARK.matcher(attribute).find()) {
        note(
            attributes.start(),
            slots.restoreSome(attribute)
                + " stands between attributes: put it into a quoted value");
      } else if (!known.contains(attribute)) {
        note(
            attributes.start(),
            "%s is no attribute of <%s>; there are %s%s"
                .formatted(
                    attribute, name, String.join(", ", known), Nearest.meant(attribute, known)));
      }
    }
  }

  /** Passes over HTML up to where its component is closed. */
  private int content(String name, int at, int from) {
    var close = text.indexOf("</" + name, from);
    if (close < 0) {
      note(at, "<" + name + "> is never closed: write </" + name + "> or end it with />");
      return from;
    }
    var another = Pattern.compile("<" + name + "\\b").matcher(text).region(from, close);
    if (another.find()) {
      note(at, "<" + name + "> is never closed before another begins: write </" + name + ">");
      return another.start();
    }
    var inner = text.substring(from, close);
    var comment = inner.lastIndexOf("<!--");
    if (comment >= 0
        && inner.indexOf("-->", comment) < 0
        && inner.indexOf("<![endif]", comment) < 0) {
      note(
          from + comment,
          "a comment is opened here and not closed within its <%s>: put all of it into one"
              .formatted(name));
    }
    var nested = Pattern.compile("<(mj-[a-z0-9-]+|mjml)\\b").matcher(inner);
    while (COMPONENTS.has(name) && nested.find()) {
      note(
          from + nested.start(),
          "<%s> stands out of place in <%s>, which holds HTML".formatted(nested.group(1), name));
    }
    return after(">", close, "a tag is opened here and never closed");
  }

  private void close(String name, int at) {
    if (open.stream().noneMatch(each -> each.name.equals(name))) {
      note(at, "</" + name + "> closes what is not open");
      return;
    }
    for (var top = open.pop(); !top.name.equals(name); top = open.pop()) {
      note(top.at, "<" + top.name + "> is never closed before </" + name + ">");
    }
  }

  private void note(int at, String problem) {
    var place = slots.position(at);
    faults.add(new TemplateFault(file, place.line(), place.column(), problem));
  }
}
