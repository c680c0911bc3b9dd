package dev.perennial.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.programme.Activation;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rescore}: the nightly pass by hand, or how fast it is. */
@Command(
    name = "rescore",
    description = {
      "Judges the tier, bands and segments of every customer who is due as the nightly pass does,"
          + " and",
      "writes those that changed. With --synthetic it measures that on made-up customers: from the"
          + " bytes of the",
      "database's answers to those of the writes, with 60 segments; no database takes part."
    },
    mixinStandardHelpOptions = true)
public final class RescoreCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1 << 20;

  /** Whose customers. */
  static final class Crowd extends Where {
    @Option(
        names = "--synthetic",
        required = true,
        paramLabel = "N",
        description = "So many made-up customers, in memory")
    private @Nullable Long synthetic;
  }

  @ArgGroup(multiplicity = "1")
  private Crowd where = new Crowd();

  @Option(
      names = "--due",
      paramLabel = "PERCENT",
      description = {
        "With --synthetic: so many of the customers are judged, 0 to 100, and the others rest;",
        "without it, who is due is as it comes, when each was written the day before"
      })
  private @Nullable Double due;

  @Option(
      names = "--json",
      description = {
        "One JSON object for machines; peakHeapMb is the most that was live on the heap after a",
        "collection"
      })
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /** What is told in the end. */
  private record Told(ParallelPass done, double seconds, double liveMegabytes) {}

  @Override
  public Integer call() throws Exception {
    var line = Objects.requireNonNull(spec).commandLine();
    if (where.synthetic != null && where.synthetic < 1) {
      throw new ParameterException(
          line, "--synthetic " + where.synthetic + " is no number of customers; 1 is the least");
    }
    var share = due;
    if (share != null && (where.synthetic == null || !(share >= 0 && share <= 100))) {
      throw new ParameterException(
          line, "--due " + share + " is for --synthetic, and a percentage from 0 to 100");
    }
    var told = where.synthetic == null ? real() : synthetic(where.synthetic);
    double rate = told.done.customers() / Math.max(told.seconds, 1e-9);
    var out = line.getOut();
    if (json) {
      var object = JsonNodeFactory.instance.objectNode();
      object.put("customers", told.done.customers()).put("seconds", told.seconds);
      object.put("judged", told.done.judged());
      object.put("perSecond", Math.round(rate)).put("peakHeapMb", told.liveMegabytes);
      out.println(object.put("written", told.done.written()));
    } else {
      out.printf(
          "%,d customers in %.2f s (%,.0f a second), %,d judged, %,d changed; %.0f MB of heap%n",
          told.done.customers(),
          told.seconds,
          rate,
          told.done.judged(),
          told.done.written(),
          told.liveMegabytes);
    }
    return 0;
  }

  private Told synthetic(long count) throws Exception {
    var programme = Activation.of(Home.path("programme")).programme();
    try (var bar = ProgressReport.bar("rescoring", count, json)) {
      var measured =
          SyntheticPass.onClassPath()
              .orElseThrow(() -> new Failed("--synthetic needs the benchmarks on the class path"))
              .run(programme, count, due, bar::to);
      return new Told(measured.done(), measured.seconds(), measured.liveBytes() / MEGABYTE);
    }
  }

  private Told real() throws Exception {
    if (where.deployed != null) {
      var stores = Deployed.stores(where.deployed);
      var now = Instant.now();
      return real(stores, new RulesInForce(stores.programme()).at(now), now);
    }
    try (var stack = OpenStack.of(Objects.requireNonNull(where.data))) {
      var told = real(stack.stores(), stack.rules(), stack.now());
      stack.drain();
      return told;
    }
  }

  private static Told real(Stores stores, Rules rules, Instant at) throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var heap = new LiveHeap();
      long began = System.nanoTime();
      var done = ParallelPass.run(pool, _ -> stores.customers(), threads, rules, at);
      return new Told(done, (System.nanoTime() - began) / 1e9, heap.max() / MEGABYTE);
    }
  }
}
