package dev.perennial.domain.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.engagement.Referral;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.value.ValueBands;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What segments can ask of a customer. */
class ProfileDocumentTest {
  private static final LocalDate TODAY = LocalDate.parse("2011-06-01");

  private static JsonNode document(
      Account account, @Nullable Profile profile, String currency, LocalDate today)
      throws JsonProcessingException {
    var money = Currency.getInstance(currency);
    var json = ProfileDocument.of(account, profile, money, today, List.of()).json();
    return new ObjectMapper().readTree(json);
  }

  private static Account account(ActiveDays days, Slices slices) {
    return new Account(
        "anna",
        7,
        1,
        Example.noon("2011-05-31"),
        Notation.lots("2011-05:9 2011-12:340 2011-06-02/2012-06:20"),
        3,
        days,
        days.orders(),
        slices,
        "gold",
        List.of(),
        false,
        Map.of());
  }

  @Test
  void allThatIsKnownOfACustomerCanBeAskedForAndNoNameNorAddress() throws Exception {
    var answers =
        Answers.NONE.plus(
            "nps",
            new TreeMap<>(Map.of("score", 9L)),
            new TreeMap<>(Map.of("why", "price")),
            LocalDate.parse("2011-05-22"));
    var clicks =
        MailDays.NONE
            .plus(LocalDate.parse("2011-03-10"))
            .plus(LocalDate.parse("2011-05-03"))
            .plus(LocalDate.parse("2011-05-20"));
    var slices =
        Slices.NONE
            .with(MailDays.CLICKED, clicks)
            .with(
                MailDays.SENT,
                MailDays.NONE
                    .plus(LocalDate.parse("2011-04-01"))
                    .plus(LocalDate.parse("2011-05-31")))
            .with(Answers.SLICE, answers)
            .with(Referral.SLICE, new Referral(true, 2))
            .with(Bands.SLICE, new Bands(5, 4, 3, "2011-05"))
            .with(ValueBands.SLICE, new ValueBands(ValueBands.Churn.AT_RISK, 2, "2011-05"));
    var days =
        ActiveDays.NONE
            .plus(LocalDate.parse("2011-05-01"), 2, 1050, 0)
            .plus(LocalDate.parse("2011-05-30"), 1, 2000, 0);
    var profile =
        Example.anna("email")
            .with("email:home", Example.consent(false))
            .with(Profile.Field.REGION, "Kent")
            .with(Profile.Field.POSTCODE, "CT1 2AB");
    var wanted =
        """
        {"tier": "gold",
         "customer": {"known": true, "country": "GB", "region": "Kent", "postcode": "CT1 2AB", "language": "en",
           "zone": "Europe/London", "birthMonth": 2, "birthDay": 29, "daysToBirthday": 273},
         "attributes": {"shoe": "38"},
         "consents": {"email": true, "email:home": false},
         "points": {"balance": 340, "pending": 20, "debt": 3},
         "orders": {"count": 3, "spend": 30.50, "daysSinceLast": 2, "daysSinceFirst": 31,
           "lastSpend": 20.00},
         "last30": {"activeDays": 1, "orders": 1, "spend": 20.00},
         "last60": {"activeDays": 2, "orders": 3, "spend": 30.50},
         "last90": {"activeDays": 2, "orders": 3, "spend": 30.50},
         "last365": {"activeDays": 2, "orders": 3, "spend": 30.50},
         "mails": {"last30": 1, "last90": 2, "daysSinceLast": 1},
         "clicks": {"mails": 3, "last30": 2, "last90": 3, "daysSinceLast": 12},
         "answered": {"nps": 10},
         "scores": {"nps:score": 9},
         "choices": {"nps:why": "price"},
         "referral": {"referred": true, "friends": 2},
         "rfm": {"recency": 5, "frequency": 4, "monetary": 3},
         "value": {"churn": "at-risk", "band": 2}}
        """;
    assertEquals(
        new ObjectMapper().readTree(wanted),
        document(account(days, slices), profile, "GBP", TODAY));
  }

