package dev.perennial.domain.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction writes: all of it, or nothing when a line exists already or an item is no
 * longer at the version that was read.
 *
 * @param account the next account, null to leave it
 * @param accountRead the version read, 0 when there was none
 * @param profile what becomes of the profile
 * @param mailLog the next mail log, null to leave it
 * @param mailLogRead the version read, 0 when there was none
 * @param lines to insert; each must be absent
 * @param sides what else is written: coupons, stock, wrong guesses
 * @param quiet true when the lines raise no events: an import of customers who were not there, or a
 *     later time of which a profile is as it was
 */
public record Change(
    String customerId,
    @Nullable Account account,
    long accountRead,
    ProfileStep profile,
    @Nullable MailLog mailLog,
    long mailLogRead,
    List<HistoryLine> lines,
    List<Side> sides,
    boolean quiet) {
  public Change {
    lines = List.copyOf(lines);
    sides = List.copyOf(sides);
  }

  /** What becomes of the profile item. */
  public sealed interface ProfileStep {
    /** It stays. */
    record Keep() implements ProfileStep {}

    /** It is replaced. */
    record Put(Profile profile) implements ProfileStep {}

    /** It goes. */
    record Remove() implements ProfileStep {}
  }

  /**
   * What is written beside a customer's own items: each room that writes some declares its own, and
   * storage knows how.
   */
  public interface Side {}

  /** The account's next version, with the line that made it. */
  public static Change of(Account before, Account after, HistoryLine line) {
    return new Change(
        after.customerId(),
        after,
        before.version(),
        new ProfileStep.Keep(),
        null,
        0,
        List.of(line),
        List.of(),
        false);
  }

  /** The mail log's next version alone, with lines if there are any. */
  public static Change ofMailLog(
      String customerId, MailLog before, MailLog after, List<HistoryLine> lines) {
    return new Change(
        customerId,
        null,
        0,
        new ProfileStep.Keep(),
        after,
        before.version(),
        lines,
        List.of(),
        false);
  }

  /** What is written beside a customer's own items, and nothing of these. */
  public static Change ofSides(String customerId, List<? extends Side> sides) {
    return new Change(
        customerId, null, 0, new ProfileStep.Keep(), null, 0, List.of(), List.copyOf(sides), false);
  }

  /** The same with other lines and the account that they make. */
  public Change with(@Nullable Account next, List<HistoryLine> all) {
    return new Change(
        customerId, next, accountRead, profile, mailLog, mailLogRead, all, sides, quiet);
  }

  /** The same with one line more. */
  public Change and(HistoryLine line) {
    var more = new ArrayList<>(lines);
    more.add(line);
    return new Change(
        customerId, account, accountRead, profile, mailLog, mailLogRead, more, sides, quiet);
  }

  /** The same with something more on the side. */
  public Change with(Side side) {
    var more = new ArrayList<>(sides);
    more.add(side);
    return new Change(
        customerId, account, accountRead, profile, mailLog, mailLogRead, lines, more, quiet);
  }

  /** The same, of which no event is raised. */
  public Change quietly() {
    return new Change(
        customerId, account, accountRead, profile, mailLog, mailLogRead, lines, sides, true);
  }

  /** The same with a step of the profile. */
  public Change with(ProfileStep step) {
    return new Change(
        customerId, account, accountRead, step, mailLog, mailLogRead, lines, sides, quiet);
  }

  /** The same with the next mail log. */
  public Change with(MailLog before, MailLog after) {
    return new Change(
        customerId, account, accountRead, profile, after, before.version(), lines, sides, quiet);
  }
}
