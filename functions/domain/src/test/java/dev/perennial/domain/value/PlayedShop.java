package dev.perennial.domain.value;

import dev.perennial.domain.Example;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ActiveDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Customers of a made-up shop, who buy and leave as a model says; the same for the same seed. */
public final class PlayedShop {
  private final Random random;

  public PlayedShop(long seed) {
    random = new Random(seed);
  }

  private record Bought(int day, double amount) {}

  /** Customers who start within the first 90 days, over a span of days. */
  Shoppers play(BetaGeometric model, int customers, int span) {
    var all = new ArrayList<BuyingDays>();
    for (var each : histories(model, customers, span)) {
      var days = new BuyingDays();
      each.forEach(bought -> days.add(bought.day, bought.amount, true));
      all.add(days);
    }
    return new Shoppers(all, 7);
  }

  /** The same as accounts, spending ten times as many pence, the first on a day. */
  public List<Account> accounts(BetaGeometric model, int customers, int span, LocalDate first) {
    var all = new ArrayList<Account>();
    for (var each : histories(model, customers, span)) {
      var days = ActiveDays.NONE;
      for (var bought : each) {
        days = days.plus(first.plusDays(bought.day), 1, Math.round(bought.amount * 10), 0);
      }
      all.add(account("c" + all.size(), days));
    }
    return all;
  }

  /** An account with active days and nothing else. */
  public static Account account(String customerId, ActiveDays days) {
    return Example.account(customerId, days, null);
  }

  private List<List<Bought>> histories(BetaGeometric model, int customers, int span) {
    var all = new ArrayList<List<Bought>>();
    for (int i = 0; i < customers; i++) {
      double rate = gamma(model.r()) / model.alpha();
      double stays = gamma(model.b());
      double leaves = gamma(model.a());
      double chance = leaves / (leaves + stays);
      double day = random.nextDouble() * 90;
      var days = new ArrayList<Bought>();
      days.add(new Bought((int) day, 10));
      boolean gone = model.dropsAtFirst() && random.nextDouble() < chance;
      while (!gone) {
        for (int tick = 0; tick < model.k(); tick++) {
          day -= 7 * Math.log(random.nextDouble()) / rate;
        }
        if (day >= span) {
          break;
        }
        days.add(new Bought((int) day, 5 + 10 * random.nextDouble()));
        gone = random.nextDouble() < chance;
      }
      all.add(days);
    }
    return all;
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
