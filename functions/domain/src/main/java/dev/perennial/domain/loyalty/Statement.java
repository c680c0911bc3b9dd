package dev.perennial.domain.loyalty;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Posting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's points as a bank would state them: every line that gave or took some, what stood
 * after it, and sums that add up: issued + returned + given + forgiven = clawed back + redeemed +
 * taken + expired + active + pending - debt.
 *
 * @param entries in the order in which they were recorded
 * @param sums on the day of the statement
 */
public record Statement(String customerId, List<Entry> entries, Sums sums) {
  /**
   * One line of the ledger.
   *
   * @param lineId the ledger line's key
   * @param at business time
   * @param what what the event calls it, such as {@code purchase} or {@code refund}
   * @param points below 0 when taken
   * @param balance after it: points active and pending, less debt, on the day it was recorded
   * @param expires last day of the points that it gave, the first of them if there are several;
   *     null when it gave none
   */
  public record Entry(
      String lineId,
      Instant at,
      Instant recordedAt,
      String what,
      long points,
      long balance,
      @Nullable LocalDate expires) {}

  /**
   * What all lines come to; points, at least 0 each.
   *
   * @param issued for purchases and reviews
   * @param clawedBack by refunds
   * @param redeemed for rewards
   * @param returned by redemptions that were cancelled
   * @param given by staff, or come from a customer who was merged into this one; below 0 of the one
   *     who was
   * @param taken by staff
   * @param expired without having been spent, or lost by an erasure, which a return begins anew
   *     after: breakage
   * @param forgiven debt of those who were erased
   * @param active can be spent on the day
   * @param pending become active later
   * @param debt owed
   */
  public record Sums(
      long issued,
      long clawedBack,
      long redeemed,
      long returned,
      long given,
      long taken,
      long expired,
      long forgiven,
      long active,
      long pending,
      long debt) {
    /** Nothing. */
    public static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Of two customers, or groups of them, together. */
    public Sums plus(Sums other) {
      return new Sums(
          Math.addExact(issued, other.issued),
          Math.addExact(clawedBack, other.clawedBack),
          Math.addExact(redeemed, other.redeemed),
          Math.addExact(returned, other.returned),
          Math.addExact(given, other.given),
          Math.addExact(taken, other.taken),
          Math.addExact(expired, other.expired),
          Math.addExact(forgiven, other.forgiven),
          Math.addExact(active, other.active),
          Math.addExact(pending, other.pending),
          Math.addExact(debt, other.debt));
    }

    /** Points that the shop owes: those that can or will be able to be spent. */
    public long liability() {
      return active + pending;
    }
  }

  public Statement {
    entries = List.copyOf(entries);
  }

  /**
   * States a customer's points.
   *
   * @param lines that made the account's versions, in any order
   * @param zone the shop's
   * @param on the day of the statement, not before the last line was recorded
   */
  public static Statement of(
      String customerId, List<HistoryLine> lines, ZoneId zone, LocalDate on) {
    var entries = new ArrayList<Entry>();
    var sums = Sums.NONE;
    var account = Account.empty(customerId, "");
    long lost = 0;
    long let = 0;
    for (var line : lines.stream().sorted(Comparator.comparingLong(HistoryLine::seq)).toList()) {
      var today = line.recordedAt().atZone(zone).toLocalDate();
      // what goes by no posting is lost: by time, or since an earlier life under the id ended
      lost += account.lots().total();
      let += account.debt();
      account = account.after(line, zone);
      for (var posting : line.postings()) {
        sums = sums.plus(sums(posting.kind(), posting.net()));
        lost += posting.lot() == null ? 0 : posting.points();
        let += posting.debt();
      }
      lost -= account.lots().total();
      let -= account.debt();
      var what = line.event().entry();
      if (what != null) {
        var balance = account.balanceOn(today) + account.pendingOn(today) - account.debt();
        entries.add(
            new Entry(
                line.id(),
                line.at(),
                line.recordedAt(),
                what,
                Posting.net(line.postings()),
                balance,
                expires(line.postings())));
      }
    }
    long active = account.erased() ? 0 : account.balanceOn(on);
    long pending = account.erased() ? 0 : account.pendingOn(on);
    long debt = account.erased() ? 0 : account.debt();
    long expired = lost + account.lots().total() - active - pending;
    long forgiven = let + account.debt() - debt;
    var standing = new Sums(0, 0, 0, 0, 0, 0, expired, forgiven, active, pending, debt);
    return new Statement(customerId, entries, sums.plus(standing));
  }

  /** The last day of the first points that postings gave; null when they gave none. */
  private static @Nullable LocalDate expires(List<Posting> postings) {
    for (var posting : postings) {
      if (posting.lot() != null && posting.net() > 0) {
        return posting.lot().expiry().atEndOfMonth();
      }
    }
    return null;
  }

  /** What a posting of a kind adds; what was taken counts up as well. */
  static Sums sums(Posting.Kind kind, long net) {
    return switch (kind) {
      case ISSUED -> new Sums(net, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      case CLAWED_BACK -> new Sums(0, -net, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      case REDEEMED -> new Sums(0, 0, -net, 0, 0, 0, 0, 0, 0, 0, 0);
      case RETURNED -> new Sums(0, 0, 0, net, 0, 0, 0, 0, 0, 0, 0);
      case GIVEN -> new Sums(0, 0, 0, 0, net, 0, 0, 0, 0, 0, 0);
      case TAKEN -> new Sums(0, 0, 0, 0, 0, -net, 0, 0, 0, 0, 0);
    };
  }
}
