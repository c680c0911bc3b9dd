package dev.perennial.domain.engagement;

import dev.perennial.domain.history.Fact;
import java.time.LocalDate;

/**
 * What a customer did besides buying. Immutable.
 *
 * <p>As text: clicks, answers and referral, with bars between them; empty when there is nothing.
 */
public record Engagement(Clicks clicks, Answers answers, Referral referral) {
  /** Nothing but purchases. */
  public static final Engagement NONE = new Engagement(Clicks.NONE, Answers.NONE, Referral.NONE);

  /** After a mail's link was followed. */
  public Engagement clicked(LocalDate day) {
    return new Engagement(clicks.plus(day), answers, referral);
  }

  /** After a survey was answered. */
  public Engagement answered(Fact.Answered fact, LocalDate day) {
    return new Engagement(clicks, answers.plus(fact, day), referral);
  }

  /** After a first order with a friend's code. */
  public Engagement byFriend() {
    return new Engagement(clicks, answers, referral.byFriend());
  }

  /**
   * After friends bought for the first time with the customer's code.
   *
   * @param more below 0 when their orders went back
   */
  public Engagement plusFriends(int more) {
    return new Engagement(clicks, answers, referral.plusFriends(more));
  }

  @Override
  public String toString() {
    return equals(NONE) ? "" : clicks + "|" + answers + "|" + referral;
  }

  /** Reads what {@link #toString} wrote. */
  public static Engagement parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    var parts = text.split("\\|", -1);
    return new Engagement(
        Clicks.parse(parts[0]), Answers.parse(parts[1]), Referral.parse(parts[2]));
  }
}
