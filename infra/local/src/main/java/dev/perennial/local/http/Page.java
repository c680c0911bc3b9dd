package dev.perennial.local.http;

import dev.perennial.local.stack.HttpAnswer;
import dev.perennial.local.stack.HttpCall;

/** Something to look at on the laptop that the template does not declare. */
public interface Page {
  /** Answers a request below the page's path. Called by many threads at once. */
  HttpAnswer answer(HttpCall call);
}
