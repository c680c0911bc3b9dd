package dev.perennial.bench;

import dev.perennial.cli.LiveHeap;
import dev.perennial.cli.ParallelPass;
import dev.perennial.cli.SyntheticPass;
import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.nightly.NightlyPass;
import dev.perennial.domain.nightly.Nights;
import dev.perennial.domain.nightly.Resting;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.segments.BoundariesCount;
import dev.perennial.domain.segments.SegmentSet;
import dev.perennial.domain.value.Predictor;
import dev.perennial.domain.value.Refit;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.storage.Items;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How fast the nightly pass is on this machine, the database left out: the worker's own code, from
 * the bytes of DynamoDB's answers to those of the writes, over made-up customers who were all
 * judged the day before. They are made a chunk at a time between the measurements, so that memory
 * holds a chunk, however many there are. The JVM has compiled what runs often before.
 */
public final class Synthetic implements SyntheticPass {
  /** How many segments are judged. */
  public static final int SEGMENTS = 60;

  /** The function whose work this is. */
  public static final String FUNCTION = "PassWorkerFunction";

  /**
   * The night that is lived: always the same one, so that figures of two days can be compared, and
   * none of the two in a month that tell of points about to expire.
   */
  private static final Instant NIGHT = Instant.parse("2026-03-12T02:30:00Z");

  private static final Instant YESTERDAY = NIGHT.minus(Duration.ofDays(1));

  private static final int CHUNK = 20_000;

  /** Percent; nobody's account says until when it rests. */
  public static final double EVERYBODY = 100;

  /** From here on are customers who stand in for others. */
  private static final long OTHERS = 1L << 40;

  /** DynamoDB ends a page at 1 MB. */
  private static final int PAGE = 900;

  /** Customers judged before it is measured, or as many as there are. */
  private static final long WARM_UP = 60_000;

  /** Customers that boundaries and the model card are made from. */
  private static final int SAMPLE = 20_000;

  @Override
  public Measured run(Programme programme, long count, @Nullable Double due, LongConsumer progress)
      throws IOException, InterruptedException {
    return run(programme, count, due, UnaryOperator.identity(), progress);
  }

