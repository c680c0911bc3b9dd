package dev.perennial.domain.engagement;

/**
 * How a customer stands to others.
 *
 * <p>As text: {@code "referred 2"}, {@code "referred"} or {@code "2"}.
 *
 * @param referred whether a friend's code came with the first order
 * @param friends how many bought for the first time with this customer's code, less those whose
 *     first order went back whole
 */
public record Referral(boolean referred, long friends) {
  /** Neither came by somebody nor brought anybody. */
  public static final Referral NONE = new Referral(false, 0);

  private static final String REFERRED = "referred";

  Referral byFriend() {
    return new Referral(true, friends);
  }

  Referral plusFriends(int more) {
    return new Referral(referred, friends + more);
  }

  @Override
  public String toString() {
    var count = friends == 0 ? "" : Long.toString(friends);
    return (referred ? REFERRED + " " + count : count).strip();
  }

  /** Reads what {@link #toString} wrote. */
  static Referral parse(String text) {
    var referred = text.startsWith(REFERRED);
    var count = referred ? text.substring(REFERRED.length()).strip() : text;
    return new Referral(referred, count.isEmpty() ? 0 : Long.parseLong(count));
  }
}
