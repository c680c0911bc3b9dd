package dev.perennial.runtime.links;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The tags by which an event of SES finds its mail again; tags allow letters, digits, hyphens and
 * underscores only.
 *
 * @param customer base64url of the customer's id
 * @param send digest of the send id
 */
public record MailTags(String customer, String send) {
  /** Name of the tag with the customer. */
  public static final String CUSTOMER = "customer";

  /** Name of the tag with the send. */
  public static final String SEND = "send";

  /** The tags of a mail. */
  public static MailTags of(MailTask task) {
    return new MailTags(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(task.customerId().getBytes(StandardCharsets.UTF_8)),
        Digest.of(task.sendId()));
  }

  /** The customer's id, if the tag holds one. */
  public Optional<String> customerId() {
    try {
      var id = new String(Base64.getUrlDecoder().decode(customer), StandardCharsets.UTF_8);
      return ClientId.isOne(id) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
