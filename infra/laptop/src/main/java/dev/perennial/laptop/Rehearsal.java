package dev.perennial.laptop;

import dev.perennial.cli.Failed;
import dev.perennial.imports.LeftOut;
import dev.perennial.orders.Orders;
import dev.perennial.people.People;
import dev.perennial.programme.Activation;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.replay.CampaignLine;
import dev.perennial.replay.DryRun;
import dev.perennial.runtime.cloud.Stores;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some past days, gone through with a programme that need not be applied.
 *
 * @param lines what became of customers in campaigns
 * @param orders lived, refunds among them
 * @param leftOut what of them the shop refused
 */
record Rehearsal(List<CampaignLine> lines, int orders, LeftOut leftOut) {
  private static final int SECRET = 32;

  /**
   * Goes through them.
   *
   * @param orders all there are; those before the first day are imported
   * @param from the first day
   * @param until the last day, all of it
   */
  static Rehearsal of(
      Orders orders, LocalDate from, LocalDate until, @Nullable People people, Activation programme)
      throws IOException {
    var zone = programme.programme().shop().zone();
    var whole = Year.part(orders, until);
    var lived = whole.after(from.minusDays(1));
    if (lived.entries().isEmpty()) {
      throw new Failed("there are no orders from " + from + " to " + until);
    }
    var run =
        new DryRun(
            Laptop.template(UpCommand.PORT),
            (stores, now) -> apply(programme, stores, now),
            orders,
            people,
            Year.endOf(from.minusDays(1), zone));
    run.importAll(whole.until(from.minusDays(1)));
    run.live(lived, Year.endOf(until, zone));
    return new Rehearsal(CampaignLine.all(run.stores()), lived.entries().size(), run.leftOut());
  }

  private static void apply(Activation programme, Stores stores, Instant now) throws IOException {
    try {
      programme.apply(stores, new byte[SECRET], now);
    } catch (ProgrammeFault e) { // of a ledger that is there already; here is none
      throw new Failed(String.valueOf(e.getMessage()));
    }
  }
}
