package dev.perennial.domain.measure;

/** How much more of an outcome a customer has on average for being treated. */
public sealed interface Uplift {
  /** One in so many tests without an effect shows one: 1 in 20, to either side. */
  double ALPHA = 0.05;

  /** How often a test finds the minimum detectable effect. */
  double POWER = 0.8;

  /** The difference of the arms' means, per customer. */
  double estimate();

  /**
   * A difference whose chance is known.
   *
   * @param standardError of the estimate, above 0
   * @param freedom degrees of freedom, 1 or more
   */
  record Measured(double estimate, double standardError, double freedom) implements Uplift {
    /** The fixed interval, for a test that is looked at once, at its end. */
    public Interval interval() {
      return around(StudentT.beyond(ALPHA / 2, freedom));
    }

    /** The interval at one of several looks: all of them hold at once in 95 of 100 tests. */
    public Interval at(Looks.Boundary boundary) {
      double tail = Normal.tail(boundary.z());
      return around(tail > 0 ? StudentT.beyond(tail, freedom) : Double.POSITIVE_INFINITY);
    }

    /** The least effect that a test of this size shows in 80 of 100 cases. */
    public double minimumDetectableEffect() {
      return standardError
          * (StudentT.beyond(ALPHA / 2, freedom) + StudentT.beyond(1 - POWER, freedom));
    }

    private Interval around(double errors) {
      return new Interval(estimate - errors * standardError, estimate + errors * standardError);
    }
  }

  /**
   * A difference of which nobody can say how much of it is chance.
   *
   * @param why what is missing, for people
   */
  record Unknown(double estimate, String why) implements Uplift {}

  /**
   * Compares an arm with the control. Variances may differ: Welch 1947, "The generalization of
   * 'Student's' problem when several different population variances are involved".
   */
  static Uplift of(ArmSums treated, ArmSums control) {
    double estimate = treated.meanLess(control);
    if (treated.n() < 2 || control.n() < 2) {
      return new Unknown(estimate, "an arm with fewer than two rows shows no spread");
    }
    double ofTreated = treated.variance() / treated.n();
    double ofControl = control.variance() / control.n();
    if (!(ofTreated + ofControl > 0)) {
      return new Unknown(estimate, "no row differs from the others of its arm");
    }
    return new Measured(
        estimate,
        Math.sqrt(ofTreated + ofControl),
        freedom(ofTreated, treated.n(), ofControl, control.n()));
  }

  /**
   * Satterthwaite's degrees of freedom.
   *
   * @param a the squared standard error of one mean
   * @param b that of the other; not both are 0
   */
  static double freedom(double a, long ofA, double b, long ofB) {
    double share = a / (a + b);
    double inverse = share * share / (ofA - 1) + (1 - share) * (1 - share) / (ofB - 1);
    return Math.max(1, 1 / inverse);
  }
}
