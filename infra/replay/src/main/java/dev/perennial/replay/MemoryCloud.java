package dev.perennial.replay;

import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkClient;

/**
 * What surrounds handlers whose stores are in memory. Nothing else is there: whoever calls a
 * service fails.
 *
 * @param lines takes what handlers log
 */
record MemoryCloud(Stores stores, Clock clock, Consumer<String> lines) implements Cloud {
  /** In one part everything is read. */
  @Override
  public String env(String name) {
    return name.equals("SCAN_PARTS") ? "1" : "memory:" + name;
  }

  @Override
  public <C extends SdkClient> C client(Class<C> type, Retries retries) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new IllegalStateException("in memory there is no " + method);
            }));
  }
}
