package dev.perennial.domain.activities;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The customer did something that is no purchase. Kept for as long as it may be reported.
 *
 * @param kind the shop's own word for it, which clients call its type
 * @param sku what it was done with, if it says so
 * @param digest of its content: tells the same again from another
 * @param properties what else the shop says of it, each value as JSON writes it; may hold free
 *     text, which is in no event
 */
public record Active(
    String activityId,
    String kind,
    @Nullable String sku,
    String digest,
    SortedMap<String, String> properties)
    implements DomainEvent {
  /** Properties that say which order or cart it is about: campaigns wait for the same. */
  private static final List<String> ABOUT = List.of("purchaseId", "cartId");

  /** A text, as JSON writes it, that is an id and no words. */
  private static final Pattern ID = Pattern.compile("\"([A-Za-z0-9._:-]{1,64})\"");

  @Override
  public String eventType() {
    return "Customer Active";
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
    detail.put("activityId", activityId);
    detail.putObject("activity").put("type", kind);
    if (sku != null) {
      detail.put("sku", sku);
    }
    ABOUT.forEach(
        name -> {
          var id = ID.matcher(properties.getOrDefault(name, ""));
          if (id.matches()) {
            detail.put(name, id.group(1));
          }
        });
  }
}
