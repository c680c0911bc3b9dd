package dev.perennial.audit;

import dev.perennial.audit.Check.Finding;
import dev.perennial.domain.evaluation.Evaluation;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.LaterEvent;
import dev.perennial.domain.ledger.Life;
import dev.perennial.domain.ledger.Slice;
import dev.perennial.domain.ledger.Slices;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.domain.purchases.OftenReturned;
import dev.perennial.domain.segments.Bands;
import dev.perennial.domain.value.ValueBands;
import dev.perennial.storage.Items;
import dev.perennial.storage.UnreadableItem;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One customer's lines held against the account. Whatever is damaged becomes a finding, so that the
 * other customers are still checked.
 */
final class Audit {
  /** What lines don't make: evaluations, and what a release before leaves out. */
  private static final List<Slice<?>> UNFOLDED =
      Stream.concat(Evaluation.SLICES.stream(), Stream.of(Trail.SLICE, OftenReturned.SLICE))
          .toList();

  private final String customerId;
  private final ZoneId zone;
  private final String tier;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable Account right;

  /**
   * Whether lines tell of something that only a later release knows: what it changed, beside
   * points.
   */
  private boolean hasLater;

  private Audit(String customerId, ZoneId zone, String tier) {
    this.customerId = customerId;
    this.zone = zone;
    this.tier = tier;
  }

  /**
   * What was found of one customer.
   *
   * @param account what the account should be; null when it is sound, or when the lines are not, so
   *     that nobody can tell
   */
  record Result(List<Finding> findings, @Nullable Account account) {}

  /**
   * Audits a customer.
   *
   * @param lines all items of History
   * @param account the account's item, null when there is none
   * @param tier the tier that accounts begin in
   */
  static Result of(
      String customerId,
      List<Map<String, AttributeValue>> lines,
      @Nullable Map<String, AttributeValue> account,
      ZoneId zone,
      String tier) {
    var audit = new Audit(customerId, zone, tier);
    var folded = audit.fold(audit.ledger(lines));
    var soundLines = audit.findings.isEmpty();
    if (account == null) {
      audit.noAccount(folded);
    } else if (folded.version() == 0) {
      audit.find(Items.ACCOUNT, "there is an account but not one sound ledger line");
    } else {
      audit.account(account, folded);
    }
    return new Result(audit.findings, soundLines ? audit.right : null);
  }

  /** The lines that advance the account and are as they were written. */
  private List<HistoryLine> ledger(List<Map<String, AttributeValue>> items) {
    var sound = new ArrayList<HistoryLine>();
    for (var item : items) {
      var id = Items.lineId(item);
      if (!Items.intact(item)) {
        find(id, "the line was changed after it was written");
        continue;
      }
      try {
        var line = Items.line(item);
        if (!Items.matches(item, line)) {
          find(id, "holds the line " + line.eventId() + " of another key");
        } else if (line.advancesAccount()) {
          sound.add(line);
        }
      } catch (UnreadableItem e) { // intact, but this release does not know its form
        find(id, "can't be read: " + e.reason());
      }
    }
    sound.sort(Comparator.comparingLong(HistoryLine::seq));
    return sound;
  }

  /** What the lines make, tier and segments included: every line says what was entered and left. */
  private Account fold(List<HistoryLine> sorted) {
    var account = Account.empty(customerId, tier);
    var segments = new TreeSet<String>();
    var inTier = tier;
    for (var line : sorted) {
      if (line.seq() != account.version() + 1) {
        find(
            line.id(),
            "follows version " + account.version() + " but has " + line.seq() + ": one is missing");
      }
      hasLater |= line.event() instanceof LaterEvent;
      try {
        account = account.after(line, zone);
      } catch (IllegalStateException | ArithmeticException e) {
        // a lot that lacks points: the lines contradict each other
        find(line.id(), String.valueOf(e.getMessage()));
      }
      segments.addAll(line.changes().segmentsEntered());
      segments.removeAll(line.changes().segmentsLeft());
      // who comes back after an erasure begins in no tier of before
      inTier = Life.SLICE.in(account).since() == line.seq() ? tier : inTier;
      inTier = line.changes().tier() == null ? inTier : line.changes().tier().to();
    }
    return account.evaluated(inTier, account.slices(), List.copyOf(segments));
  }

  private void noAccount(Account folded) {
    if (folded.version() > 0) {
      find(Items.ACCOUNT, "there are ledger lines but no account");
      right = hasLater ? null : Trail.lost(folded);
    }
  }

  private void account(Map<String, AttributeValue> item, Account folded) {
    var before = findings.size();
    var intact = Items.intact(item);
    if (!intact) {
      find(Items.ACCOUNT, "the account was changed after it was written");
    }
    Account account;
    try {
      account = Items.account(item);
    } catch (UnreadableItem e) {
      find(Items.ACCOUNT, "can't be read: " + e.reason());
      // one that is as it was written is a later release's, and not to be written over
      right = intact ? null : Trail.lost(folded);
      return;
    }
    if (intact && account.version() > folded.version()) {
      // the account is as it was written: what is gone are lines, and they can't be made again
      find(
          Items.ACCOUNT,
          "its last line is missing: the lines end at version %d, the account has %d"
              .formatted(folded.version(), account.version()));
      return;
    }
    if (!Items.matches(item, account)) {
      find(Items.ACCOUNT, "the account stands under another customer or version than it names");
    }
    var differences =
        hasLater ? account.pointDifferences(folded) : account.differences(folded, UNFOLDED);
    if (!differences.isEmpty()) {
      find(
          Items.ACCOUNT,
          "the account is not what its lines make: " + String.join("; ", differences));
    }
    if (findings.size() > before && !hasLater) {
      // bands are evaluated, not added up: those that are there stay until the next write
      right =
          folded
              .evaluated(folded.tier(), withBands(folded.slices(), account), folded.segments())
              .keeping(account.later());
    }
  }

  private static Slices withBands(Slices folded, Account account) {
    return folded
        .with(Bands.SLICE, account.find(Bands.SLICE))
        .with(ValueBands.SLICE, account.find(ValueBands.SLICE))
        .with(Trail.SLICE, account.find(Trail.SLICE))
        .with(OftenReturned.SLICE, account.find(OftenReturned.SLICE));
  }

  private void find(String lineId, String what) {
    findings.add(new Finding(customerId, lineId, what, false));
  }
}
