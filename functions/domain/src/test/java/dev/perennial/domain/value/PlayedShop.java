package dev.perennial.domain.value;

import java.util.ArrayList;
import java.util.Random;

/** Customers of a made-up shop, who buy and leave as a model says; the same for the same seed. */
final class PlayedShop {
  private final Random random;

  PlayedShop(long seed) {
    random = new Random(seed);
  }

  /** Customers who start within the first 90 days, over a span of days. */
  Shoppers play(BetaGeometric model, int customers, int span) {
    var all = new ArrayList<BuyingDays>();
    for (int i = 0; i < customers; i++) {
      double rate = gamma(model.r()) / model.alpha();
      double stays = gamma(model.b());
      double leaves = gamma(model.a());
      double chance = leaves / (leaves + stays);
      double day = random.nextDouble() * 90;
      var days = new BuyingDays();
      days.add((int) day, 10, true);
      boolean gone = model.dropsAtFirst() && random.nextDouble() < chance;
      while (!gone) {
        for (int tick = 0; tick < model.k(); tick++) {
          day -= 7 * Math.log(random.nextDouble()) / rate;
        }
        if (day >= span) {
          break;
        }
        days.add((int) day, 5 + 10 * random.nextDouble(), true);
        gone = random.nextDouble() < chance;
      }
      all.add(days);
    }
    return new Shoppers(all, 7);
  }

  /** Marsaglia and Tsang's gamma variate. */
  double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
