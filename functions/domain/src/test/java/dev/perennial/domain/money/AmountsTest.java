package dev.perennial.domain.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
  @ParameterizedTest(name = "{0} {1} is {2} minor units, written {3}")
  @CsvSource({
    "12.50,           EUR, 1250,             12.50",
    "12.5,            EUR, 1250,             12.50",
    "12.500,          EUR, 1250,             12.50",
    "0012,            EUR, 1200,             12.00",
    "0,               EUR, 0,                0.00",
    "0.00,            EUR, 0,                0.00",
    "0.01,            GBP, 1,                0.01",
    "1000000000,      GBP, 100000000000,     1000000000.00",
    "1000000000.00,   GBP, 100000000000,     1000000000.00",
    "12,              JPY, 12,               12",
    "12.0,            JPY, 12,               12",
    "1.234,           BHD, 1234,             1.234",
    "1000000000.000,  BHD, 1000000000000,    1000000000.000",
    "1.2345,          CLF, 12345,            1.2345",
    "7,               XXX, 7,                7",
  })
  void parseIsExactAndFormatWritesEveryDecimal(
      String text, String code, long minor, String written) {
    var currency = Currency.getInstance(code);
    assertEquals(minor, Amounts.parse(text, currency));
    assertEquals(written, Amounts.format(minor, currency));
  }

  @ParameterizedTest(name = "\"{0}\" {1}: {2}")
  @CsvSource({
    "0.001,           GBP, has more than the 2 decimals of GBP",
    "12.505,          EUR, has more than the 2 decimals of EUR",
    "0.5,             JPY, has more than the 0 decimals of JPY",
    "0.0005,          BHD, has more than the 3 decimals of BHD",
    "1000000000.01,   GBP, 'is above the largest amount, 1000000000'",
    "999999999999999, GBP, 'is above the largest amount, 1000000000'",
  })
  void parseRefusesWhatTheCurrencyCannotHold(String text, String code, String why) {
    var currency = Currency.getInstance(code);
    var e = assertThrows(IllegalArgumentException.class, () -> Amounts.parse(text, currency));
    assertEquals(why, e.getMessage());
  }

  @ParameterizedTest(name = "\"{0}\" is no amount")
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "+1",
        "1,50",
        "1.",
        ".5",
        "1e3",
        "0x1",
        "NaN",
        "1.2.3",
        " 1",
        "1 ",
        "1234567890123456",
        "0.0000001",
        "\u0661\u0662",
        "1_000"
      })
  void parseRefusesWhatIsNoPlainDecimal(String text) {
    var pounds = Currency.getInstance("GBP");
    var e = assertThrows(IllegalArgumentException.class, () -> Amounts.parse(text, pounds));
    assertEquals(
        "is not an amount; write a decimal of zero or more such as \"12.50\"", e.getMessage());
  }

  @ParameterizedTest(name = "of {0}, {1} of {2} parts is {3}")
  @CsvSource({
    "100, 1, 3, 33",
    "100, 2, 3, 66",
    "100, 3, 3, 100",
    "0,   5, 9, 0",
    "99,  0, 9, 0",
    "1,   1, 2, 0",
    "9223372036854775807, 9223372036854775806, 9223372036854775807, 9223372036854775806",
  })
  void shareRoundsDownAndDoesNotOverflow(long amount, long part, long whole, long share) {
    assertEquals(share, Amounts.share(amount, part, whole));
  }

  @ParameterizedTest(name = "{1} minor units make one {0}")
  @CsvSource({"JPY, 1", "GBP, 100", "BHD, 1000", "CLF, 10000", "XXX, 1"})
  void minorPerUnit(String code, long units) {
    assertEquals(units, Amounts.minorPerUnit(Currency.getInstance(code)));
  }
}
