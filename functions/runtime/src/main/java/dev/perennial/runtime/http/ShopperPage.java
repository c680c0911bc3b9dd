package dev.perennial.runtime.http;



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
      fieldset, .words { min-width: 0; margin: 0 0 32px; padding: 0; border: 0; }
      legend, .words label { display: block; margin: 0 0 10px; padding: 0; font-weight: 600; }
      .ends { display: flex; justify-content: space-between; gap: 16px; margin: 0 0 8px;
        font-size: 15px; color: #6d655c; }
      .scale { display: grid; grid-template-columns: repeat(auto-fit, minmax(34px, 1fr)); gap: 5px; }
      .scale label { position: relative; }
      .scale input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0;
        cursor: pointer; }
      .scale span { display: block; padding: 9px 2px; border: 1px solid #8b8177; border-radius: 6px;
        text-align: center; }
      .scale input:checked + span { border-color: #2f5d50; background: #2f5d50; color: #fff;
        font-weight: 600; }
      .options { display: grid; gap: 6px; }
      .options label { display: flex; align-items: center; gap: 12px; padding: 9px 14px;
        border: 1px solid #8b8177; border-radius: 6px; overflow-wrap: anywhere; cursor: pointer; }
      .options input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: #2f5d50; }
      .scale input:hover + span, .options label:hover { border-color: #2f5d50; background: #eaf2ee; }
      .scale input:checked:hover + span { background: #24493f; }
      .options label:has(:checked) { border-color: #2f5d50; background: #eaf2ee; }
      textarea { box-sizing: border-box; width: 100%; padding: 10px 12px; border: 1px solid #8b8177;
        border-radius: 6px; background: transparent; color: inherit; font: inherit; resize: vertical; }
      .scale input:focus-visible + span, .options input:focus-visible, textarea:focus-visible {
        outline: 3px solid #d98c2b; outline-offset: 2px; }
      .wrong { padding-left: 12px; border-left: 4px solid #a3341f; color: #a3341f; }
      .wrong a { color: inherit; }
      @media (max-width: 480px) { body { padding: 24px 12px; } main { padding: 28px 24px; }
        button { width: 100%; } .scale { grid-template-columns: repeat(auto-fit, minmax(44px, 1fr)); } }
      @media (prefers-color-scheme: dark) { body { background: #1d1b19; color: #efe9e1; }
        main { background: #282522; } h1 { color: #efe9e1; } small, .ends { color: #b3a99e; }
        .scale input:hover + span, .options label:hover, .options label:has(:checked) {
          background: #24352f; } .options input { accent-color: #9fd3c1; }
        .scale input:checked + span { background: #2f5d50; } .wrong { color: #f0a08f; border-color: #f0a08f; } }
      @media (forced-colors: active) { .scale input:checked + span { forced-color-adjust: none;
        background: Highlight; color: HighlightText; } }
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
