package dev.perennial.domain.ledger;

import dev.perennial.domain.ledger.Lots.Lot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One leg of a line's effect on points, in a form that every release understands: balances,
 * statements and liability fold postings and know no kind of event.
 *
 * @param lot where points come to lie or are taken from; null when debt alone changes
 * @param points put into the lot; below 0 when taken from it
 * @param debt points owed more; below 0 when debt is paid
 * @param brand whose purchase issued the points; null of all other postings, and without a brand
 * @param of the key of the line whose points these were; null when they are the line's own
 */
public record Posting(
    Kind kind,
    @Nullable Lot lot,
    long points,
    long debt,
    @Nullable String brand,
    @Nullable String of) {

  /** What a posting is to a statement. */
  public enum Kind {
    /** Earned. */
    ISSUED,
    /** Taken back with what had earned them. */
    CLAWED_BACK,
    /** Spent. */
    REDEEMED,
    /** Come back from what they were spent on. */
    RETURNED,
    /** Given by staff. */
    GIVEN,
    /** Taken by staff. */
    TAKEN
  }

  /**
   * @throws IllegalArgumentException when points lie in no lot
   */
  public Posting {
    if (lot == null && points != 0) {
      throw new IllegalArgumentException(points + " points are in no lot");
    }
  }

  /** The same of another lot. */
  public Posting in(Lot other) {
    return new Posting(kind, other, points, debt, brand, of);
  }

  /** Points into a lot, of which some pay debt first. */
  public static Posting into(Kind kind, Lot lot, long points, long debtPaid) {
    return new Posting(kind, lot, points - debtPaid, -debtPaid, null, null);
  }

  /** Points taken from a lot. */
  public static Posting from(Kind kind, Lots.Take take) {
    return new Posting(kind, take.lot(), -take.points(), 0, null, null);
  }

  /** Debt that comes, or goes when below 0. */
  public static Posting debt(Kind kind, long debt) {
    return new Posting(kind, null, 0, debt, null, null);
  }

  /**
   * Points taken back with what had earned them.
   *
   * @param debt points that had been spent already
   * @param lineId the key of the line whose points these were
   */
  public static List<Posting> clawedBack(List<Lots.Take> takes, long debt, String lineId) {
    var legs = new ArrayList<Posting>();
    takes.forEach(take -> legs.add(from(Kind.CLAWED_BACK, take).ofLine(lineId)));
    if (debt > 0) {
      legs.add(debt(Kind.CLAWED_BACK, debt).ofLine(lineId));
    }
    return legs;
  }

  /** The same of a brand. */
  public Posting ofBrand(@Nullable String which) {
    return new Posting(kind, lot, points, debt, which, of);
  }

  /** The same of points that another line moved. */
  public Posting ofLine(String lineId) {
    return new Posting(kind, lot, points, debt, brand, lineId);
  }

  /** What it adds to what the customer has or will have, less what is owed. */
  public long net() {
    return points - debt;
  }

  /** What several come to. */
  public static long net(List<Posting> postings) {
    return postings.stream().mapToLong(Posting::net).sum();
  }
}
