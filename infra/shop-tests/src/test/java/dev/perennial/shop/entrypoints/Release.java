package dev.perennial.shop.entrypoints;

import com.amazonaws.services.lambda.runtime.Context;
import dev.perennial.emulator.stack.Handlers;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Cloud.Retries;
import dev.perennial.runtime.cloud.Invoker;
import dev.perennial.testkit.Project;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import software.amazon.awssdk.core.SdkClient;

/**
 * The functions of an earlier release, as they were packed: their classes are its own, and all
 * libraries those of today. Its handlers meet the same tables, queues and bus as today's.
 */
final class Release implements Handlers, AutoCloseable {
  private static final String OURS = "dev.perennial.";

  /** What the release calls the surroundings of a handler, and what opens one. */
  private static final String CLOUD = "dev.perennial.doors.Cloud";

  private static final String INVOKER = "dev.perennial.doors.Invoker";

  /** What the release calls the handlers that have other names today, by today's. */
  private static final Map<String, String> HANDLERS =
      Map.of(
          "dev.perennial.outbox.OutboxRelayHandler", "dev.perennial.publisher.PublisherHandler",
          "dev.perennial.bounces.BouncesHandler", "dev.perennial.feedback.FeedbackHandler");

  private final Code code;

  private Release(URL jar) {
    code = new Code(jar);
  }

  /** The release of a month, as {@code infra/releases} keeps it. */
  static Release of(String month) {
    var jar = Project.TOP.resolve("infra/releases/" + month + ".jar");
    try {
      return new Release(jar.toUri().toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its own classes first, where there are such. */
  private static final class Code extends URLClassLoader {
    Code(URL jar) {
      super(new URL[] {jar}, Release.class.getClassLoader());
    }

    boolean has(String name) {
      return findResource(name.replace('.', '/') + ".class") != null;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        var loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return name.startsWith(OURS) ? findClass(name) : super.loadClass(name, resolve);
      }
    }
  }

  @Override
  public Invoker open(String name, Cloud cloud) throws ClassNotFoundException {
    var own = HANDLERS.getOrDefault(name, name);
    if (!code.has(own)) {
      // a function that came later: the template that is deployed has it, and its code
      return Handlers.ON_CLASS_PATH.open(name, cloud);
    }
    var type = code.loadClass(own);
    var clouds = code.loadClass(CLOUD);
    var invokers = code.loadClass(INVOKER);
    try {
      var invoker =
          invokers.getMethod("of", Class.class, clouds).invoke(null, type, cloud(clouds, cloud));
      var invoke =
          invokers.getMethod(
              "invoke", ByteArrayInputStream.class, ByteArrayOutputStream.class, Context.class);
      return (event, answer, context) -> call(invoke, invoker, event, answer, context);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " of the release cannot be opened", e);
    }
  }

  private static Object call(Method method, Object on, Object... arguments) throws IOException {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException wrong -> throw wrong;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Today's surroundings under the release's own name for them. */
  private static Object cloud(Class<?> type, Cloud cloud) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (_, method, arguments) ->
            switch (method.getName()) {
              case "env" -> cloud.env((String) arguments[0]);
              case "clock" -> cloud.clock();
              case "client" -> client(cloud, (Class<?>) arguments[0], (Enum<?>) arguments[1]);
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private static Object client(Cloud cloud, Class<?> type, Enum<?> retries) {
    return cloud.client(type.asSubclass(SdkClient.class), Retries.valueOf(retries.name()));
  }

  @Override
  public void close() {
    try {
      code.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
