package dev.perennial.testkit;

import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Refuses calls of a function to the database, loses their answers, and crashes before and after
 * them: by a seed, and without the SDK's own tries, which would hide most of it.
 */
public final class Trouble implements ClientInterceptor {
  private static final int PERCENT = 100;

  private final Random random;
  private final String function;
  private final Map<String, Integer> made = new TreeMap<>();
  private boolean over;

  /** Makes trouble for a function, by its logical id. */
  public Trouble(long seed, String function) {
    random = new Random(seed);
    this.function = function;
  }

  /** No more of it. */
  public synchronized void end() {
    over = true;
  }

  /** How often each kind was made. */
  public synchronized Map<String, Integer> made() {
    return new TreeMap<>(made);
  }

  @Override
  public void before(AwsCall call) {
    if (call.function().equals(function)) {
      before(call.operation().equals("transactWriteItems") || call.operation().equals("putItem"));
    }
  }

  @Override
  public void after(AwsCall call, SdkResponse response) {
    if (call.function().equals(function)) {
      after();
    }
  }

  /** The same around the calls of a store that is no client of AWS. */
  public <T> T around(Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            Trouble.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              before(method.getName().startsWith("write"));
              try {
                var answer = method.invoke(store, arguments);
                after();
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }

  private synchronized int dice() {
    return over ? PERCENT : random.nextInt(PERCENT);
  }

  private synchronized void note(String kind) {
    made.merge(kind, 1, Integer::sum);
  }

  private void before(boolean write) {
    var dice = dice();
    if (dice < 2) {
      note("crash before");
      throw new Crash("in trouble");
    }
    if (dice < 4) {
      note("throttled");
      throw ProvisionedThroughputExceededException.builder().statusCode(400).build();
    }
    if (dice < 6) {
      note("throttled by the account");
      throw DynamoDbException.builder().message("ThrottlingException").statusCode(400).build();
    }
    if (write && dice < 26) {
      note("conflict");
      throw cancelled("TransactionConflict");
    }
    if (write && dice < 30) {
      note("transaction throttled");
      throw cancelled("ThrottlingError");
    }
  }

  private void after() {
    var dice = dice();
    if (dice < 3) {
      note("crash after");
      throw new Crash("in trouble");
    }
    if (dice < 7) {
      note("answer lost");
      throw ApiCallTimeoutException.create(1000);
    }
  }

  private static TransactionCanceledException cancelled(String code) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            CancellationReason.builder().code(code).build(),
            CancellationReason.builder().code("None").build())
        .build();
  }
}
