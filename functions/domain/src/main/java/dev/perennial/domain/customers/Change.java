package dev.perennial.domain.customers;

import dev.perennial.domain.history.HistoryLine;
import dev.perennial.domain.loyalty.Account;
import dev.perennial.domain.mail.Sends;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction writes: all of it, or nothing when a line exists already or an item is no
 * longer at the version that was read.
 *
 * @param account the next account, null to leave it
 * @param accountRead the version read, 0 when there was none
 * @param profile what becomes of the profile
 * @param sends the next sends, null to leave them
 * @param sendsRead the version read, 0 when there was none
 * @param lines to insert; each must be absent
 * @param quiet true when the lines raise no events: an import of customers who were not there
 */
public record Change(
    String customerId,
    @Nullable Account account,
    long accountRead,
    ProfileStep profile,
    @Nullable Sends sends,
    long sendsRead,
    List<HistoryLine> lines,
    boolean quiet) {
  public Change {
    lines = List.copyOf(lines);
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
        false);
  }

  /** The sends' next version alone, with lines if there are any. */
  public static Change ofSends(
      String customerId, Sends before, Sends after, List<HistoryLine> lines) {
    return new Change(
        customerId, null, 0, new ProfileStep.Keep(), after, before.version(), lines, false);
  }

  /** The same with other lines and the account that they make. */
  public Change with(@Nullable Account next, List<HistoryLine> all) {
    return new Change(customerId, next, accountRead, profile, sends, sendsRead, all, quiet);
  }

  /** The same with a step of the profile. */
  public Change with(ProfileStep step) {
    return new Change(customerId, account, accountRead, step, sends, sendsRead, lines, quiet);
  }

  /** The same with the next sends. */
  public Change with(Sends before, Sends after) {
    return new Change(
        customerId, account, accountRead, profile, after, before.version(), lines, quiet);
  }
}
