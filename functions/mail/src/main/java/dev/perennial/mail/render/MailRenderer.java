package dev.perennial.mail.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renders mails. Parses a template at its first use and keeps it, so keep the renderer. May be used
 * by many threads.
 */
public final class MailRenderer {
  private static final int LONGEST_SUBJECT = 200;
  private static final int KEPT_TEMPLATES = 200;

  private final Map<CompiledTemplate, Parts> parsed = new ConcurrentHashMap<>();

  /**
   * Checks what can be known without a customer: that it is our Liquid, names known variables, and
   * that its HTML and its text always print the postal address and the unsubscribe link.
   *
   * @throws TemplateFault for the first thing wrong
   */
  public void check(CompiledTemplate template) {
    var faults = faults(template);
    if (!faults.isEmpty()) {
      throw faults.getFirst();
    }
  }

  /** All that {@link #check} would refuse, by the files that the shop wrote. */
  public List<TemplateFault> faults(CompiledTemplate template) {
    try {
      return Parts.parsed(template).lawless(template);
    } catch (TemplateFault e) {
      return List.of(e);
    }
  }

  /**
   * Renders a template with a model of nested maps; see {@link Vocabulary#STANDARD} for its names.
   * Values are text, numbers, booleans, lists and maps; a missing or blank one may be left out.
   */
  public Rendering render(CompiledTemplate template, Map<String, ?> model) {
    Parts parts;
    try {
      parts = parts(template);
    } catch (TemplateFault e) {
      return new Rendering.Unrenderable(
          template.id(), e.file(), e.line(), "", String.valueOf(e.getMessage()));
    }
    var values = Model.withoutBlanks(model);
    var part = "subject";
    try {
      var subject = subject(parts.subject().render(values));
      part = "html";
      var html = parts.html().render(values);
      part = "text";
      return new Rendering.Mail(subject, html, parts.text().render(values));
    } catch (RuntimeException e) {
      return unrenderable(template, part, e);
    }
  }

  private Parts parts(CompiledTemplate template) {
    if (parsed.size() > KEPT_TEMPLATES) {
      parsed.clear();
    }
    return parsed.computeIfAbsent(template, Parts::of);
  }

  private static Rendering unrenderable(
      CompiledTemplate template, String part, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Missing missing) {
        return new Rendering.Unrenderable(
            template.id(),
            template.file(part),
            template.fileLine(part, missing.line()),
            missing.variable(),
            String.valueOf(missing.getMessage()));
      }
    }
    // Messages of other exceptions may quote a customer's values: only their kind is told.
    var root = e.getCause() == null ? e : e.getCause();
    return new Rendering.Unrenderable(
        template.id(),
        template.file(part),
        0,
        "",
        "a filter or condition failed: " + root.getClass().getSimpleName());
  }

  private static String subject(String rendered) {
    var line = Values.header(rendered);
    if (line.isEmpty()) {
      throw new Missing("the subject", 1, "is empty");
    }
    if (line.codePointCount(0, line.length()) <= LONGEST_SUBJECT) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)).strip() + "…";
  }

  private record Parts(LiquidTemplate subject, LiquidTemplate html, LiquidTemplate text) {
    static Parts of(CompiledTemplate template) {
      var parts = parsed(template);
      for (var fault : parts.lawless(template)) {
        throw fault;
      }
      return parts;
    }

    static Parts parsed(CompiledTemplate template) {
      var vocabulary = Vocabulary.STANDARD;
      var id = template.id();
      var subject =
          LiquidTemplate.parse(id + " subject", template.subject(), Escaping.NONE, vocabulary);
      var html = LiquidTemplate.parse(id + " html", template.html(), Escaping.HTML, vocabulary);
      var text = LiquidTemplate.parse(id + " text", template.text(), Escaping.NONE, vocabulary);
      return new Parts(subject, html, text);
    }

    /** What the law asks for and isn't always printed. */
    List<TemplateFault> lawless(CompiledTemplate template) {
      var faults = new ArrayList<TemplateFault>();
      for (var name : List.of("postalAddress", "unsubscribeUrl")) {
        for (var part : List.of("html", "text")) {
          var printed = (part.equals("html") ? html : text).printedAlways();
          if (!printed.contains(name)) {
            faults.add(
                new TemplateFault(
                    template.file(part),
                    0,
                    "must print {{ " + name + " }}, outside of any condition: the law asks"));
          }
        }
      }
      return faults;
    }
  }
}
