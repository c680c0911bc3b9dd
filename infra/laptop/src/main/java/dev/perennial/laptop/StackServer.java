package dev.perennial.laptop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.cli.Failed;
import dev.perennial.emulator.http.Gate;
import dev.perennial.emulator.http.LocalServer;
import dev.perennial.emulator.http.Page;
import dev.perennial.emulator.http.Router;
import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.pages.Pages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a stack up, its clock running on, until the user ends it. */
final class StackServer {
  private final LaptopStack stack;
  private final int port;
  private final @Nullable Path data;
  private final long speed;
  private final @Nullable Keys keys;
  private final boolean json;

  /**
   * @param data the folder that commands name to mean this stack; null in memory
   * @param speed how many times as fast as real time its clock runs
   * @param keys to ask signatures by; null to let every caller on this machine in
   * @param json whether the pages are told to a machine
   */
  StackServer(
      LaptopStack stack,
      int port,
      @Nullable Path data,
      long speed,
      @Nullable Keys keys,
      boolean json) {
    this.stack = stack;
    this.port = port;
    this.data = data;
    this.speed = speed;
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
  void serve(PrintWriter out, Instant from) throws IOException {
    stack.runOnFrom(from, speed);
    var pages = new Pages(stack);
    var router = pages.router();
    var commands = new Commands();
    router.page(CommandPage.PATH, commands);
    var server = listen(router);
    if (data != null) {
      commands.page = new CommandPage(stack, data, Running.write(data, server.port()));
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stack.close();
                  forget();
                }));
    try (server) {
      var places = pages.places(server.port());
      out.println(json ? json(places) : text(places));
      out.flush();
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      // told to end
    } finally {
      forget();
    }
  }

  private void forget() {
    try {
      if (data != null) {
        Running.delete(data);
      }
    } catch (IOException e) {
      // it is told apart from a stack that is up by the folder's lock
    }
  }

  /** Knows nothing before the port is known. */
  private static final class Commands implements Page {
    private volatile @Nullable Page page;

    @Override
    public HttpAnswer answer(HttpCall call) {
      var page = this.page;
      return page == null
          ? HttpAnswer.of(404, "text/plain", "this stack takes no commands")
          : page.answer(call);
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
        .append(speed == 1 ? "" : ", %,d times as fast".formatted(speed))
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

  private LocalServer listen(Router router) {
    var gate = keys == null ? new Gate.Open() : keys.gate();
    try {
      return LocalServer.start(router, port, gate);
    } catch (UncheckedIOException e) {
      throw inUse(port);
    }
  }

  private static Failed inUse(int port) {
    return new Failed("port " + port + " is in use; choose another with --port");
  }
}
