package dev.perennial.laptop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.cli.Failed;
import dev.perennial.emulator.http.Gate;
import dev.perennial.emulator.http.LocalServer;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.pages.Pages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a stack up, its clock running on, until the user ends it. */
final class StackServer {
  private final LaptopStack stack;
  private final int port;
  private final @Nullable Keys keys;
  private final boolean json;

  /**
   * @param keys to ask signatures by; null to let every caller on this machine in
   * @param json whether the pages are told to a machine
   */
  StackServer(LaptopStack stack, int port, @Nullable Keys keys, boolean json) {
    this.stack = stack;
    this.port = port;
    this.keys = keys;
    this.json = json;
  }

  /** Fails when nothing could listen on the port: before a year is lived, not after. */
  static void check(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw inUse(port);
    }
  }

  /**
   * Returns when the thread is interrupted.
   *
   * @param from when the clock runs on, unless it shows a later instant
   */
  void serve(PrintWriter out, Instant from) {
    stack.runOnFrom(from);
    var pages = new Pages(stack);
    var server = listen(pages);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stack.close();
                }));
    try (server) {
      var places = pages.places(server.port());
      out.println(json ? json(places) : text(places));
      out.flush();
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      // told to end
    }
  }

  private String text(List<Pages.Place> places) {
    var text = new StringBuilder("\n");
    places.forEach(place -> text.append("  %-12s %s%n".formatted(place.name(), place.address())));
    if (keys != null) {
      text.append("%n  %-12s %s%n".formatted("Access key", keys.id()));
      // a secret that the user gave is the user's to show
      text.append(keys.made() ? "  %-12s %s%n".formatted("Secret key", keys.secret()) : "");
    }
    return text.append("\nThe clock runs on from ")
        .append(stack.clock().instant())
        .append(". Ctrl-C ends it.")
        .toString();
  }

  private String json(List<Pages.Place> places) {
    var object = JsonNodeFactory.instance.objectNode();
    var pages = object.putObject("pages");
    places.forEach(place -> pages.put(place.name(), place.address()));
    if (keys != null) {
      object.put("accessKeyId", keys.id());
      if (keys.made()) {
        object.put("secretAccessKey", keys.secret());
      }
    }
    return object.put("clock", stack.clock().instant().toString()).toString();
  }

  private LocalServer listen(Pages pages) {
    var gate = keys == null ? new Gate.Open() : keys.gate();
    try {
      return LocalServer.start(pages.router(), port, gate);
    } catch (UncheckedIOException e) {
      throw inUse(port);
    }
  }

  private static Failed inUse(int port) {
    return new Failed("port " + port + " is in use; choose another with --port");
  }
}