  /**
   * Measures.
   *
   * @param count how many customers, 1 or more
   * @param due percent of them that the night must judge, {@link #EVERYBODY} as if an older release
   *     had written them; null for as many as there are when each was written the day before
   * @param seen puts around the database's client whatever is to see its calls
   * @param progress is told how many are done
   */
  public static Measured run(
      Programme programme,
      long count,
      @Nullable Double due,
      UnaryOperator<DynamoDbClient> seen,
      LongConsumer progress)
      throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    var measures = measures(programme);
    try (var pool = Executors.newFixedThreadPool(threads)) {
      new Run(measures, due, UnaryOperator.identity(), pool, threads)
          .of(Math.min(count, WARM_UP), _ -> {});
      return new Run(measures, due, seen, pool, threads).of(count, progress);
    }
  }

  /** The programme's rules with boundaries and a model card made from some of the crowd. */
  private static Rules measures(Programme programme) {
    var before = new Rules(programme, List.of(), List.of());
    var crowd = new Crowd(before.dayOf(NIGHT));
    var yesterday = before.dayOf(YESTERDAY);
    var count = new BoundariesCount(yesterday);
    var refit = new Refit(yesterday.minusDays(1), SAMPLE);
    for (int i = 0; i < SAMPLE; i++) {
      var account = crowd.customer(i).account();
      if (account != null) {
        count.add(account);
        refit.add(account);
      }
    }
    return new Rules(
        programme,
        List.of(count.boundaries("made-up", Instant.EPOCH)),
        List.of(new Predictor(refit.card("made-up", Instant.EPOCH))));
  }

  /** One measurement, with answers about segments to be found anew. */
  private static final class Run {
    private final ExecutorService pool;
    private final Rules rules;
    private final @Nullable Double due;
    private final Resting resting;
    private final Crowd crowd;
    private final List<Wire> wires;
    private final List<Stores> stores;

    Run(
        Rules measures,
        @Nullable Double due,
        UnaryOperator<DynamoDbClient> seen,
        ExecutorService pool,
        int threads) {
      this.pool = pool;
      this.due = due;
      var shipped = measures.programme();
      var segments = ManySegments.of(shipped.get(SegmentSet.SECTION), SEGMENTS);
      var programme = shipped.with(SegmentSet.SECTION, segments);
      rules = new Rules(programme, measures.boundaries(), measures.predictors());
      resting = new Resting(rules, NIGHT);
      crowd = new Crowd(rules.dayOf(NIGHT));
      wires = IntStream.range(0, threads).mapToObj(_ -> new Wire()).toList();
      stores = wires.stream().map(wire -> over(wire, seen)).toList();
    }

    private static Stores over(Wire wire, UnaryOperator<DynamoDbClient> seen) {
      var nobody = AwsBasicCredentials.create("nobody", "nobody");
      var dynamo =
          DynamoDbClient.builder()
              .httpClient(wire)
              .region(Region.EU_WEST_1)
              .credentialsProvider(StaticCredentialsProvider.create(nobody))
              .build();
      return Stores.of(seen.apply(dynamo), "customers", "history", "programme");
    }

    Measured of(long count, LongConsumer progress) throws IOException, InterruptedException {
      var heap = new LiveHeap();
      var done = ParallelPass.NONE;
      long nanos = 0;
      for (long from = 0; from < count; from += CHUNK) {
        fill(from, Math.min(count, from + CHUNK));
        long began = System.nanoTime();
        done =
            done.plus(
                ParallelPass.run(
                    pool, i -> stores.get(i).customers(), stores.size(), rules, NIGHT));
        nanos += System.nanoTime() - began;
        progress.accept(done.customers());
      }
      return new Measured(done, nanos / 1e9, stores.size(), heap.max());
    }

    private void fill(long from, long to) throws IOException, InterruptedException {
      int threads = wires.size();
      var making = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < threads; i++) {
        var wire = wires.get(i);
        long first = from + (to - from) * i / threads;
        long end = from + (to - from) * (i + 1) / threads;
        making.add(() -> fill(wire, first, end));
      }
      for (var made : pool.invokeAll(making)) {
        if (made.state() != Future.State.SUCCESS) {
          throw new IOException("customers could not be made up", made.exceptionNow());
        }
      }
    }

    private boolean fill(Wire wire, long from, long to) throws IOException {
      var page = new ArrayList<List<Map<String, AttributeValue>>>();
      for (long i = from; i < to; i++) {
        page.add(items(i));
        if (page.size() == PAGE && i + 1 < to) {
          wire.add(page, false);
          page.clear();
        }
      }
      wire.add(page, true);
      return true;
    }

    /** Those of the customer of a number, or of another who rests or is due as is asked for. */
    private List<Map<String, AttributeValue>> items(long number) {
      if (due != null && due == EVERYBODY) {
        return Items.items(judged(number));
      }
      for (long other = number; ; other += OTHERS) {
        var customer = judged(other);
        var account = Objects.requireNonNull(customer.account());
        var until = Nights.due(account, customer.profile(), rules, YESTERDAY);
        if (due == null || resting.test(until) != isDue(number, due)) {
          return Items.items(customer, until);
        }
      }
    }

    /** Spread evenly over the numbers. */
    private static boolean isDue(long number, double percent) {
      return Math.floor((number + 1) * percent / 100) > Math.floor(number * percent / 100);
    }

    /** As yesterday's pass left the customer. */
    private Customer judged(long number) {
      var customer = crowd.customer(number);
      return NightlyPass.decide(customer, rules, YESTERDAY)
          .map(
              change ->
                  new Customer(customer.customerId(), change.account(), customer.profile(), null))
          .orElse(customer);
    }
  }
}
