package dev.perennial.storage.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are read as they were written, and one that is cut or of another form is refused. */
class TextFormsTest {
  private static final List<TextForm<?>> FORMS =
      List.of(
          AssignmentText.FORM,
          LotsText.FORM,
          LotsText.LOT,
          DaysText.FORM,
          TermsText.FORM,
          PaidLinesText.FORM,
          EngagementText.FORM,
          BoughtText.FORM,
          WatchedText.FORM,
          MailDaysText.FORM,
          ValueBandsText.FORM);

  private static TextForm<?> form(String type) {
    return FORMS.stream()
        .filter(each -> each.type().getSimpleName().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static <T> String again(TextForm<T> form, String text) {
    return form.write().apply(form.parse(text));
  }

  /** Whatever of a cut text can be read says just what is there; the rest is refused. */
  @ParameterizedTest(name = "{0}: \"{1}\"")
  @CsvSource({
    "Assignment, k3fAB_ 15034 1301616000 held-out 12345 0 0 0 0",
    "Assignment, k3fAB_ 15034 1301616000 treated:a 0 1 4500 2 100",
    "Assignment, k3fAB_ 15034 1301616000 treated 0 0 0 1 0 0123456789ABCDEF ZYXWVTSRQPNMKJHG",
    "Lots, ''",
    "Lots, 2011-12:340",
    "Lots, 2011-12:340 2011-01-20/2012-01:20",
    "Lot, 2012-01",
    "Lot, 2011-01-20/2012-01",
    "ActiveDays, ''",
    "ActiveDays, 14944:1:15300",
    "ActiveDays, 14944:1:15300 3:2:990",
    "ActiveDays, 14944:1:15300:153 3:2:990:9",
    "ActiveDays, 2008-08:6:5000:0:3x2|14944:1:15300",
    "ActiveDays, '2008-08:40000001:5000:50:1x2,31x12|'",
    "ActiveDays, 2008-08:6:5000 2008-09:1:7|",
    "ActiveDays, 1:1:5 7:1:5",
    "ActiveDays, -7:1:5 9:1:5",
    "ActiveDays, 14944:1:15300;14950:25",
    "ActiveDays, 2008-08:6:5000|14944:1:15300;14061:40 14950:25 14951:5",
    "ActiveDays, ;14950:25",
    "Terms, 000003 1000",
    "Terms, 000003 1000 n2000 m500 bwelcome:100 bfirst/a:b:2",
    "PaidLines, 85123A 6 255",
    "PaidLines, 85123A 6 255;22086 6 295 p1500 cxmas r2000 k100",
    "PaidLines, GIFT 1 0",
    "PaidLines, A 3 100 p299",
    "PaidLines, A:1.x_y-z 1 100 p0",
    "EngagementText, ''",
    "EngagementText, 3 14850 14944:2|nps@14944/score=9/why:price order@14950|referred 2",
    "EngagementText, ||2",
    "EngagementText, ||referred",
    "LastBought, ''",
    "LastBought, brand/home:15034 category/a:b.c_d-e:15031 channel/web:1:15034",
    "MailDays, ''",
    "MailDays, 3 14850 14944:2",
    "Watched, ''",
    "Watched, sku/85123A:15034 sku/MUG%2FBLUE%20M:15031 sku/a:b%2A:15034",
    "Watched, activity/viewed:15034/5 activity/viewed%20sku%3DA:15031/1fffffffffffffffffffffff",
    "ValueBands, 25 2011-02",
    "ValueBands, 01 2011-02",
  })
  void aTextIsReadAsItWasWrittenAndACutOneIsRefusedOrSaysWhatIsThere(String type, String text) {
    var form = form(type);
    assertEquals(text, again(form, text));
    for (int end = 1; end < text.length(); end++) {
      var cut = text.substring(0, end);
      try {
        assertEquals(trimmed(cut), trimmed(again(form, cut)));
      } catch (UnreadableForm e) {
        assertTrue(String.valueOf(e.getMessage()).endsWith("it is cut or damaged"), e.getMessage());
      }
    }
  }

  /** A separator behind which nothing is, and a value that says no more than its default. */
  private static String trimmed(String text) {
    return text.replaceAll("[|;\\s]+$", "").replaceAll(":0*$| [mnp]0*$", "");
  }

  @ParameterizedTest(name = "{0}: \"{1}\"")
  @CsvSource({
    "Lots, 2011-12",
    "Lots, 2011-12:",
    "Lots, 2011-13:5",
    "Lots, '2011-12:5 '",
    "Lots, 2011-02-30/2011-12:5",
    "ActiveDays, 14944:1",
    "ActiveDays, 14944:1:",
    "ActiveDays, 2008-08:6|14944:1:5",
    "ActiveDays, 14944:1:5;14944",
    "Terms, 000003",
    "Terms, 000003 1000 x5",
    "Terms, 000003 1000 bwelcome",
    "PaidLines, A 3",
    "PaidLines, A 3 100;",
    "PaidLines, A 3 100 z5",
    "EngagementText, 3 14850",
    "EngagementText, 3 14850|nps@14944",
    "EngagementText, 3 14850|nps|",
    "EngagementText, ||x",
    "LastBought, brand/home",
    "LastBought, colour/red:15034",
    "MailDays, x",
    "MailDays, 3 14850:",
    "Watched, sku/A",
    "Watched, sku/A:15034/0",
    "Watched, sku/A:15034/x",
    "Watched, colour/red:15034",
    "ValueBands, 2",
    "ValueBands, '25 '",
    "ValueBands, 5x 2011-02",
    "ValueBands, 95 2011-02",
  })
  void whatIsCutOrDamagedIsRefusedWithoutQuotingIt(String type, String text) {
    var e = assertThrows(UnreadableForm.class, () -> form(type).parse(text));
    assertEquals(
        "is no text of %s: it is cut or damaged".formatted(form(type).name()), e.getMessage());
  }

  @Test
  void aFormOfALaterVersionIsNamed() {
    for (var form : FORMS) {
      var e = assertThrows(UnreadableForm.class, () -> form.parse("2~something else"));
      assertEquals(
          "is %s in form 2; this release reads form 1".formatted(form.name()), e.getMessage());
    }
  }
}
