package dev.perennial.shop.it;

import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.rewards.RewardStore;
import dev.perennial.storage.StoresContract;
import org.junit.jupiter.api.AfterAll;

/** On the laptop stack. */
class LaptopStoresTest extends StoresContract {
  private static final Surroundings HERE = new LaptopSurroundings();

  @AfterAll
  static void close() {
    HERE.close();
  }

  @Override
  protected CustomerStore customers() {
    return HERE.tables().customers();
  }

  @Override
  protected HistoryStore history() {
    return HERE.tables().history();
  }

  @Override
  protected DueJourneys dueJourneys() {
    return HERE.tables().dueJourneys();
  }

  @Override
  protected RewardStore rewards() {
    return HERE.tables().rewards();
  }

  @Override
  protected ProgrammeStore programme() {
    return HERE.tables().programme();
  }
}
