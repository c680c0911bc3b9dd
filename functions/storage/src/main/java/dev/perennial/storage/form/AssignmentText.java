package dev.perennial.storage.form;

import dev.perennial.domain.ledger.Assignment;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An assignment: test, day since 1970-01-01, second at which it closes, arm, then spend before,
 * orders and spend of the day, mails and points, parted by blanks; zeros at the end are left out.
 */
final class AssignmentText {
  static final TextForm<Assignment> FORM =
      new TextForm<>(
          Assignment.class, "an assignment", AssignmentText::write, AssignmentText::read);

  private static final int FIRST_FIGURE = 4;

  private AssignmentText() {}

  private static String write(Assignment each) {
    return "%s %d %d %s %d %d %d %d %d"
        .formatted(
            each.test(),
            each.day().toEpochDay(),
            each.closes().getEpochSecond(),
            each.arm(),
            each.before(),
            each.orders(),
            each.spend(),
            each.mails(),
            each.points())
        .replaceAll("( 0)+$", "");
  }

  private static Assignment read(String text) {
    var parts = TextForm.items(text, " ");
    return new Assignment(
        parts[0],
        LocalDate.ofEpochDay(Long.parseLong(parts[1])),
        Instant.ofEpochSecond(Long.parseLong(parts[2])),
        parts[3],
        figure(parts, 0),
        Math.toIntExact(figure(parts, 1)),
        figure(parts, 2),
        Math.toIntExact(figure(parts, 3)),
        figure(parts, 4));
  }

  private static long figure(String[] parts, int place) {
    var at = FIRST_FIGURE + place;
    return at < parts.length ? Long.parseLong(parts[at]) : 0;
  }
}
