package dev.perennial.local.command;

import dev.perennial.local.http.Gate;
import dev.perennial.local.http.LocalServer;
import dev.perennial.local.pages.Pages;
import dev.perennial.local.stack.LaptopStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Keeps a stack up, its clock running on, until the user ends it. */
final class Serving {
  private Serving() {}

  /** Fails when nothing could listen on the port: before a year is lived, not after. */
  static void check(int port) {
    if (port < 0 || port > 65_535) {
      throw new Failed("--port " + port + " is no port; it must lie between 1 and 65535");
    }
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw inUse(port);
    }
  }

  static void serve(LaptopStack stack, int port, PrintWriter out) throws InterruptedException {
    stack.runOnFrom(stack.clock().instant());
    var pages = new Pages(stack);
    var server = listen(pages, port);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  pages.close();
                  stack.close();
                }));
    out.println();
    pages
        .places(server.port())
        .forEach(place -> out.printf("  %-12s %s%n", place.name(), place.address()));
    out.println();
    out.println("The clock runs on from " + stack.clock().instant() + ". Ctrl-C ends it.");
    out.flush();
    Thread.currentThread().join();
  }

  private static LocalServer listen(Pages pages, int port) {
    try {
      return LocalServer.start(pages.router(), port, new Gate.Open());
    } catch (UncheckedIOException e) {
      pages.close();
      throw inUse(port);
    }
  }

  private static Failed inUse(int port) {
    return new Failed("port " + port + " is in use; choose another with --port");
  }
}
