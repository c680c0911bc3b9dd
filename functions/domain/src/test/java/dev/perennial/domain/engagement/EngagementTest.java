package dev.perennial.domain.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EngagementTest {
  private static final LocalDate DAY = LocalDate.of(2011, 3, 31);

  private static Answers answered(Answers before, String survey, long score, LocalDate day) {
    return before.plus(
        survey, new TreeMap<>(Map.of("score", score)), new TreeMap<>(Map.of("why", "price")), day);
  }

  @Test
  void clicksAreCountedByTheirDaysAndForgottenAfterNinety() {
    var clicks = MailDays.NONE.plus(DAY).plus(DAY).plus(DAY.plusDays(30));
    assertEquals(3, clicks.mails());
    assertEquals(Map.of(DAY, 2L, DAY.plusDays(30), 1L), clicks.days());
    assertEquals(DAY.plusDays(30), clicks.last());
    assertEquals(
        Map.of(DAY.plusDays(90), 1L),
        clicks.plus(DAY.plusDays(90)).days().tailMap(DAY.plusDays(31)));
    assertNull(clicks.plus(DAY.plusDays(90)).days().get(DAY));
    assertNull(MailDays.NONE.last());
  }

  @Test
  void aClickReportedLateChangesNoLaterWindow() {
    var clicks = MailDays.NONE.plus(DAY).plus(DAY.minusDays(90));
    assertEquals(2, clicks.mails());
    assertEquals(Map.of(DAY, 1L), clicks.days());
  }

  @Test
  void theLatestAnswerToASurveyStands() {
    var first = answered(Answers.NONE, "nps", 9, DAY);
    var second = answered(first, "nps", 3, DAY.plusDays(1));
    var late = answered(second, "nps", 7, DAY.minusDays(1));
    assertEquals(second, late);
    var kept = late.surveys().values().iterator().next();
    assertEquals(Map.of("score", 3L), kept.scores());
    assertEquals(Map.of("why", "price"), kept.choices());
    assertEquals(DAY.plusDays(1), kept.day());
  }

  @Test
  void ofManySurveysTheLatestAreKept() {
    var answers = Answers.NONE;
    for (int i = 0; i < 10; i++) {
      answers = answered(answers, "survey-" + i, i, DAY.plusDays(i));
    }
    assertEquals(6, answers.surveys().size());
    assertEquals("survey-4", answers.surveys().firstKey());
  }
}
