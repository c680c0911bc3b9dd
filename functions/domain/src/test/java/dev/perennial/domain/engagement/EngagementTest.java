package dev.perennial.domain.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.domain.surveys.Answered;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EngagementTest {
  private static final LocalDate DAY = LocalDate.of(2011, 3, 31);

  private static Answered answered(String survey, long score) {
    return new Answered(
        survey,
        new TreeMap<>(Map.of("score", score)),
        new TreeMap<>(Map.of("why", "price")),
        new TreeMap<>(Map.of("more", "words that no account keeps")));
  }

  @Test
  void nothingIsNoText() {
    assertEquals("", Engagement.NONE.toString());
    assertEquals(Engagement.NONE, Engagement.parse(""));
  }

  @Test
  void windowsEndTodayAndForgetWhatIsOlder() {
    var clicks = Engagement.NONE.clicked(DAY).clicked(DAY).clicked(DAY.plusDays(30)).clicks();
    assertEquals(3, clicks.mails());
    assertEquals(1, clicks.within(30, DAY.plusDays(30)));
    assertEquals(3, clicks.within(31, DAY.plusDays(30)));
    assertEquals(3, clicks.within(90, DAY.plusDays(89)));
    assertEquals(1, clicks.within(90, DAY.plusDays(90)));
    assertEquals(0, clicks.within(90, DAY.plusDays(120)));
    assertEquals(DAY.plusDays(30), clicks.last());
    assertNull(Clicks.NONE.last());
  }

  @Test
  void aClickReportedLateChangesNoLaterWindow() {
    var clicks = Engagement.NONE.clicked(DAY).clicked(DAY.minusDays(90)).clicks();
    assertEquals(2, clicks.mails());
    assertEquals(Map.of(DAY, 1L), clicks.days());
  }

  @Test
  void theLatestAnswerToASurveyStandsAndNoWords() {
    var answers =
        Engagement.NONE
            .answered(answered("nps", 9), DAY)
            .answered(answered("nps", 3), DAY.plusDays(1))
            .answered(answered("nps", 7), DAY.minusDays(1))
            .answers();
    assertEquals("nps@15065/score=3/why:price", answers.toString());
  }

  @Test
  void ofManySurveysTheLatestAreKept() {
    var engagement = Engagement.NONE;
    for (int i = 0; i < 10; i++) {
      engagement = engagement.answered(answered("survey-" + i, i), DAY.plusDays(i));
    }
    assertEquals(6, engagement.answers().surveys().size());
    assertEquals("survey-4", engagement.answers().surveys().firstKey());
  }

  @Test
  void whatIsWrittenIsReadTheSame_seed1() {
    var random = new Random(1);
    for (int i = 0; i < 500; i++) {
      var engagement = Engagement.NONE;
      for (int step = 0; step < random.nextInt(8); step++) {
        var day = DAY.plusDays(random.nextInt(200));
        engagement =
            switch (random.nextInt(4)) {
              case 0 -> engagement.clicked(day);
              case 1 ->
                  engagement.answered(
                      answered("survey-" + random.nextInt(9), random.nextInt(-5, 11)), day);
              case 2 -> engagement.byFriend();
              default -> engagement.plusFriends(random.nextBoolean() ? 1 : -1);
            };
      }
      assertEquals(engagement, Engagement.parse(engagement.toString()), engagement::toString);
    }
  }
}
