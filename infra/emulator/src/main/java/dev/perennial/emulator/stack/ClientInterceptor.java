package dev.perennial.emulator.stack;

import software.amazon.awssdk.core.SdkResponse;

/**
 * Stands between the handlers and AWS: counts calls, or makes one fail. What it throws, the handler
 * gets: an SDK exception is a refusal of AWS; an {@link Error} ends the invocation as a crash
 * would, and the function's instance with it.
 */
public interface ClientInterceptor {
  /** Lets every call pass. */
  ClientInterceptor NONE = new ClientInterceptor() {};

  /** Before the call takes effect. */
  default void before(AwsCall call) {}

  /** After it took effect and before the handler hears of it. */
  default void after(AwsCall call, SdkResponse response) {}
}
