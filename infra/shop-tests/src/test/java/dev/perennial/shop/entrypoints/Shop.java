package dev.perennial.shop.entrypoints;

import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.Handlers;
import dev.perennial.programme.Activation;
import dev.perennial.programme.ProgrammeFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The whole shop: here every room is on the class path. */
final class Shop extends dev.perennial.testkit.Shop {
  Shop(ClientInterceptor between) {
    super(between);
  }

  /** A shop whose functions' code comes from elsewhere. */
  Shop(ClientInterceptor between, Handlers handlers) {
    super(between, handlers);
  }

  /** Puts a programme's files into force, for functions that start anew. */
  void apply(Path programme, Instant at) throws IOException, ProgrammeFault {
    Activation.of(programme).apply(stores(), new byte[32], at, Duration.ZERO);
    stack().startFunctionsAnew();
  }

  /** A shop, and nothing between. */
  public static Shop open() {
    return new Shop(ClientInterceptor.NONE);
  }
}
