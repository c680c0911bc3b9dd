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
  private static final Pattern UNKNOWN = Pattern.compile("<(mj-[a-z0-9-]+)");

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
    var compiled = new ArrayList<CompiledTemplate>();
    if (!Files.isDirectory(folder)) {
      return compiled;
    }
    try (var files = Files.list(folder)) {
      for (var file :
          files.filter(f -> f.getFileName().toString().endsWith(".mjml")).sorted().toList()) {
        compiled.add(compile(file));
      }
    }
    return compiled;
  }

  private CompiledTemplate compile(Path mjml) throws IOException {
    var name = mjml.getFileName().toString();
    var id = name.substring(0, name.length() - ".mjml".length());
    var text = mjml.resolveSibling(id + ".txt");
    if (!Files.exists(text)) {
      throw new TemplateFault(
          name, 0, "has no " + id + ".txt beside it: every mail needs a plain text part");
    }
    return compile(id, read(mjml), read(text));
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
    var file = id + ".mjml";
    if (!ID.matcher(id).matches()) {
      throw new TemplateFault(file, 0, "a template's name is lower-case letters, digits, hyphens");
    }
    // First by the sources, so that a fault names the line that the marketer wrote.
    var _ = LiquidTemplate.parse(file, mjml, Escaping.HTML, vocabulary);
    var _ = LiquidTemplate.parse(id + ".txt", text, Escaping.NONE, vocabulary);
    var slots = new LiquidSlots(file, mjml);
    var subject = slots.restoreSome(headline(file, slots.marked(), TITLE, "mj-title"));
    var preheader = slots.restoreSome(headline(file, slots.marked(), PREVIEW, "mj-preview"));
    var html = html(file, slots);
    var template = new CompiledTemplate(id, subject, preheader, html, text);
    renderer.check(template);
    return template;
  }

  private static String headline(String file, String marked, Pattern tag, String name) {
    var matcher = tag.matcher(marked);
    var found = matcher.find() ? matcher.group(1).strip() : "";
    if (found.isEmpty()) {
      throw new TemplateFault(file, 0, "has no <" + name + ">");
    }
    return unescaped(found).replaceAll("\\s+", " ");
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

  private static String html(String file, LiquidSlots slots) {
    var language = LANGUAGE.matcher(slots.marked());
    if (!language.find()) {
      throw new TemplateFault(
          file, 1, "begins with <mjml lang=\"en\">, or another language: screen readers ask");
    }
    String html;
    try {
      html =
          Mjml4j.render(
              slots.marked(),
              new Mjml4j.Configuration(language.group(1), Mjml4j.TextDirection.AUTO));
    } catch (RuntimeException e) {
      throw new TemplateFault(file, 0, "is not MJML: " + e.getMessage());
    }
    var unknown = UNKNOWN.matcher(html);
    if (unknown.find()) {
      throw new TemplateFault(
          file, 0, "<" + unknown.group(1) + "> is not a component of MJML, or stands out of place");
    }
    if (html.contains("@import") || html.contains("<link")) {
      throw new TemplateFault(
          file, 0, "would fetch a font: set font-family on mj-all, with fonts that readers have");
    }
    HtmlContexts.check(file, html, slots);
    if (html.length() > LARGEST_HTML) {
      throw new TemplateFault(
          file, 0, "becomes " + html.length() + " characters of HTML; Gmail cuts at 102 KB");
    }
    return slots.restore(html);
  }
}
