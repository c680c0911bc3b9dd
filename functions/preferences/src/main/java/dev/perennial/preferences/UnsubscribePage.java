package dev.perennial.preferences;

/**
 * The pages behind a mail's unsubscribe link. Plain HTML without scripts or anything fetched, so
 * that they work in every browser and tell nobody of the visit. Opening a page changes nothing:
 * mail scanners open every link.
 */
final class UnsubscribePage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { margin: 0; padding: 12vh 24px 48px; background: #f5efe6; color: #37322c;
        font: 17px/1.55 -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
      main { max-width: 30em; margin: 0 auto; padding: 40px; background: #fff; border-radius: 10px; }
      h1 { margin: 0 0 16px; font: 28px/1.25 Georgia, "Times New Roman", serif; color: #26221d; }
      p { margin: 0 0 20px; }
      main > p:last-child { margin-bottom: 0; }
      button { padding: 14px 28px; border: 0; border-radius: 6px; background: #2f5d50; color: #fff;
        font: inherit; font-weight: 600; cursor: pointer; }
      button:hover { background: #24493f; }
      button:focus-visible { outline: 3px solid #d98c2b; outline-offset: 3px; }
      small { color: #6d655c; }
      @media (max-width: 480px) { body { padding: 24px 12px; } main { padding: 28px 24px; }
        button { width: 100%; } }
      @media (prefers-color-scheme: dark) { body { background: #1d1b19; color: #efe9e1; }
        main { background: #282522; } h1 { color: #efe9e1; } small { color: #b3a99e; } }
      """;

  private UnsubscribePage() {}

  /**
   * Asks, with one button that posts to the page's own address.
   *
   * @param shop the shop's name
   * @param token from the link, opaque here
   */
  static String confirm(String shop, String token) {
    return page(
        "Unsubscribe from " + shop,
        """
        <h1>Unsubscribe?</h1>
        <p>You will get no more marketing mail from %s. Your points stay yours.</p>
        <form method="post" action="?t=%s">
        <p><button type="submit">Unsubscribe</button></p>
        </form>
        <p><small>Changed your mind? Just close this page.</small></p>
        """
            .formatted(escape(shop), escape(token)));
  }

  /** Says that it is done; the same when it was done before. */
  static String done(String shop) {
    return page(
        "Unsubscribed from " + shop,
        """
        <h1>You are unsubscribed.</h1>
        <p>There will be no more marketing mail from %s. A mail that was already on its way may \
        still arrive.</p>
        <p><small>Your points stay yours, and you can close this page.</small></p>
        """
            .formatted(escape(shop)));
  }

  /** For a link that was cut short or changed; says nothing of any customer. */
  static String invalid(String shop) {
    return page(
        "This link does not work",
        """
        <h1>This link does not work.</h1>
        <p>It may have been cut short on the way. Please open the unsubscribe link in the newest \
        mail from %s, or reply to that mail and ask.</p>
        """
            .formatted(escape(shop)));
  }

  private static String page(String title, String main) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta name="referrer" content="no-referrer">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    %s</main>
    </body>
    </html>
    """
        .formatted(escape(title), STYLE, main);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
