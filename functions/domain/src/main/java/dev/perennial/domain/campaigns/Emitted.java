package dev.perennial.domain.campaigns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Receipt;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's step told of a customer on the bus.
 *
 * @param entry the journey's, beside its campaign
 * @param name as the file has it
 * @param properties as the file has them, as JSON
 */
public record Emitted(
    String campaign, String entry, String name, SortedMap<String, String> properties)
    implements DomainEvent {
  @Override
  public String eventType() {
    return "Journey Emitted";
  }

  @Override
  public boolean advancesAccount() {
    return false;
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("campaign", campaign);
    detail.put("entry", entry);
    detail.put("name", name);
    var told = detail.putObject("properties");
    properties.forEach((key, value) -> told.putRawValue(key, new RawValue(value)));
  }
}
