package dev.perennial.domain.evaluation;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Profile;
import dev.perennial.domain.ledger.Slice;
import dev.perennial.domain.programme.Tiers.Measure;
import dev.perennial.domain.segments.Bands;
import dev.perennial.domain.segments.Boundaries;
import dev.perennial.domain.segments.ProfileDocument;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.domain.value.Predictor;
import dev.perennial.domain.value.ValueBands;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tier, bands and segments an account is in: evaluated on every write and by the nightly
 * pass.
 */
public final class Evaluation {
  /** What no line decides: bands are made of the account as it stands. */
  public static final List<Slice<?>> SLICES = List.of(Bands.SLICE, ValueBands.SLICE);

  private Evaluation() {}

  /**
   * What bands are made by.
   *
   * @param boundaries null for no RFM bands
   * @param predictor null for no bands of value
   */
  record Measures(@Nullable Boundaries boundaries, @Nullable Predictor predictor) {
    static Measures at(Rules rules, Instant now) {
      return new Measures(rules.boundariesAt(now), rules.predictorAt(now));
    }

    /** Those of an account's last evaluation; of what it never had, those of an instant. */
    static Measures of(Account account, Rules rules, Instant now) {
      var bands = account.find(Bands.SLICE);
      var value = account.find(ValueBands.SLICE);
      return new Measures(
          bands == null ? rules.boundariesAt(now) : rules.boundaries(bands.version()),
          value == null ? rules.predictorAt(now) : rules.predictor(value.version()));
    }
  }

  /** The account with tier, bands and segments as they are at an instant. */
  public static Account evaluate(
      Account account, @Nullable Profile profile, Rules rules, Instant now) {
    return evaluate(account, profile, rules, Measures.at(rules, now), rules.dayOf(now));
  }

  /**
   * Whether the boundaries and the model card of the account's last evaluation would leave tier and
   * segments as they are: what moves it is then a new version of these.
   */
  public static boolean staysByStored(
      Account account, @Nullable Profile profile, Rules rules, Instant now) {
    if (account.find(Bands.SLICE) == null && account.find(ValueBands.SLICE) == null) {
      return false;
    }
    var stored = Measures.of(account, rules, now);
    return isSame(account, evaluate(account, profile, rules, stored, rules.dayOf(now)));
  }

  /** Whether two evaluations of an account came to the same tier and segments. */
  public static boolean isSame(Account one, Account other) {
    return one.segments().equals(other.segments()) && one.tier().equals(other.tier());
  }

  /** Whether an account comes to the same tier and segments on a day on which its bands stay. */
  static boolean stays(
      Account account, @Nullable Profile profile, Standing standing, Rules rules, LocalDate today) {
    return standing.level().id().equals(account.tier())
        && rules
            .programme()
            .get(SegmentSet.SECTION)
            .matching(document(account, standing, profile, rules, today))
            .equals(account.segments());
  }

  private static Account evaluate(
      Account account, @Nullable Profile profile, Rules rules, Measures measures, LocalDate today) {
    if (account.erased()) {
      return with(account, account.tier(), null, null);
    }
    var standing = Standing.of(account.days(), rules.programme().loyalty().tiers(), today);
    var judged = judged(account, standing, measures, today);
    var segments = rules.programme().get(SegmentSet.SECTION);
    return judged.evaluated(
        judged.tier(),
        judged.slices(),
        segments.matching(document(judged, standing, profile, rules, today)));
  }

  /** The account with tier and bands, which segments ask for. */
  private static Account judged(
      Account account, Standing standing, Measures measures, LocalDate today) {
    var boundaries = measures.boundaries;
    var predictor = measures.predictor;
    return with(
        account,
        standing.level().id(),
        boundaries == null ? null : boundaries.judge(account, today),
        predictor == null
            ? null
            : predictor.judge(account.days(), account.find(ValueBands.SLICE), today));
  }

  private static Account with(
      Account account, String tier, @Nullable Bands bands, @Nullable ValueBands value) {
    var slices = account.slices().with(Bands.SLICE, bands).with(ValueBands.SLICE, value);
    return account.evaluated(tier, slices, account.segments());
  }

  private static ProfileDocument document(
      Account judged, Standing standing, @Nullable Profile profile, Rules rules, LocalDate today) {
    var programme = rules.programme();
    var fields = programme.get(SegmentSet.SECTION).fields();
    var currency = programme.shop().currency();
    var document = ProfileDocument.of(judged, profile, currency, today, fields);
    var next = standing.next();
    if (next != null) {
      var missing = Math.max(0, next.from() - standing.measured());
      document.add("nextTier", "id", next.id());
      if (programme.loyalty().tiers().by() == Measure.SPEND) {
        document.add("nextTier", "missing", ProfileDocument.major(missing, currency));
      } else {
        document.add("nextTier", "missing", missing);
      }
    }
    return document;
  }

  /** The document of a live customer by which the segments of an instant are evaluated. */
  public static ProfileDocument document(
      Account account, @Nullable Profile profile, Rules rules, Instant now) {
    var today = rules.dayOf(now);
    var standing = Standing.of(account.days(), rules.programme().loyalty().tiers(), today);
    var judged = judged(account, standing, Measures.at(rules, now), today);
    return document(judged, standing, profile, rules, today);
  }
}
