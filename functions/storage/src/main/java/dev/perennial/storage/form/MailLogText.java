package dev.perennial.storage.form;

import dev.perennial.domain.ledger.MailLog;
import org.jspecify.annotations.Nullable;

/**
 * A mail log as it is stored. The first release refuses bodies with fields that it doesn't know:
 * journeys stand beside, and its own writes drop them.
 *
 * @param body as the first release reads it
 * @param more all else, as the fields of an object; null for nothing
 */
public record MailLogText(String body, @Nullable String more) {
  /** The texts of a mail log. */
  public static MailLogText of(MailLog mailLog) {
    return new MailLogText(Json.write(mailLog), Json.writeBeside(mailLog));
  }

  /**
   * The mail log.
   *
   * @throws IllegalArgumentException when it is none, or of a newer schema; never with its content
   */
  public MailLog mailLog() {
    return Json.read(Beside.joined(body, more), MailLog.class, MailLog::later);
  }
}
