package dev.perennial.local.command;

import dev.perennial.local.stack.LaptopStack;
import java.io.IOException;
import java.io.PrintWriter;

/** Keeps a stack up, its clock running on, until the user ends it. */
final class Serving {
  private Serving() {}

  static void serve(LaptopStack stack, int port, PrintWriter out)
      throws IOException, InterruptedException {
    stack.runOnFrom(stack.clock().instant());
    out.println("port " + port);
    out.flush();
    Thread.currentThread().join();
  }
}
