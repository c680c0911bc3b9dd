package dev.perennial.people;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Profiles for customers of whom only an id and a country are known. All of a profile follows from
 * these two, so that every run makes the same people; each is marked as made up, and the addresses
 * are of domains that RFC 2606 keeps for examples.
 */
public final class MadeUpPeople implements People {
  /** Of 100 people, how many consent to email. */
  public static final int CONSENT_PERCENT = 70;

  private static final int BIRTHDAY_PERCENT = 80;

  /** Of 100 birthdays, how many are made February 29 on purpose: by chance it is one in 1,461. */
  private static final int LEAP_DAY_PERCENT = 2;

  private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net");
  private static final LocalDate OLDEST = LocalDate.of(1930, 1, 1);
  private static final LocalDate YOUNGEST = LocalDate.of(1992, 12, 31);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Names names = Names.shipped();
  private final Map<String, Country> countries = Country.shipped();

  @Override
  public String profile(String customerId, @Nullable String country, Instant consentedAt) {
    var dice = new Dice(customerId);
    var home = countries.getOrDefault(country == null ? "" : country, Country.UNKNOWN);
    var name = names.pick(dice);
    var profile = JSON.createObjectNode();
    profile.put("email", name.address(customerId) + "@" + dice.pick("domain", DOMAINS));
    profile.put("name", name.full());
    profile.put("language", dice.pick("language", home.languages()));
    profile.put("zone", dice.pick("zone", home.zones()));
    if (!home.code().isEmpty()) {
      profile.put("country", home.code());
    }
    if (dice.below("has a birthday", 100) < BIRTHDAY_PERCENT) {
      profile.put("birthday", birthday(dice).toString());
    }
    profile.putObject("attributes").put("madeUp", "true");
    consent(profile.putObject("consents"), dice, consentedAt);
    return profile.toString();
  }

  private static LocalDate birthday(Dice dice) {
    if (dice.below("leap day", 100) < LEAP_DAY_PERCENT) {
      return LocalDate.of(1932 + 4 * dice.below("leap year", 16), 2, 29);
    }
    var days = Math.toIntExact(YOUNGEST.toEpochDay() - OLDEST.toEpochDay());
    return OLDEST.plusDays(dice.below("birthday", days + 1));
  }

  private static void consent(ObjectNode consents, Dice dice, Instant at) {
    if (dice.below("consent", 100) < CONSENT_PERCENT) {
      consents
          .putObject("email")
          .put("granted", true)
          .put("at", at.toString())
          .put("source", "made-up")
          .put("wording", "Yes, send me offers and news by email. I can stop this at any time.");
    }
  }
}
