package dev.perennial.storage;

import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.rewards.RewardStore;

class InMemoryStoresTest extends StoresContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected CustomerStore customers() {
    return stores;
  }

  @Override
  protected HistoryStore history() {
    return stores;
  }

  @Override
  protected DueJourneys dueJourneys() {
    return stores;
  }

  @Override
  protected RewardStore rewards() {
    return stores;
  }

  @Override
  protected ProgrammeStore programme() {
    return stores;
  }
}
