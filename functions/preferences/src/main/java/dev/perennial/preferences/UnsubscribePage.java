package dev.perennial.preferences;

import dev.perennial.runtime.http.ShopperPage;

/**
 * The pages behind a mail's unsubscribe link. Opening one changes nothing: mail scanners open every
 * link.
 */
final class UnsubscribePage {
  private UnsubscribePage() {}

  /**
   * Asks, with one button that posts to the page's own address.
   *
   * @param shop the shop's name
   * @param token from the link, opaque here
   */
  static String confirm(String shop, String token) {
    return ShopperPage.of(
        "Unsubscribe from " + shop,
        """
        <h1>Unsubscribe?</h1>
        <p>You will get no more marketing mail from %s. Your points stay yours.</p>
        <form method="post" action="?t=%s">
        <p><button type="submit">Unsubscribe</button></p>
        </form>
        <p><small>Changed your mind? Just close this page.</small></p>
        """
            .formatted(ShopperPage.escape(shop), ShopperPage.escape(token)));
  }

  /** Says that it is done; the same when it was done before. */
  static String done(String shop) {
    return ShopperPage.of(
        "Unsubscribed from " + shop,
        """
        <h1>You are unsubscribed.</h1>
        <p>There will be no more marketing mail from %s. A mail that was already on its way may \
        still arrive.</p>
        <p><small>Your points stay yours, and you can close this page.</small></p>
        """
            .formatted(ShopperPage.escape(shop)));
  }

  /** For a link that was cut short or changed; says nothing of any customer. */
  static String invalid(String shop) {
    return ShopperPage.of(
        "This link does not work",
        """
        <h1>This link does not work.</h1>
        <p>It may have been cut short on the way. Please open the unsubscribe link in the newest \
        mail from %s, or reply to that mail and ask.</p>
        """
            .formatted(ShopperPage.escape(shop)));
  }
}
