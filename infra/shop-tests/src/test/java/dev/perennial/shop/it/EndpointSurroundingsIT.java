package dev.perennial.shop.it;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On the endpoint. */
class EndpointSurroundingsIT extends SurroundingsContract {
  @RegisterExtension static final Endpoint ENDPOINT = new Endpoint();

  @Override
  Surroundings here() {
    return ENDPOINT.surroundings();
  }
}
