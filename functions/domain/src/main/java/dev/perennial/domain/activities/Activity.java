package dev.perennial.domain.activities;

import dev.perennial.domain.ledger.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that a customer did, as the shop reports it.
 *
 * @param activityId the client's own id, unique for the customer
 * @param type the shop's own word for it, an id; {@link #REVIEW} has a meaning here
 * @param at business time
 * @param sku what it was done with: the property {@code sku} where that is an id, else null
 * @param properties each value as JSON writes it, so that the text "5" and the number 5 are two;
 *     texts among them may be personal
 */
public record Activity(
    String activityId,
    String customerId,
    String type,
    Instant at,
    @Nullable String sku,
    SortedMap<String, String> properties) {
  /** The type of a review, for which the programme may give points. */
  public static final String REVIEW = "review";

  /** How many properties there may be. */
  public static final int MAX_PROPERTIES = 20;

  public Activity {
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
  }

  /** The same of another id of the same person: the one under which it is, or was, recorded. */
  public Activity of(String id) {
    return new Activity(activityId, id, type, at, sku, properties);
  }

  /** Whether it reviews something. */
  public boolean isReview() {
    return type.equals(REVIEW);
  }

  /** The canonical content: what must be equal for it to be the same again. */
  String digest() {
    var digest = new Digest().add("customer", customerId).add("type", type).add("at", at);
    properties.forEach((name, value) -> digest.add("property", name).add("value", value));
    return digest.text();
  }
}
