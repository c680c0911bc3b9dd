package dev.perennial.domain.referrals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferralCodeTest {
  @ParameterizedTest(name = "{0} is read as {1}")
  @CsvSource(
      nullValues = "none",
      value = {
        "0123456789, 0123456789",
        "AbCdEfGhJk, ABCDEFGHJK",
        "o1iLzO0oIl, 0111Z00011",
        "MNPQ-RST-VWX, MNPQRSTVWX",
        "0123456789ABCDEF, 0123456789ABCDEF",
        "0123456789ABCDEFG, none",
        "012345678, none",
        "01234567-8, none",
        "0123456U89, none",
        "0123456.89, none",
        "'', none"
      })
  void aCodeIsReadAsCrockfordSays(String typed, String code) {
    assertEquals(code, ReferralCode.read(typed));
  }
}
