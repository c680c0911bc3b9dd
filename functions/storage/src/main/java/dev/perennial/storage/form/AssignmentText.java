package dev.perennial.storage.form;

import dev.perennial.domain.ledger.Assignment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An assignment: test, day since 1970-01-01, second at which it closes, arm, then spend before,
 * orders and spend of the day, mails and points, and codes of coupons, parted by blanks.
 */
final class AssignmentText {
  static final TextForm<Assignment> FORM =
      new TextForm<>(
          Assignment.class, "an assignment", AssignmentText::write, AssignmentText::read);

  private static final int PARTS = 9;

  private AssignmentText() {}

  private static String write(Assignment each) {
    var text =
        "%s %d %d %s %d %d %d %d %d"
            .formatted(
                each.test(),
                each.day().toEpochDay(),
                each.closes().getEpochSecond(),
                each.arm(),
                each.before(),
                each.orders(),
                each.spend(),
                each.mails(),
                each.points());
    return each.coupons().isEmpty() ? text : text + " " + String.join(" ", each.coupons());
  }

  private static Assignment read(String text) {
    var parts = TextForm.items(text, " ");
    if (parts.length < PARTS) {
      throw new IllegalArgumentException("a part is missing");
    }
    return new Assignment(
        parts[0],
        LocalDate.ofEpochDay(Long.parseLong(parts[1])),
        Instant.ofEpochSecond(Long.parseLong(parts[2])),
        parts[3],
        Long.parseLong(parts[4]),
        Integer.parseInt(parts[5]),
        Long.parseLong(parts[6]),
        Integer.parseInt(parts[7]),
        Long.parseLong(parts[8]),
        List.of(parts).subList(PARTS, parts.length));
  }
}
