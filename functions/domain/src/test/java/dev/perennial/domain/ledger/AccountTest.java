package dev.perennial.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.domain.Example;
import dev.perennial.domain.Notation;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.segments.Bands;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check of a ledger against its account sees; a check that sees nothing finds nothing. */
class AccountTest {
  private static final Account ACCOUNT = Example.remembering();

  /** The account, but for one field. */
  private static Account butFor(String field) {
    var later = Instant.parse("2011-01-01T12:00:01Z");
    return new Account(
        "anna",
        field.equals("version") ? 2 : ACCOUNT.version(),
        1,
        field.equals("writtenAt") ? later : ACCOUNT.writtenAt(),
        field.equals("lots")
            ? Lots.NONE.plus(lot(), 5, LocalDate.parse("2011-02-01"))
            : ACCOUNT.lots(),
        field.equals("debt") ? 1 : ACCOUNT.debt(),
        field.equals("days") ? ActiveDays.NONE : ACCOUNT.days(),
        field.equals("purchases") ? 7 : ACCOUNT.purchases(),
        field.equals("clicks")
            ? ACCOUNT.slices().with(MailDays.CLICKED, MailDays.NONE)
            : ACCOUNT.slices(),
        "member",
        ACCOUNT.segments(),
        field.equals("erased") != ACCOUNT.erased(),
        Map.of());
  }

  private static Lots.Lot lot() {
    return Notation.lot("2011-03-15/2012-03");
  }

  private static List<String> names(List<String> differences) {
    return differences.stream().map(each -> each.substring(0, each.indexOf(' '))).toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "version, true",
    "lots, true",
    "debt, true",
    "days, false",
    "purchases, false",
    "clicks, false",
    "writtenAt, false",
    "erased, false"
  })
  void everyFieldThatLinesDecideIsCompared(String field, boolean byPostings) {
    var fold = butFor(field);
    assertEquals(List.of(field), names(ACCOUNT.differences(fold, Evaluation.SLICES)));
    assertEquals(List.of(field), names(fold.differences(ACCOUNT, Evaluation.SLICES)));
    assertEquals(byPostings ? List.of(field) : List.of(), names(ACCOUNT.pointDifferences(fold)));
  }

  @Test
  void aDifferenceTellsBothValues() {
    assertEquals(
        List.of("purchases \"1\" instead of \"7\""),
        ACCOUNT.differences(butFor("purchases"), Evaluation.SLICES));
  }

  @Test
  void whatAnEvaluationDecidesIsNotCompared() {
    var bands = ACCOUNT.slices().with(Bands.SLICE, null);
    var other = ACCOUNT.evaluated("gold", bands, List.of());
    assertEquals(List.of(), ACCOUNT.differences(other, Evaluation.SLICES));
  }
}
