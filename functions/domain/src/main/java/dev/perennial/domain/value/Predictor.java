package dev.perennial.domain.value;

import dev.perennial.domain.ledger.ActiveDays;
import dev.perennial.domain.value.ValueBands.Churn;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A model card made ready: predictions are pure functions of an account's active days, the card and
 * a day. Its models are made once, so that bands cost a customer of the nightly pass microseconds.
 */
public final class Predictor {
  /** Discount a month of what comes later: 12.7 % a year. */
  public static final double DISCOUNT = 0.01;

  private static final double YEARLY = Math.pow(1 + DISCOUNT, 12) - 1;

  /** What comes later is worth a 400th of what it would be today. */
  private static final int LIFETIME_YEARS = 50;

  private static final double YEAR_DAYS = 365;
  private static final double MONTH_DAYS = 365.25 / 12;
  private static final double FURTHEST_DAYS = 3_650;
  private static final double OVERDUE_SHARE = 0.9;

  /** Of the customer's own gaps those that would outlast the silence, for more than each band. */
  private static final double[] OUTLASTING_CUTS = {0.05, 0.2, 0.5};

  private static final double[] ALIVE_CUTS = {0.2, 0.5, 0.8};

  private final ModelCard card;
  private final PurchaseModel[] models;
  private final double[] weights;
  private final @Nullable GammaGamma spend;
  private final double[] valueCuts;

  /** Of a card. */
  public Predictor(ModelCard card) {
    this.card = card;
    models = card.models().stream().map(ModelCard.Part::toModel).toArray(PurchaseModel[]::new);
    weights = card.models().stream().mapToDouble(ModelCard.Part::weight).toArray();
    spend = card.spend() == null ? null : card.spend().toModel();
    valueCuts = card.valueCuts().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** What it was made of. */
  public ModelCard card() {
    return card;
  }

  /** Whether there was too little data for models. */
  public boolean isHeuristic() {
    return models.length == 0;
  }

  /**
   * The account's bands on a day. A band that is stored is left only when the measure lies 10 %
   * past its boundary.
   *
   * @param stored null before the first
   * @return null without an active day
   */
  public @Nullable ValueBands judge(ActiveDays days, @Nullable ValueBands stored, LocalDate today) {
    var buyer = Buyer.of(days, today, card.daysPerUnit());
    return buyer == null ? null : judge(buyer, stored);
  }

  /**
   * The bands of what is known of an account. Churn is the worse of two: whether the customer still
   * buys, and whether an order is late.
   *
   * @param buyer in the unit of the card
   * @param stored null before the first
   */
  public ValueBands judge(Buyer buyer, @Nullable ValueBands stored) {
    var summary = buyer.summary();
    double year = YEAR_DAYS / card.daysPerUnit();
    double alive = 0;
    double outlasting = 0;
    double orders = 0;
    for (int i = 0; i < models.length; i++) {
      double buys = models[i].alive(summary);
      alive += weights[i] * buys;
      outlasting += weights[i] * models[i].outlasting(summary);
      orders += weights[i] * buys * models[i].further(summary, year);
    }
    Churn churn = null;
    if (isHeuristic()) {
      orders = expected(summary, year);
    } else {
      int kept = stored == null ? 0 : ValueBands.level(stored.churn());
      int worse = Math.min(band(alive, ALIVE_CUTS, kept), band(outlasting, OUTLASTING_CUTS, kept));
      churn = Churn.of(worse);
    }
    double value = orders * orderValue(buyer);
    int band = band(value, valueCuts, stored == null ? 0 : stored.band());
    return new ValueBands(churn, band, card.version());
  }

  /**
   * The band of a value: one more than the number of cuts that it exceeds.
   *
   * @param stored the band to stay in while within 10 % of its boundary; 0 for none
   */
  static int band(double value, double[] cuts, int stored) {
    int raw = exceeded(value, cuts, 1);
    if (stored == 0 || raw == stored) {
      return raw;
    }
    return raw > stored
        ? Math.max(stored, exceeded(value, cuts, 1.1))
        : Math.min(stored, exceeded(value, cuts, 0.9));
  }

  private static int exceeded(double value, double[] cuts, double times) {
    int band = 1;
    for (double cut : cuts) {
      band += value > cut * times ? 1 : 0;
    }
    return band;
  }

  /**
   * What is expected of an account from a day on.
   *
   * @param stored the account's bands, null before the first
   * @return null without an active day
   */
  public @Nullable Prediction predict(
      ActiveDays days, @Nullable ValueBands stored, LocalDate today) {
    var buyer = Buyer.of(days, today, card.daysPerUnit());
    if (buyer == null) {
      return null;
    }
    var summary = buyer.summary();
    double unit = card.daysPerUnit();
    var usual = usual(buyer);
    double worth = usual.orderValue();
    double year = expected(summary, YEAR_DAYS / unit);
    double monthly =
        LifetimeValue.discounted(t -> expected(summary, t), 12, MONTH_DAYS / unit, DISCOUNT);
    double lifetime =
        LifetimeValue.discounted(
                t -> expected(summary, t), LIFETIME_YEARS, 12 * MONTH_DAYS / unit, YEARLY)
            * Math.sqrt(1 + YEARLY);
    return new Prediction(
        isHeuristic() ? null : alive(summary),
        expected(summary, 30 / unit),
        expected(summary, 90 / unit),
        year,
        usual,
        year * worth,
        monthly * worth,
        lifetime * worth,
        judge(buyer, stored));
  }

  /** The expected purchases within t units of time. */
  double expected(Summary customer, double t) {
    if (isHeuristic()) {
      return Backtest.shrunkRate(customer, card.rate()) * PurchaseModel.horizon(t);
    }
    double sum = 0;
    for (int i = 0; i < models.length; i++) {
      sum += weights[i] * models[i].expected(customer, t);
    }
    return sum;
  }

  /** The probability that the customer still buys. */
  double alive(Summary customer) {
    double sum = 0;
    for (int i = 0; i < models.length; i++) {
      sum += weights[i] * models[i].alive(customer);
    }
    return sum;
  }

  /**
   * What is usual for an account on a day.
   *
   * @return null without an active day
   */
  public @Nullable Usual usual(ActiveDays days, LocalDate today) {
    var buyer = Buyer.of(days, today, card.daysPerUnit());
    return buyer == null ? null : usual(buyer);
  }

  private Usual usual(Buyer buyer) {
    return new Usual(orderValue(buyer), isHeuristic() ? null : daysUntilOverdue(buyer.summary()));
  }

  /** Null beyond what anybody plans for: of who hardly ever buys, nine of ten gaps never end. */
  private @Nullable Long daysUntilOverdue(Summary customer) {
    double gap = 0;
    for (int i = 0; i < models.length; i++) {
      gap += weights[i] * models[i].overdueAfter(customer, OVERDUE_SHARE);
    }
    double days = (gap - (customer.age() - customer.recency())) * card.daysPerUnit();
    return days > FURTHEST_DAYS ? null : Math.round(days);
  }

  /**
   * The expected value of a purchase day, in minor units. Without Gamma-Gamma the mean of the
   * customer's own repeats and of one more that is worth what everybody's are.
   */
  double orderValue(Buyer buyer) {
    int x = buyer.summary().x();
    return spend == null
        ? (x * buyer.mean() + card.averageOrder()) / (x + 1)
        : spend.expected(x, buyer.mean());
  }

  /** The expected value of the next 365 days, in minor units. */
  double yearValue(Buyer buyer) {
    return expected(buyer.summary(), YEAR_DAYS / card.daysPerUnit()) * orderValue(buyer);
  }
}
