package dev.perennial.emulator.stack;

import dev.perennial.emulator.template.Template;
import dev.perennial.runtime.cloud.Cloud;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkClient;

/** What surrounds a function on the laptop: its declared environment and the stack's clients. */
record LocalCloud(
    String stackName,
    Template.Function function,
    Clock clock,
    Map<Class<? extends SdkClient>, SdkClient> services,
    ClientInterceptor interceptor,
    StackListener listener)
    implements Cloud {

  @Override
  public String env(String name) {
    var value = function.environment().get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          function.where() + ": " + function.id() + " has no environment variable " + name);
    }
    return value;
  }

  @Override
  public String stack() {
    return stackName;
  }

  @Override
  public Consumer<String> lines() {
    return line -> listener.line(function.id(), line);
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, Retries retries) {
    var target = services.get(type);
    if (target == null) {
      throw new IllegalStateException(
          "the laptop stack has no " + type.getSimpleName() + "; the template uses none");
    }
    return Calls.around(type, target, function.id(), interceptor);
  }
}