  @ParameterizedTest(name = "{0} days, {1} days later: {2}")
  @CsvSource({"30, 30, 1", "31, 30, 3", "90, 89, 3", "90, 90, 1", "90, 120, 0", "30, -1, 3"})
  void aWindowEndsToday(int length, int later, long count) {
    var days = new TreeMap<>(Map.of(TODAY, 2L, TODAY.plusDays(30), 1L));
    assertEquals(count, ProfileDocument.within(days, length, TODAY.plusDays(later)));
  }

  @Test
  void whatIsNotKnownIsNotThere() throws Exception {
    var document = document(account(ActiveDays.NONE, Slices.NONE), null, "GBP", TODAY);
    var wanted =
        """
        {"tier": "gold",
         "customer": {"known": false},
         "points": {"balance": 340, "pending": 20, "debt": 3},
         "orders": {"count": 0, "spend": 0.00},
         "last30": {"activeDays": 0, "orders": 0, "spend": 0.00},
         "last60": {"activeDays": 0, "orders": 0, "spend": 0.00},
         "last90": {"activeDays": 0, "orders": 0, "spend": 0.00},
         "last365": {"activeDays": 0, "orders": 0, "spend": 0.00},
         "mails": {"last30": 0, "last90": 0},
         "clicks": {"mails": 0, "last30": 0, "last90": 0},
         "referral": {"referred": false, "friends": 0}}
        """;
    assertEquals(new ObjectMapper().readTree(wanted), document);
  }

  @ParameterizedTest(name = "an order of {0} days ago is in the windows {1}")
  @CsvSource({
    "0,   30 60 90 365",
    "29,  30 60 90 365",
    "30,  60 90 365",
    "59,  60 90 365",
    "60,  90 365",
    "89,  90 365",
    "90,  365",
    "364, 365",
    "365, ''"
  })
  void aWindowEndsWithTodayAndCountsItsDays(int ago, String windows) throws Exception {
    var days = ActiveDays.NONE.plus(TODAY.minusDays(ago), 1, 1000, 0);
    var document = document(account(days, Slices.NONE), null, "GBP", TODAY);
    var within =
        List.of("30", "60", "90", "365").stream()
            .filter(each -> document.path("last" + each).path("orders").asInt() == 1)
            .toList();
    assertEquals(windows, String.join(" ", within));
    assertEquals(ago, document.at("/orders/daysSinceLast").asInt());
  }

  @ParameterizedTest(name = "{0} minor units of {1} are {2}")
  @CsvSource({
    "1050, GBP, 10.50",
    "1050, JPY, 1050",
    "1050, KWD, 1.050",
    "500000000001, GBP, 5000000000.01",
    "123456789012345, KWD, 123456789012.345",
    // to as many digits as event-ruler compares
    "9007199254740993, GBP, 90071992547409.9",
    "9007199254740993, JPY, 9007199254740990"
  })
  void spendIsInTheMajorUnit(long minor, String currency, String spend) throws Exception {
    var days = ActiveDays.NONE.plus(TODAY, 1, minor, 0);
    var json =
        ProfileDocument.of(
                account(days, Slices.NONE), null, Currency.getInstance(currency), TODAY, List.of())
            .json();
    assertEquals(spend, json.substring(json.indexOf("\"spend\":") + 8).split("[,}]", -1)[0]);
  }

  @Test
  void whatIsDatedAheadWasToday() throws Exception {
    var clicks = MailDays.NONE.plus(TODAY.plusDays(1));
    var slices = Slices.NONE.with(MailDays.CLICKED, clicks);
    var document = document(account(ActiveDays.NONE, slices), null, "GBP", TODAY);
    assertEquals(0, document.at("/clicks/daysSinceLast").asInt(-1));
  }

  @Test
  void ofAValueWithoutAModelThereIsABandAndNoChurn() throws Exception {
    var slices = Slices.NONE.with(ValueBands.SLICE, new ValueBands(null, 2, "2011-05"));
    var document = document(account(ActiveDays.NONE, slices), null, "GBP", TODAY);
    assertEquals(new ObjectMapper().readTree("{\"band\": 2}"), document.path("value"));
  }
}
