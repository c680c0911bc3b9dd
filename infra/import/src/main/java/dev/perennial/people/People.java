package dev.perennial.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who the customers of an order file are, of whom it tells an id and a country. */
public interface People {
  /**
   * The body of {@code PUT /customers/{customerId}}; always the same for the same customer.
   *
   * @param country in the words of Online Retail; null or an unknown name gives a profile without a
   *     country
   * @param consentedAt when those who consent did so
   */
  String profile(String customerId, @Nullable String country, Instant consentedAt);
}
