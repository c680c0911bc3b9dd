package dev.perennial.domain.evaluation;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Digest;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.segments.SegmentSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How long an account that was just evaluated would come to the same tier and segments, if nobody
 * writes it. What moves by the day is foreseen; what bands are made of is noted, and tried each
 * night by the boundaries and the model card in force, whichever these are.
 */
public final class Rest {
  /** Raised when what is foreseen or noted changes, so that nothing rests by an older reckoning. */
  private static final String FORM = "2";

  /** Days on which something moves and nothing comes of it, before looking on is given up. */
  private static final int LOOKS = 16;

  private Rest() {}

  /**
   * Tells the rules by which something rests from others: it changes with the programme's patterns,
   * tiers, notices and zone, and not with boundaries, model cards, campaigns or rewards.
   */
  public static String mark(Rules rules) {
    var programme = rules.programme();
    var tiers = programme.loyalty().tiers();
    var text = new StringBuilder(FORM).append(programme.get(SegmentSet.SECTION).mark());
    text.append(programme.shop().zone()).append(programme.shop().currency());
    text.append(tiers.by()).append(tiers.over()).append(tiers.graceDays());
    for (var level : tiers.levels()) {
      text.append('/').append(level.id()).append('=').append(level.from());
    }
    text.append(new TreeSet<>(programme.loyalty().expiryNotices()));
    return Digest.of(text.toString());
  }

  /**
   * The first day on which tier or segments may change by time alone while the bands stay: never
   * too late, and too early when so much happens before that nobody looks so far.
   *
   * @param account as evaluated
   * @param today in the shop's zone
   * @param last not looked beyond
   */
  public static LocalDate until(
      Account account, @Nullable Profile profile, Rules rules, LocalDate today, LocalDate last) {
    var programme = rules.programme();
    var tiers = programme.loyalty().tiers();
    var segments = programme.get(SegmentSet.SECTION);
    var crossings = segments.crossings(account, profile, programme.shop().currency(), today);
    var standing = Standing.of(account.days(), tiers, today);
    var day = today;
    for (int i = 0; i < LOOKS; i++) {
      long next = crossings.first();
      if (standing.until() != null) {
        next = Math.min(next, standing.until().toEpochDay() + 1);
      }
      if (segments.names("nextTier")) {
        next = Math.min(next, Standing.lessFrom(account.days(), tiers, day).toEpochDay());
      }
      if (next >= last.toEpochDay()) {
        return last;
      }
      day = LocalDate.ofEpochDay(next);
      standing = Standing.of(account.days(), tiers, day);
      if (!Evaluation.stays(account, profile, standing, rules, day)) {
        return day;
      }
      crossings.passOver(next);
    }
    return day;
  }

  /** What an account's bands are made of; null when it has none, or nobody asks for them. */
  public static @Nullable Measured measured(Account account, Rules rules, LocalDate today) {
    var segments = rules.programme().get(SegmentSet.SECTION);
    var asked = segments.names("rfm") || segments.names("value");
    return asked ? Measured.of(account, today) : null;
  }

  /**
   * Whether segments see the bands that an account has also at another instant.
   *
   * @param measured of the account as a text, empty for none
   */
  public static boolean bandsStay(String measured, Rules rules, Instant at) {
    if (measured.isEmpty()) {
      return true;
    }
    var segments = rules.programme().get(SegmentSet.SECTION);
    return Measured.parse(measured)
        .stays(Evaluation.Measures.at(rules, at), segments, rules.dayOf(at));
  }
}
