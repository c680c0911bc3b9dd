package dev.perennial.mail.render;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A template as {@code apply} stores it: MJML already turned into HTML, Liquid still inside.
 *
 * @param id what campaigns call it, for instance {@code thanks}
 * @param subject Liquid, one line
 * @param preheader Liquid, the grey line that inboxes show after the subject; may be empty. It is
 *     already inside {@code html}
 * @param html Liquid inside HTML; values are escaped when rendered
 * @param text Liquid, the plain text part
 * @param lines where it stands in the file that was compiled: lines of {@code html} on which Liquid
 *     begins, and 0 for the subject, each with its line in the MJML; empty of a template that an
 *     earlier release stored
 */
public record CompiledTemplate(
    String id,
    String subject,
    String preheader,
    String html,
    String text,
    SortedMap<Integer, Integer> lines) {
  public CompiledTemplate {
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
  }

  /** One of which it isn't known where its lines come from. */
  public CompiledTemplate(String id, String subject, String preheader, String html, String text) {
    this(id, subject, preheader, html, text, new TreeMap<>());
  }

  /** The same with what is known of its lines. */
  public CompiledTemplate with(SortedMap<Integer, Integer> lines) {
    return new CompiledTemplate(id, subject, preheader, html, text, lines);
  }

  /** The file of a part, {@code subject}, {@code html} or {@code text}, as the shop calls it. */
  String file(String part) {
    return id + (part.equals("text") ? ".txt" : ".mjml");
  }

  /** The line in that file of a line in a part; 0 when it isn't known. */
  int fileLine(String part, int line) {
    return switch (part) {
      case "text" -> line;
      case "subject" -> lines.getOrDefault(0, 0);
      default -> lines.getOrDefault(line, 0);
    };
  }
}
