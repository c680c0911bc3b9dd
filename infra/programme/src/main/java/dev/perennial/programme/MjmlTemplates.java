package dev.perennial.programme;

import ch.digitalfondue.mjml4j.Mjml4j;
import dev.perennial.mail.render.CompiledTemplate;
import dev.perennial.mail.render.Escaping;
import dev.perennial.mail.render.LiquidTemplate;
import dev.perennial.mail.render.MailRenderer;
import dev.perennial.mail.render.TemplateFault;
import dev.perennial.mail.render.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Compiles the mail templates of a shop: {@code <id>.mjml}, whose mj-title is the subject and whose
 * mj-preview the preheader, and {@code <id>.txt}, the plain text part. MJML is turned into HTML
 * here, once; sending only fills in the Liquid.
 */
public final class MjmlTemplates {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern LANGUAGE =
      Pattern.compile("<mjml\\b[^>]*\\slang=\"([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)\"");
  private static final Pattern TITLE = Pattern.compile("(?s)<mj-title>(.*?)</mj-title>");
  private static final Pattern PREVIEW = Pattern.compile("(?s)<mj-preview>(.*?)</mj-preview>");

  /** Stands in for a plain text part that is missing, so that the other is read all the same. */
  private static final String NO_TEXT = "{{ postalAddress }} {{ unsubscribeUrl }}";

  /** Gmail cuts a mail at 102 KB, and with it the unsubscribe link. */
  private static final int LARGEST_HTML = 100_000;

  private final Vocabulary vocabulary;

  /** As mails are sent with: what it refuses must not be deployed. */
  private final MailRenderer renderer = new MailRenderer();

