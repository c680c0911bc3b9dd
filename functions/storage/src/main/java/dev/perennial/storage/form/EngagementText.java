package dev.perennial.storage.form;

import dev.perennial.domain.engagement.Answers;
import dev.perennial.domain.engagement.Answers.Answer;
import dev.perennial.domain.engagement.MailDays;
import dev.perennial.domain.engagement.Referral;
import java.time.LocalDate;
import java.util.TreeMap;

/**
 * What a customer did besides buying, as one text: clicks, answers and referral with bars between
 * them, empty when there is nothing of all three. Clicks as {@link MailDaysText}. Answers: {@code
 * "nps@14944/score=9/why:price"}. Referral: {@code "referred 2"}, {@code "referred"} or {@code
 * "2"}.
 */
record EngagementText(MailDays clicks, Answers answers, Referral referral) {
  static final TextForm<EngagementText> FORM =
      new TextForm<>(
          EngagementText.class, "engagement", EngagementText::write, EngagementText::read);
  private static final EngagementText NONE =
      new EngagementText(MailDays.NONE, Answers.NONE, Referral.NONE);
  private static final String REFERRED = "referred";

  private static String write(EngagementText all) {
    return all.equals(NONE)
        ? ""
        : MailDaysText.write(all.clicks) + "|" + write(all.answers) + "|" + write(all.referral);
  }

  private static EngagementText read(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    var parts = text.split("\\|", -1);
    return new EngagementText(MailDaysText.read(parts[0]), answers(parts[1]), referral(parts[2]));
  }

  private static String write(Answers answers) {
    var text = new StringBuilder();
    answers
        .surveys()
        .forEach(
            (survey, answer) -> {
              text.append(text.isEmpty() ? "" : " ").append(survey);
              text.append('@').append(answer.day().toEpochDay());
              answer.scores().forEach((id, score) -> text.append('/').append(id + "=" + score));
              answer.choices().forEach((id, choice) -> text.append('/').append(id + ":" + choice));
            });
    return text.toString();
  }

  private static Answers answers(String text) {
    var surveys = new TreeMap<String, Answer>();
    for (var item : TextForm.items(text, " ")) {
      var parts = item.split("/", -1);
      var scores = new TreeMap<String, Long>();
      var choices = new TreeMap<String, String>();
      for (int i = 1; i < parts.length; i++) {
        int equals = parts[i].indexOf('=');
        if (equals >= 0) {
          scores.put(parts[i].substring(0, equals), Long.valueOf(parts[i].substring(equals + 1)));
        } else {
          var both = TextForm.pair(parts[i], parts[i].indexOf(':'));
          choices.put(both[0], both[1]);
        }
      }
      var both = TextForm.pair(parts[0], parts[0].indexOf('@'));
      var day = LocalDate.ofEpochDay(Long.parseLong(both[1]));
      surveys.put(both[0], new Answer(day, scores, choices));
    }
    return new Answers(surveys);
  }

  private static String write(Referral referral) {
    var count = referral.friends() == 0 ? "" : Long.toString(referral.friends());
    return (referral.referred() ? REFERRED + " " + count : count).strip();
  }

  private static Referral referral(String text) {
    var referred = text.startsWith(REFERRED);
    var count = referred ? text.substring(REFERRED.length()).strip() : text;
    return new Referral(referred, count.isEmpty() ? 0 : Long.parseLong(count));
  }
}
