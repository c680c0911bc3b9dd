package dev.perennial.domain.merges;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.AccountDraft;
import dev.perennial.domain.ledger.DomainEvent;
import dev.perennial.domain.ledger.Posting;
import dev.perennial.domain.ledger.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another customer, who is the same person, was merged into this one.
 *
 * @param other that customer's account as it was: what the lines under its id make
 * @param twice how many of its purchases are on record here as well, and were taken back there
 * @param postings its points and debt
 * @param address key of its address, null when it had none or the same
 */
public record Merged(Account other, int twice, List<Posting> postings, @Nullable String address)
    implements DomainEvent {
  public Merged {
    postings = List.copyOf(postings);
  }

  @Override
  public String eventType() {
    return "Customer Merged";
  }

  @Override
  public String entry() {
    return "merge";
  }

  @Override
  public void applyTo(AccountDraft next) {
    next.takeIn(other, twice, address);
  }

  @Override
  public void tell(ObjectNode detail, @Nullable Receipt answer) {
    detail.put("from", other.customerId());
    detail.put("points", Posting.net(postings));
  }
}
