package dev.perennial.runtime.cloud;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;

/** Hands a handler its event as JSON, as Lambda's runtime does, and with Lambda's own library. */
public interface Invoker {
  /** Runs the handler once. */
  void invoke(ByteArrayInputStream event, ByteArrayOutputStream answer, Context context)
      throws IOException;

  /**
   * An instance of a handler.
   *
   * @throws IllegalStateException when the class is no handler of Lambda's, or cannot be made
   */
  static Invoker of(Class<?> type, Cloud cloud) {
    try {
      var handler = type.getConstructor(Cloud.class).newInstance(cloud);
      return switch (handler) {
        case RequestStreamHandler stream -> stream::handleRequest;
        case RequestHandler<?, ?> typed -> typed(typed);
        default -> throw new IllegalStateException(type + " is not a handler of Lambda");
      };
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(type + " cannot be made: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " needs a public constructor (Cloud)", e);
    }
  }

  @SuppressWarnings("unchecked") // The serializers are made of the handler's own declared types.
  private static Invoker typed(RequestHandler<?, ?> handler) {
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
          (Class<Object>) plain, Invoker.class.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
