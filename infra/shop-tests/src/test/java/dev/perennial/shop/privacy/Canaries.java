package dev.perennial.shop.privacy;

import dev.perennial.people.People;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** People all of whose personal data can be told from anything else. */
final class Canaries implements People {
  /** What everything personal of a canary holds, and nothing else in the system does. */
  static final String SONG = "tweety";

  /** Of so many canaries the address of one bounces, and another complains. */
  private static final int TROUBLED = 7;

  @Override
  public String profile(String customerId, @Nullable String country, Instant consentedAt) {
    var address =
        switch (Math.floorMod(customerId.hashCode(), TROUBLED)) {
          case 0 -> "bounce@simulator.amazonses.com";
          case 1 -> "complaint@simulator.amazonses.com";
          default -> "@example.com";
        };
    return """
    {"email":"%s.%s%s","name":"%s \\"<b>%s","language":"en","zone":"Europe/London",
     "birthday":"1980-02-29","region":"%s","postcode":"%s","attributes":{"shoe":"%s"},
     "consents":{"email":{"granted":true,"at":"%s","source":"%s","wording":"%s"}}}\
    """
        .formatted(
            SONG, customerId, address, SONG, customerId, SONG, SONG, SONG, consentedAt, SONG, SONG);
  }
}
