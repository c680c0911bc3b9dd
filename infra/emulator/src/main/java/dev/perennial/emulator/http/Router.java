package dev.perennial.emulator.http;

import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;
import dev.perennial.emulator.stack.LaptopStack;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a request to the template's route; where it has none, to the page with the longest path.
 * What AWS's tools ask of a service comes at any path.
 */
public final class Router {
  private final LaptopStack stack;
  private final Map<String, Page> pages = new TreeMap<>(Collections.reverseOrder());

  /** Routes to a stack's HTTP API only, until pages are added. */
  public Router(LaptopStack stack) {
    this.stack = stack;
  }

  /**
   * Adds a page; not to be called any more once it serves.
   *
   * @param path such as {@code /inbox}, which stands for everything below it too; {@code /} stands
   *     for itself alone
   */
  public Router page(String path, Page page) {
    pages.put(path, page);
    return this;
  }

  LaptopStack stack() {
    return stack;
  }

  HttpAnswer answer(HttpCall call) {
    var isPage = !call.isOfAws() && stack.access(call) == null;
    var page = isPage ? page(call.rawPath()) : null;
    return page == null ? stack.http(call) : page.answer(call);
  }

  private @Nullable Page page(String path) {
    for (var entry : pages.entrySet()) {
      var prefix = entry.getKey();
      if (path.equals(prefix) || (!prefix.equals("/") && path.startsWith(prefix + "/"))) {
        return entry.getValue();
      }
    }
    return null;
  }
}
