package dev.perennial.shop.entrypoints;

import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.emulator.stack.Handlers;

/** The whole shop: here every room is on the class path. */
final class Shop extends dev.perennial.testkit.Shop {
  Shop(ClientInterceptor between) {
    super(between);
  }

  /** A shop whose functions' code comes from elsewhere. */
  Shop(ClientInterceptor between, Handlers handlers) {
    super(between, handlers);
  }

  /** A shop, and nothing between. */
  public static Shop open() {
    return new Shop(ClientInterceptor.NONE);
  }
}
