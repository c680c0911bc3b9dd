package dev.perennial.emulator.stack;

/** An invocation that failed, by the function's logical id. */
public record Failure(String function, Throwable cause) {}
