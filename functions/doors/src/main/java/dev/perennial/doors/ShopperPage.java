package dev.perennial.doors;

/**
 * The frame of the pages that shoppers come to by a link in a mail. Plain HTML with nothing
 * fetched, so that they work in every browser and tell nobody of the visit.
 */
public final class ShopperPage {
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

  private ShopperPage() {}

  /**
   * A page.
   *
   * @param title plain text
   * @param main HTML, with whatever is not ours {@link #escape escaped}
   */
  public static String of(String title, String main) {
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

  /** Plain text as HTML, in an element or a quoted attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
