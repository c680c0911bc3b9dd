package dev.perennial.clicks;

import dev.perennial.runtime.http.ShopperPage;
import java.net.URI;
import java.util.Objects;

/** The page between a mail and where its link leads. */
final class ClickPage {
  /**
   * Once somebody looks at the page: tells of the visit and goes on, without waiting for an answer.
   * A page that is fetched or shown to nobody tells nothing.
   */
  static final String SCRIPT =
      """

      const go = () => {
        navigator.sendBeacon(location.href, navigator.webdriver ? "%s" : "");
        location.replace(document.querySelector("a").href);
      };
      if (document.visibilityState === "visible") {
        go();
      } else {
        document.addEventListener("visibilitychange", go, {once: true});
      }
      """
          .formatted(ClicksHandler.AUTOMATED);

  private ClickPage() {}

  /**
   * Goes on to an address; without scripts, by a link on it.
   *
   * @param url absolute, as the token said it
   */
  static String onwards(String url) {
    var host = ShopperPage.escape(Objects.requireNonNullElse(URI.create(url).getHost(), url));
    return ShopperPage.of(
        "Going on to " + host,
        """
        <h1>One moment …</h1>
        <p><a href="%s">Go on to %s</a></p>
        <script>%s</script>
        """
            .formatted(ShopperPage.escape(url), host, SCRIPT));
  }

  /** For a link that was cut short or changed; says nothing of any customer. */
  static String invalid(String shop) {
    return ShopperPage.of(
        "This link does not work",
        """
        <h1>This link does not work.</h1>
        <p>It may have been cut short on the way. Please open it in the mail from %s again.</p>
        """
            .formatted(ShopperPage.escape(shop)));
  }
}
