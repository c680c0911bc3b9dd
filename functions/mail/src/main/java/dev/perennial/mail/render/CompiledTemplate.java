package dev.perennial.mail.render;

/**
 * A template as {@code apply} stores it: MJML already turned into HTML, Liquid still inside.
 *
 * @param id what campaigns call it, for instance {@code thanks}
 * @param subject Liquid, one line
 * @param preheader Liquid, the grey line that inboxes show after the subject; may be empty. It is
 *     already inside {@code html}
 * @param html Liquid inside HTML; values are escaped when rendered
 * @param text Liquid, the plain text part
 */
public record CompiledTemplate(
    String id, String subject, String preheader, String html, String text) {}