  /** A compiler of templates that may name these variables. */
  public MjmlTemplates(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Compiles every template of a folder, in the order of their ids; none where there is no folder.
   *
   * @throws TemplateFault for the first template that may not be deployed
   */
  public List<CompiledTemplate> compileAll(Path folder) throws IOException {
    var faults = new ArrayList<TemplateFault>();
    var compiled = compileAll(folder, faults);
    for (var fault : faults) {
      throw fault;
    }
    return compiled;
  }

  /**
   * The same, going on after a fault.
   *
   * @param faults takes them all
   * @return those that may be deployed
   */
  List<CompiledTemplate> compileAll(Path folder, List<TemplateFault> faults) throws IOException {
    var compiled = new ArrayList<CompiledTemplate>();
    if (!Files.isDirectory(folder)) {
      return compiled;
    }
    try (var files = Files.list(folder)) {
      for (var file :
          files.filter(f -> f.getFileName().toString().endsWith(".mjml")).sorted().toList()) {
        compile(file, faults).ifPresent(compiled::add);
      }
    }
    return compiled;
  }

  private Optional<CompiledTemplate> compile(Path mjml, List<TemplateFault> faults)
      throws IOException {
    var name = mjml.getFileName().toString();
    var id = name.substring(0, name.length() - ".mjml".length());
    var text = mjml.resolveSibling(id + ".txt");
    try {
      if (!Files.exists(text)) {
        faults.add(
            new TemplateFault(
                name, 0, "has no " + id + ".txt beside it: every mail needs a plain text part"));
        var _ = compile(id, read(mjml), NO_TEXT, faults);
        return Optional.empty();
      }
      return compile(id, read(mjml), read(text), faults);
    } catch (TemplateFault unreadable) {
      faults.add(unreadable);
      return Optional.empty();
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return ProgrammeText.read(file);
    } catch (ProgrammeText.NotUtf8 e) {
      throw new TemplateFault(file.getFileName().toString(), e.line(), ProgrammeText.NotUtf8.WHAT);
    }
  }

  /**
   * Compiles one template.
   *
   * @throws TemplateFault when it may not be deployed
   */
  public CompiledTemplate compile(String id, String mjml, String text) {
    var faults = new ArrayList<TemplateFault>();
    var compiled = compile(id, mjml, text, faults);
    for (var fault : faults) {
      throw fault;
    }
    return compiled.orElseThrow();
  }

  private Optional<CompiledTemplate> compile(
      String id, String mjml, String text, List<TemplateFault> faults) {
    var file = id + ".mjml";
    var own = new ArrayList<TemplateFault>();
    if (!ID.matcher(id).matches()) {
      own.add(
          new TemplateFault(file, 0, "a template's name is lower-case letters, digits, hyphens"));
    }
    // by the sources, so that a fault names the line that the marketer wrote
    own.addAll(LiquidTemplate.faults(file, mjml, Escaping.HTML, vocabulary));
    own.addAll(LiquidTemplate.faults(id + ".txt", text, Escaping.NONE, vocabulary));
    var isLiquid = own.isEmpty();
    try {
      var template = compiled(id, new LiquidSlots(file, mjml), text, own);
      if (isLiquid && template.isPresent()) {
        renderer.faults(template.get()).forEach(each -> own.add(inFile(each, id)));
      }
      faults.addAll(own);
      return own.isEmpty() ? template : Optional.empty();
    } catch (TemplateFault e) {
      faults.addAll(own);
      faults.add(e);
      return Optional.empty();
    }
  }

  /** A fault of a part by the file that the part is of; only the text's lines are the file's. */
  private static TemplateFault inFile(TemplateFault fault, String id) {
    return fault.file().equals(id + " text")
        ? fault.in(id + ".txt")
        : new TemplateFault(
            fault.file().startsWith(id + " ") ? id + ".mjml" : fault.file(), 0, fault.problem());
  }

  private static Optional<CompiledTemplate> compiled(
      String id, LiquidSlots slots, String text, List<TemplateFault> faults) {
    var file = id + ".mjml";
    var tags = MjmlTags.faults(file, slots);
    faults.addAll(tags);
    var subject = headline(file, slots, TITLE, "mj-title", faults);
    var preheader = headline(file, slots, PREVIEW, "mj-preview", faults);
    var language = LANGUAGE.matcher(slots.marked());
    if (!language.find()) {
      faults.add(
          new TemplateFault(
              file, 1, "begins with <mjml lang=\"en\">, or another language: screen readers ask"));
    }
    String html;
    try {
      var code = language.hasMatch() ? language.group(1) : "en";
      html =
          Mjml4j.render(slots.marked(), new Mjml4j.Configuration(code, Mjml4j.TextDirection.AUTO));
    } catch (RuntimeException e) {
      if (faults.isEmpty()) {
        faults.add(new TemplateFault(file, 0, "is not MJML that can be compiled"));
      }
      return Optional.empty();
    }
    if (html.contains("@import") || html.contains("<link")) {
      faults.add(
          new TemplateFault(
              file,
              0,
              "would fetch a font: set font-family on mj-all, with fonts that readers have"));
    }
    if (tags.isEmpty()) { // what the compiler passed over is no fault of its own
      faults.addAll(HtmlContexts.faults(file, html, slots));
      faults.addAll(slots.lost(html));
    }
    if (html.length() > LARGEST_HTML) {
      faults.add(
          new TemplateFault(
              file, 0, "becomes " + html.length() + " characters of HTML; Gmail cuts at 102 KB"));
    }
    var restored = slots.restore(html);
    var lines = new TreeMap<>(restored.lines());
    lines.put(0, slots.find("<mj-title").line());
    return Optional.of(new CompiledTemplate(id, subject, preheader, restored.html(), text, lines));
  }

  private static String headline(
      String file, LiquidSlots slots, Pattern tag, String name, List<TemplateFault> faults) {
    var matcher = tag.matcher(slots.marked());
    var found = matcher.find() ? matcher.group(1).strip() : "";
    if (found.isEmpty()) {
      faults.add(new TemplateFault(file, 0, "has no <" + name + ">"));
    }
    return slots.restoreSome(unescaped(found).replaceAll("\\s+", " "));
  }

  /** The subject is not HTML: what had to be an entity there is a character here. */
  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u00A0")
        .replace("&amp;", "&");
  }
}
