package dev.perennial.emulator.http;

import dev.perennial.emulator.stack.HttpAnswer;
import dev.perennial.emulator.stack.HttpCall;

/** Something to look at on the laptop that the template does not declare. */
public interface Page {
  /** Answers a request below the page's path. Called by many threads at once. */
  HttpAnswer answer(HttpCall call);
}
