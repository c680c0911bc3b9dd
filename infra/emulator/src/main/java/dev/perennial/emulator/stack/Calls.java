package dev.perennial.emulator.stack;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.embedded.DDBExceptionMappingInvocationHandler;

/** Puts an interceptor around every call of an SDK client, by its interface. */
public final class Calls implements InvocationHandler {
  private final SdkClient target;
  private final String function;
  private final String service;
  private final ClientInterceptor interceptor;

  private Calls(SdkClient target, String function, String service, ClientInterceptor interceptor) {
    this.target = target;
    this.function = function;
    this.service = service;
    this.interceptor = interceptor;
  }

  /**
   * The client with an interceptor around it.
   *
   * @param function what calls are said to come from
   */
  public static <C extends SdkClient> C around(
      Class<C> type, SdkClient target, String function, ClientInterceptor interceptor) {
    return type.cast(
        Proxy.newProxyInstance(
            Calls.class.getClassLoader(),
            new Class<?>[] {type},
            new Calls(target, function, type.getSimpleName(), interceptor)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("close")) {
      return null; // The stack owns its clients.
    }
    var request = arguments != null && arguments.length == 1 ? arguments[0] : null;
    if (request instanceof SdkRequest asked
        && SdkResponse.class.isAssignableFrom(method.getReturnType())) {
      var call = new AwsCall(function, service, method.getName(), asked);
      interceptor.before(call);
      var answer = call(method, arguments);
      interceptor.after(call, (SdkResponse) answer);
      return answer;
    }
    // The forms with a builder, paginators and waiters come back through the proxy.
    return method.isDefault()
        ? InvocationHandler.invokeDefault(proxy, method, arguments)
        : call(method, arguments);
  }

  private Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof DynamoDBLocalServiceException own) {
        // DynamoDB Local's exception becomes the SDK's, as its embedded mode does.
        DDBExceptionMappingInvocationHandler.handleDynamoDBLocalServiceException(own);
      }
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
