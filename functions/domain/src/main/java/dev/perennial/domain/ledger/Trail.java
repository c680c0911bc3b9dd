package dev.perennial.domain.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of a customer's last ledger lines, so that a page of history finds them without a look
 * at all others. Once they are many, the next line carries them in its own item, and the trail goes
 * on from that line: so each stretch is found by the one that follows it.
 *
 * @param since the first version whose line is on the trail or on a stretch before it; lines of
 *     before were written by a release that kept no trail
 * @param last version of the line whose key is the last; of an account of another version a release
 *     has written that kept no trail, and the trail is lost
 * @param keys of the lines up to {@code last}, one a version
 * @param carried what lines carry that were written since the account was read, by their versions;
 *     not stored with the account
 */
public record Trail(long since, long last, List<String> keys, Map<Long, List<String>> carried) {
  /** No line was written by a release that keeps a trail. */
  public static final Trail NONE = new Trail(0, 0, List.of(), Map.of());

  /** The account's. It outlives everything: also who was erased or merged has a history. */
  public static final Slice<Trail> SLICE =
      Slice.lasting("trail", Trail.class, NONE, (mine, _) -> mine);

  /**
   * Characters of keys from which on the next line carries them: the account bears half of them in
   * the mean, those of purchases without the text that all of these begin with.
   */
  private static final int FULL = 300;

  public Trail {
    keys = List.copyOf(keys);
    carried = Map.copyOf(carried);
  }

  /** Of an account, {@link #NONE} when it is lost. */
  public static Trail of(Account account) {
    var trail = SLICE.in(account);
    return trail.last == account.version() ? trail : NONE;
  }

  /** The version of the first line whose key it has. */
  public long first() {
    return last - keys.size() + 1;
  }

  /** The trail after a line that makes the next version. */
  Trail after(HistoryLine line) {
    var isLost = keys.isEmpty() || last != line.seq() - 1;
    if (isLost) {
      return new Trail(line.seq(), line.seq(), List.of(line.id()), carried);
    }
    if (keys.stream().mapToInt(String::length).sum() >= FULL) {
      var more = new TreeMap<>(carried);
      more.put(line.seq(), keys);
      return new Trail(since, line.seq(), List.of(line.id()), more);
    }
    var more = new ArrayList<>(keys);
    more.add(line.id());
    return new Trail(since, line.seq(), more, carried);
  }

  /** An account whose last line stands under another key. */
  public static Account renamed(Account account, String lineId) {
    var trail = SLICE.in(account);
    var keys = new ArrayList<>(trail.keys);
    keys.set(keys.size() - 1, lineId);
    return with(account, new Trail(trail.since, trail.last, keys, trail.carried));
  }

  /** An account as it is stored: without what lines carry. */
  public static Account settled(Account account) {
    var trail = SLICE.in(account);
    return with(account, new Trail(trail.since, trail.last, trail.keys, Map.of()));
  }

  /** An account without a trail. */
  public static Account lost(Account account) {
    return with(account, NONE);
  }

  private static Account with(Account account, Trail trail) {
    return account.evaluated(
        account.tier(), account.slices().with(SLICE, trail), account.segments());
  }
}
