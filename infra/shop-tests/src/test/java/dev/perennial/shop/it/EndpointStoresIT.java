package dev.perennial.shop.it;

import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.DueJourneys;
import dev.perennial.domain.ledger.HistoryStore;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.rewards.RewardStore;
import dev.perennial.storage.StoresContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On the endpoint. */
class EndpointStoresIT extends StoresContract {
  @RegisterExtension static final Endpoint ENDPOINT = new Endpoint();

  @Override
  protected CustomerStore customers() {
    return ENDPOINT.surroundings().tables().customers();
  }

  @Override
  protected HistoryStore history() {
    return ENDPOINT.surroundings().tables().history();
  }

  @Override
  protected DueJourneys dueJourneys() {
    return ENDPOINT.surroundings().tables().dueJourneys();
  }

  @Override
  protected RewardStore rewards() {
    return ENDPOINT.surroundings().tables().rewards();
  }

  @Override
  protected ProgrammeStore programme() {
    return ENDPOINT.surroundings().tables().programme();
  }
}
