package dev.perennial.runtime.priming;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dev.perennial.runtime.cloud.Invoker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * What a handler does before Lambda takes the snapshot that SnapStart restores: it works through
 * sample events, so that what a first call would load, link and compile is in the snapshot. A
 * second instance does it, in a {@link PrimingCloud}: nothing leaves the process, and nothing of
 * it stays in the instance that will serve.
 */
public final class Priming implements Resource {
  /**
   * Enough that the first call after is as fast as with 50, by make cold; 5 and 20 differ little.
   */
  private static final int TIMES = 20;

  /** CRaC itself holds resources weakly. */
  private static final List<Priming> REGISTERED = new ArrayList<>();

  private final Class<?> handler;
  private final List<String> samples;

  private Priming(Class<?> handler, List<String> samples) {
    this.handler = handler;
    this.samples = samples;
  }

  /**
   * The rehearsal of a handler.
   *
   * @throws IllegalArgumentException when it does not say with {@link Primes} what of
   */
  public static Priming of(Class<?> handler) {
    var samples = handler.getAnnotation(Primes.class);
    if (samples == null) {
      throw new IllegalArgumentException(handler + " needs @Primes");
    }
    return new Priming(handler, List.of(samples.value()));
  }

  /** Has it run before the snapshot. */
  synchronized void register() {
    REGISTERED.add(this);
    Core.getGlobalContext().register(this);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      for (int i = 0; i < TIMES; i++) {
        run();
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // a first call that is slow is better than a version that cannot be published
      LambdaRuntime.getLogger().log("not rehearsed: " + e);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  /**
   * What a run came to.
   *
   * @param answers as JSON, one for each sample
   * @param operations of AWS that were called, in order
   */
  public record Outcome(List<String> answers, List<String> operations) {}

  /** Runs the handler once on each sample. */
  public Outcome run() throws IOException {
    var cloud = PrimingCloud.open();
    var invoker = Invoker.of(handler, cloud);
    var answers = new ArrayList<String>();
    for (var sample : samples) {
      var answer = new ByteArrayOutputStream();
      var event = PrimingCloud.resource(sample + ".json");
      invoker.invoke(new ByteArrayInputStream(event), answer, PrimingCloud.CONTEXT);
      answers.add(answer.toString(StandardCharsets.UTF_8));
    }
    return new Outcome(answers, cloud.http().operations());
  }
}
