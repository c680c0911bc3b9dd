package dev.perennial.emulator.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.emulator.mailbox.Mail;
import java.time.Duration;

/** Hears what happens in the stack, for progress and figures. Called on the working threads. */
public interface StackListener {
  /** Hears nothing. */
  StackListener NONE = new StackListener() {};

  /** An event was accepted by a bus; {@code event} is the whole envelope. */
  default void event(String bus, JsonNode event) {}

  /** An invocation of a function ended, after so much real time. */
  default void invocation(String function, boolean failed, Duration took) {}

  /** A function wrote a line to its log. Warnings are shown; a year's figures would flood. */
  default void line(String function, String line) {
    if (!line.startsWith("{\"_aws\"")) {
      System.err.println(line);
    }
  }

  /** While the clock runs, an invocation or other work failed: a line says so. */
  default void failure(Failure failure) {
    System.err.println(failure.at() + " " + failure.text());
  }

  /** A mail was accepted for sending. */
  default void mail(Mail mail) {}
}
