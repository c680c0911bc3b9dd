package dev.perennial.local.stack;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.perennial.doors.Cloud;
import dev.perennial.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * Runs one function as Lambda's runtime does: its event comes as JSON and is deserialized by
 * Lambda's own library; an instance serves one invocation at a time; more are made when calls come
 * at once, up to the concurrency of a new account; what threw an Error is not used again.
 */
final class FunctionHost {
  private static final int CONCURRENCY = 10;

  private interface Door {
    void handle(ByteArrayInputStream event, ByteArrayOutputStream answer, Context context)
        throws IOException;
  }

  private final Template.Function function;
  private final Cloud cloud;
  private final Semaphore free = new Semaphore(CONCURRENCY);
  private final ConcurrentLinkedDeque<Door> idle = new ConcurrentLinkedDeque<>();

  FunctionHost(Template.Function function, Cloud cloud) {
    this.function = function;
    this.cloud = cloud;
  }

  Cloud cloud() {
    return cloud;
  }

  Invocation invoke(byte[] event) {
    free.acquireUninterruptibly();
    try {
      var door = idle.poll();
      if (door == null) {
        door = open();
      }
      var answer = new ByteArrayOutputStream();
      try {
        door.handle(new ByteArrayInputStream(event), answer, new LocalContext(function));
      } catch (Exception e) {
        idle.push(door);
        return new Invocation.Failed(e);
      }
      idle.push(door);
      return new Invocation.Answered(answer.toString(StandardCharsets.UTF_8));
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      return new Invocation.Failed(e);
    } finally {
      free.release();
    }
  }

  private Door open() {
    var name = function.handler().replaceFirst("::handleRequest$", "");
    try {
      var type = Class.forName(name);
      var handler = type.getConstructor(Cloud.class).newInstance(cloud);
      return switch (handler) {
        case RequestStreamHandler stream -> stream::handleRequest;
        case RequestHandler<?, ?> typed -> typed(typed);
        default ->
            throw new IllegalStateException(
                function.where() + ": " + name + " is not a handler of Lambda");
      };
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          function.where() + ": the handler " + name + " is not on the class path", e);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(name + " cannot be made: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          function.where() + ": " + name + " needs a public constructor (Cloud)", e);
    }
  }

  @SuppressWarnings("unchecked") // The serializers are made of the handler's own declared types.
  private static Door typed(RequestHandler<?, ?> handler) {
    for (var method : handler.getClass().getMethods()) {
      var parameters = method.getGenericParameterTypes();
      if (method.getName().equals("handleRequest")
          && !method.isBridge()
          && parameters.length == 2
          && parameters[1].equals(Context.class)) {
        var in = serializer(parameters[0]);
        var out = serializer(method.getGenericReturnType());
        var callable = (RequestHandler<Object, Object>) handler;
        return (event, answer, context) -> {
          var result = callable.handleRequest(in.fromJson(event), context);
          if (result != null) {
            out.toJson(result, answer);
          }
        };
      }
    }
    throw new IllegalStateException(handler.getClass() + " has no handleRequest");
  }

  /** The choice that Lambda's runtime interface client makes. */
  @SuppressWarnings("unchecked") // As the runtime interface client does.
  private static PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> plain
        && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())) {
      return LambdaEventSerializers.serializerFor(
          (Class<Object>) plain, FunctionHost.class.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
