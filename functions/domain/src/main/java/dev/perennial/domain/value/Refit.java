package dev.perennial.domain.value;

import dev.perennial.domain.ledger.Account;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a shop's model card of one read of all accounts. What is chosen is chosen by a backtest on
 * at most 100,000 customers, drawn by their ids, and then fitted to all: memory is some 30 bytes a
 * customer beyond the sample. The card doesn't depend on the order of reading.
 */
public final class Refit {
  private static final double DAYS_PER_UNIT = 7;
  private static final int BANDS = 5;

  /** The holdout is the last quarter of the history, at most this many days, ... */
  private static final int LONGEST_HOLDOUT = 90;

  /** ... and at least so many: a shop that closes for a week has customers who come after. */
  private static final int SHORTEST_HOLDOUT = 14;

  private final LocalDate until;
  private final Cohort.Builder cohort = new Cohort.Builder(DAYS_PER_UNIT);
  private final Spending.Builder spending = new Spending.Builder();
  private final Sample sample;
  private long days;
  private long spent;

  /**
   * @param until the last day whose purchases count: the last that was over when it was read
   * @param sample customers to choose by, at most; 1 or more
   */
  public Refit(LocalDate until, int sample) {
    this.until = until;
    this.sample = new Sample(sample);
  }

  /** Adds an account, unless it was erased or not active until then. */
  public void add(Account account) {
    if (account.erased()) {
      return;
    }
    var first = account.days().first();
    if (first == null || first.isAfter(until)) {
      return;
    }
    int end = (int) until.toEpochDay();
    var bought = Buyer.days(account.days(), until);
    bought.join(cohort, end);
    bought.join(spending, end);
    days += bought.until(end);
    spent += Math.round(bought.spent());
    sample.add(account.customerId(), bought);
  }

  /** How many were added. */
  public long customers() {
    return cohort.size();
  }

  /**
   * The card of all that were added, of whom there must be one.
   *
   * @param version sorts by time
   * @param effectiveFrom from when everybody predicts by it
   */
  public ModelCard card(String version, Instant effectiveFrom) {
    int end = (int) until.toEpochDay();
    var all = cohort.build();
    var shoppers = new Shoppers(sample.drawn(), DAYS_PER_UNIT);
    int span = end - shoppers.first();
    int holdout = Math.min(LONGEST_HOLDOUT, span / 4);
    var warnings = new ArrayList<String>();
    Backtest test = null;
    if (holdout < SHORTEST_HOLDOUT) {
      warnings.add(
          "orders go back %d days; the last quarter is what models are tried on, and less than %d days"
                  .formatted(span, SHORTEST_HOLDOUT)
              + " of it tell little: there must be %d days".formatted(4 * SHORTEST_HOLDOUT));
    } else {
      var tried = Backtest.run(shoppers, end - holdout, end);
      if (tried.actualTotal() > 0) {
        test = tried;
        warnings.addAll(tried.warnings());
      } else {
        warnings.add(
            "nobody bought in the last %d days, which models are tried on: one purchase at least"
                    .formatted(holdout)
                + " must show whether any is right");
      }
    }
    var parts = test == null ? List.<ModelCard.Part>of() : parts(test, all, warnings);
    double time = all.meanAge() * all.customers();
    var card =
        new ModelCard(
            version,
            effectiveFrom,
            until,
            DAYS_PER_UNIT,
            all.customers(),
            all.repeaters(),
            parts.isEmpty() || test == null ? Backtest.SHRUNK_RATE : test.chosen(),
            parts,
            time > 0 ? all.repeats() / time : 0,
            days == 0 ? 0 : Math.max(0, (double) spent / days),
            spend(warnings),
            List.of(),
            test == null ? null : until.minusDays(holdout - 1L),
            test == null ? new TreeMap<>() : new TreeMap<>(test.models()),
            test == null ? new TreeMap<>() : new TreeMap<>(test.baselines()),
            test == null ? 0 : test.actualTotal(),
            test == null ? List.of() : test.deciles(),
            warnings);
    return card.with(cuts(new Predictor(card), sample.drawn(), end));
  }

  /** What was chosen on a part of the history, fitted to all of it. */
  private static List<ModelCard.Part> parts(Backtest test, Cohort all, List<String> warnings) {
    var parts = new ArrayList<ModelCard.Part>();
    test.weights()
        .forEach(
            (name, weight) -> {
              switch (Fitting.fit(ModelName.parse(name), all, DAYS_PER_UNIT)) {
                case Fit.Fitted<PurchaseModel>(var fit) -> {
                  parts.add(ModelCard.Part.of(name, weight, fit));
                  fit.warnings().stream()
                      .map(each -> name + ": " + each)
                      .filter(each -> !warnings.contains(each))
                      .forEach(warnings::add);
                }
                case Fit.Unfit<PurchaseModel>(var why) -> warnings.add(name + ": " + why);
              }
            });
    double sum = parts.stream().mapToDouble(ModelCard.Part::weight).sum();
    return parts.stream().map(part -> part.weighing(part.weight() / sum)).toList();
  }

  /** Gamma-Gamma, when enough customers have repeats for it and its mean is finite. */
  private ModelCard.@Nullable Spend spend(List<String> warnings) {
    var amounts = spending.build();
    if (amounts.customers() < Backtest.REPEATERS_NEEDED) {
      warnings.add(
          "order values need %d customers with repeats that were worth something, and there are %.0f;"
                  .formatted(Backtest.REPEATERS_NEEDED, amounts.customers())
              + " until then an order is expected to be worth what the customer's own were, pulled"
              + " to the average");
      return null;
    }
    if (!(Fitting.fit(amounts) instanceof Fit.Fitted<GammaGamma>(var fit))) {
      return null;
    }
    fit.warnings().forEach(each -> warnings.add("gammagamma: " + each));
    return fit.model().hasMean() ? ModelCard.Spend.of(fit) : null;
  }

  /** Cut k is the least value that at least k fifths of the customers do not exceed. */
  private static List<Double> cuts(Predictor predictor, List<BuyingDays> drawn, int end) {
    double[] values =
        drawn.stream()
            .mapToDouble(each -> predictor.yearValue(each.buyer(end, DAYS_PER_UNIT)))
            .sorted()
            .toArray();
    var cuts = new ArrayList<Double>();
    for (int k = 1; k < BANDS; k++) {
      cuts.add(values[(int) (((long) k * values.length + BANDS - 1) / BANDS) - 1]);
    }
    return cuts;
  }

  /** Customers drawn by a hash of their ids, the least: the same whoever is read first. */
  private static final class Sample {
    private final int max;
    private final TreeMap<Long, BuyingDays> byHash = new TreeMap<>();

    Sample(int max) {
      this.max = max;
    }

    void add(String customerId, BuyingDays days) {
      byHash.put(hash(customerId), days);
      if (byHash.size() > max) {
        byHash.pollLastEntry();
      }
    }

    List<BuyingDays> drawn() {
      return List.copyOf(byHash.values());
    }

    /** FNV-1a, mixed by SplitMix64's finalizer: ids that count up are spread evenly. */
    private static long hash(String text) {
      long hash = 0xcbf29ce484222325L;
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      }
      hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
      hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
      return hash ^ (hash >>> 31);
    }
  }
}
