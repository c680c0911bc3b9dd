package dev.perennial.storage.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.Attribute;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Profile.Field;
import dev.perennial.domain.ledger.SaidTimes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles as the first release has them, and what came since beside it. */
class ProfileFormTest {
  /** As the first release wrote it. */
  private static final String FIRST =
      """
      {"customerId":"anna","email":"anna@example.com","name":"Anna Ash","language":"en",\
      "zone":"Europe/London","country":"GB","birthday":"1980-02-29","attributes":{"shoe":"38"},\
      "consents":{"email":{"granted":true,"at":"2010-12-01T12:00:00Z","source":"form"}}}\
      """;

  private static Profile read(String json) {
    return Json.read(json, Profile.class);
  }

  @Test
  void whatTheFirstReleaseKnewIsWrittenAsItDid() {
    assertEquals(FIRST, Json.write(Example.anna("email")));
    assertEquals(Example.anna("email"), read(FIRST));
  }

  @Test
  void whatItDidNotKnowStandsBeside() {
    var profile =
        Example.anna()
            .with(Field.BIRTHDAY, "--02-29")
            .with(Field.GIVEN_NAME, "Anna")
            .with(Field.FAMILY_NAME, "Ash")
            .with(Field.REGION, "Kent")
            .with(Field.POSTCODE, "CT1 2AB")
            .with("size", new Attribute.Amount(new BigDecimal("42.50")))
            .with("id", new Attribute.Amount(new BigDecimal("123456789012345")))
            .with("vip", new Attribute.Truth(false))
            .with("likes", new Attribute.Texts(List.of("garden", "kitchen")));
    var said =
        SaidTimes.NONE
            .withAll(Example.noon("2011-01-01"))
            .with("attributes/size", Example.noon("2011-01-02"));
    var whole =
        new Profile(
            "anna", profile.fields(), profile.attributes(), profile.consents(), said, Map.of());
    assertEquals(
        """
        {"customerId":"anna","email":"anna@example.com","name":"Anna Ash","language":"en",\
        "zone":"Europe/London","country":"GB","birthdayYearly":"--02-29",\
        "attributes":{"shoe":"38"},"givenName":"Anna","familyName":"Ash",\
        "region":"Kent","postcode":"CT1 2AB",\
        "values":{"id":123456789012345,"likes":["garden","kitchen"],"size":42.5,"vip":false},\
        "saidAt":{"*":"2011-01-01T12:00:00Z","attributes/size":"2011-01-02T12:00:00Z"}}\
        """,
        Json.write(whole));
    assertEquals(whole, read(Json.write(whole)));
  }

  @Test
  void theBodyHoldsWhatTheFirstReleaseReadsAndNothingElse() {
    assertEquals(new ProfileText(FIRST, null), ProfileText.of(Example.anna("email")));
    var more =
        Example.anna("email")
            .with(Field.GIVEN_NAME, "Anna")
            .with("size", new Attribute.Amount(new BigDecimal("0.1000000000000000055")));
    var text = ProfileText.of(more);
    assertEquals(FIRST, text.body());
    assertEquals(
        "{\"givenName\":\"Anna\",\"values\":{\"size\":0.1000000000000000055}}", text.more());
    assertEquals(more, text.profile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"customerId\":\"anna\",\"birthday\":\"1980-02-30\"}",
        "{\"customerId\":\"anna\",\"attributes\":[]}",
        "{\"customerId\":\"anna\",\"values\":{\"size\":{}}}",
        "{\"customerId\":\"anna\",\"saidAt\":{\"email\":\"now\"}}",
      })
  void whatIsDamagedIsRefused(String json) {
    assertThrows(IllegalArgumentException.class, () -> read(json));
  }
}
