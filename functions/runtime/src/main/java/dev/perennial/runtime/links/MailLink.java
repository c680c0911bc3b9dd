package dev.perennial.runtime.links;

import java.util.Optional;

/**
 * A link of a mail that leads through the page that counts.
 *
 * @param number which of the mail's links, 1 the first
 * @param url where it leads, an absolute web address
 */
public record MailLink(String customerId, String sendId, int number, String url) {
  private static final String PURPOSE = "click";

  /** The address of the page, below where the API is. */
  public static final String PATH = "/p/r";

  /** The token that says it. */
  public String token(SignedLinks links) {
    return links.token(PURPOSE, customerId, sendId, Integer.toString(number), url);
  }

  /** What a token says, if it was made here. Never throws. */
  public static Optional<MailLink> read(SignedLinks links, String token) {
    return links
        .verify(PURPOSE, token)
        .map(
            said -> {
              var details = said.details();
              return new MailLink(
                  said.customerId(),
                  details.get(0),
                  Integer.parseInt(details.get(1)),
                  details.get(2));
            });
  }
}
