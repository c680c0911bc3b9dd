package dev.perennial.domain.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Receipt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A link of a mail was followed, and not judged a person's doing.
 *
 * @param link which of the mail's links, 1 the first
 * @param reason why not, such as {@code too-soon}
 */
public record ClickSeen(String sendId, String campaign, int link, String reason)
    implements DomainEvent {
  @Override
  public @Nullable String eventType() {
    return null;
  }

  @Override
  public String title() {
    return "Click Seen";
  }

  @Override
  public boolean advancesAccount() {
    return false;
  }

  @Override
  public Duration kept() {
    return HistoryLine.KEPT;
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("sendId", sendId);
    detail.put("campaign", campaign);
    detail.put("link", link);
    detail.put("reason", reason);
  }
}
