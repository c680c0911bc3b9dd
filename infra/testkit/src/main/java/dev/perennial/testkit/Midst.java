package dev.perennial.testkit;

import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import software.amazon.awssdk.core.SdkResponse;

/** Does something in the midst of one call of a function to the database. */
public final class Midst implements ClientInterceptor {
  private final String function;
  private final String operation;

  /** What is done before the call. */
  public Runnable before = () -> {};

  /** What is done after it. */
  public Runnable after = () -> {};

  /**
   * Of a function, by its logical id.
   *
   * @param operation as the client's method is called
   */
  public Midst(String function, String operation) {
    this.function = function;
    this.operation = operation;
  }

  private boolean isMeant(AwsCall call) {
    return call.function().equals(function) && call.operation().equals(operation);
  }

  @Override
  public void before(AwsCall call) {
    if (isMeant(call)) {
      before.run();
    }
  }

  @Override
  public void after(AwsCall call, SdkResponse response) {
    if (isMeant(call)) {
      after.run();
    }
  }
}
