package dev.perennial.shop.doors;

import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import software.amazon.awssdk.core.SdkResponse;

/** Does something in the midst of one call of a function to the database. */
final class Midst implements ClientInterceptor {
  private final String function;
  private final String operation;
  Runnable before = () -> {};
  Runnable after = () -> {};

  Midst(String function, String operation) {
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
