package dev.perennial.laptop;

import dev.perennial.cli.Failed;
import dev.perennial.imports.LeftOut;
import dev.perennial.orders.Orders;
import dev.perennial.people.People;
import dev.perennial.programme.Activation;
import dev.perennial.programme.ProgrammeFault;
import dev.perennial.replay.CampaignLine;
import dev.perennial.replay.DryRun;
import dev.perennial.replay.HistoryAgain;
import dev.perennial.replay.OrdersAgain;
import dev.perennial.replay.Past;
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
 * @param told orders lived, refunds among them; or lines of a stack's History
 * @param leftOut what of them the shop refused
 * @param unfit lines of History that came to nothing without what campaigns had done
 */
record Rehearsal(List<CampaignLine> lines, int told, LeftOut leftOut, int unfit) {
  private static final int SECRET = 32;

  /**
   * Goes through orders.
   *
   * @param orders all there are; those before the first day are imported
   * @param from the first day
   * @param until the last day, all of it
   */
  static Rehearsal of(
      Orders orders, LocalDate from, LocalDate until, @Nullable People people, Activation programme)
      throws IOException {
    var whole = Year.part(orders, until);
    var lived = whole.after(from.minusDays(1));
    if (lived.entries().isEmpty()) {
      throw new Failed("there are no orders from " + from + " to " + until);
    }
    var run = begun(programme, from);
    var again = new OrdersAgain(run, orders, people);
    again.importAll(whole.until(from.minusDays(1)));
    again.live(lived, Year.endOf(until, programme.programme().shop().zone()));
    return new Rehearsal(
        CampaignLine.all(run.stores()), lived.entries().size(), again.leftOut(), 0);
  }

  /** Goes through what a stack's History tells; arguments as before. */
  static Rehearsal of(Past past, LocalDate from, LocalDate until, Activation programme)
      throws IOException {
    var run = begun(programme, from);
    var again = new HistoryAgain(run);
    again.live(past, Year.endOf(until, programme.programme().shop().zone()));
    if (!again.any()) {
      throw new Failed("History tells of nothing until " + until);
    }
    return new Rehearsal(
        CampaignLine.all(run.stores()), again.told(), new LeftOut(List.of(), 0), again.unfit());
  }

  private static DryRun begun(Activation programme, LocalDate from) throws IOException {
    return new DryRun(
        Laptop.template(UpCommand.PORT),
        (stores, now) -> apply(programme, stores, now),
        Year.endOf(from.minusDays(1), programme.programme().shop().zone()));
  }

  private static void apply(Activation programme, Stores stores, Instant now) throws IOException {
    try {
      programme.apply(stores, new byte[SECRET], now);
    } catch (ProgrammeFault e) { // of a ledger that is there already; here is none
      throw new Failed(String.valueOf(e.getMessage()));
    }
  }
}
