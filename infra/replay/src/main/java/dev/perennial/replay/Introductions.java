package dev.perennial.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perennial.customers.ProfileParser;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.orders.Orders;
import dev.perennial.people.People;
import dev.perennial.runtime.http.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who customers are made up to be when their first order comes.
 *
 * @param orders all of the file: made-up people take their country from it
 * @param people null to make up none
 */
record Introductions(Orders orders, @Nullable People people) {
  /** The body of {@code PUT /customers/{customerId}}, null when nobody is made up. */
  @Nullable String body(String customerId, Instant at) {
    return people == null
        ? null
        : people.profile(customerId, orders.countries().get(customerId), at);
  }

  /** The same for an import. */
  @Nullable Profile profile(String customerId, Instant at) {
    var json = body(customerId, at);
    if (json == null) {
      return null;
    }
    try {
      return ProfileParser.first(customerId, new JsonMapper().readTree(json), at);
    } catch (BadInput e) {
      throw new IllegalStateException("a made-up profile is wrong: " + e.problem(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
