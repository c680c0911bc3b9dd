package dev.perennial.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthdayTest {
  @ParameterizedTest(name = "{0} from {1}: in {2} days")
  @CsvSource({
    "1984-06-10, 2026-06-10, 0",
    "1984-06-10, 2026-06-09, 1",
    "1984-06-10, 2026-06-11, 364",
    "--06-10,    2026-06-03, 7",
    "--01-02,    2026-12-31, 2",
    "--02-29,    2026-02-27, 1",
    "--02-29,    2026-02-28, 0",
    "--02-29,    2026-03-01, 364",
    "1984-02-29, 2028-02-28, 1",
    "1984-02-29, 2028-02-29, 0",
    "--03-01,    2027-03-02, 365",
  })
  void theNextOneIsSoManyDaysAhead(String birthday, LocalDate today, long days) {
    assertEquals(days, Birthday.parse(birthday).daysFrom(today));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--02-30", "--13-01", "1983-02-29", "02-29", "--2-9", "1984-06", ""})
  void whatIsNoDayIsNone(String text) {
    assertThrows(DateTimeException.class, () -> Birthday.parse(text));
  }
}
