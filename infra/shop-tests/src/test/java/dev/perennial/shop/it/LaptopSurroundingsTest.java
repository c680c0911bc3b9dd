package dev.perennial.shop.it;

import org.junit.jupiter.api.AfterAll;

/** On the laptop stack. */
class LaptopSurroundingsTest extends SurroundingsContract {
  private static final Surroundings HERE = new LaptopSurroundings();

  @AfterAll
  static void close() {
    HERE.close();
  }

  @Override
  Surroundings here() {
    return HERE;
  }
}
