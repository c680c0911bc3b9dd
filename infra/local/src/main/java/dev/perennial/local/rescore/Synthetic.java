package dev.perennial.local.rescore;

import dev.perennial.domain.customers.Customer;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Rules;
import dev.perennial.domain.segments.BoundariesCount;
import dev.perennial.domain.segments.Judgement;
import dev.perennial.domain.value.Predictor;
import dev.perennial.domain.value.Refit;
import dev.perennial.doors.Stores;
import dev.perennial.local.stack.Calls;
import dev.perennial.local.stack.ClientInterceptor;
import dev.perennial.storage.Items;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How fast the nightly pass is on this machine, the database left out: the worker's own code, from
 * the bytes of DynamoDB's answers to those of the writes, over made-up customers who were all
 * judged the day before. They are made a chunk at a time between the measurements, so that memory
 * holds a chunk, however many there are.
 *
 * @param seconds of the pass alone
 * @param threads that shared the work
 * @param liveBytes the most that was live on the heap after a collection
 * @param wireBytes that DynamoDB would have sent
 */
public record Synthetic(
    Rescoring done, double seconds, int threads, long liveBytes, long wireBytes) {
  /** How many segments are judged. */
  public static final int SEGMENTS = 60;

  /** The function whose work this is. */
  public static final String FUNCTION = "PassWorkerFunction";

  /**
   * The night that is lived: always the same one, so that figures of two days can be compared, and
   * none of the two in a month that tell of points about to expire.
   */
  private static final Instant NIGHT = Instant.parse("2026-03-12T02:30:00Z");

  private static final int CHUNK = 20_000;

  /** DynamoDB ends a page at 1 MB. */
  private static final int PAGE = 900;

  /** Customers that boundaries and the model card are made from. */
  private static final int SAMPLE = 20_000;

  /**
   * Measures.
   *
   * @param count how many customers, 1 or more
   * @param between sees every call to the database
   * @param progress is told how many are done
   */
  public static Synthetic run(
      Programme programme, long count, ClientInterceptor between, LongConsumer progress)
      throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    var pool = Executors.newFixedThreadPool(threads);
    try {
      return new Run(programme, NIGHT, between, pool, threads).of(count, progress);
    } finally {
      pool.shutdownNow();
    }
  }

  /** One measurement. */
  private static final class Run {
    private final ExecutorService pool;
    private final Instant at;
    private final Rules rules;
    private final Crowd crowd;
    private final List<Wire> wires;
    private final List<Stores> stores;

    Run(
        Programme programme,
        Instant at,
        ClientInterceptor between,
        ExecutorService pool,
        int threads) {
      this.pool = pool;
      this.at = at;
      var today = at.atZone(programme.shop().zone()).toLocalDate();
      crowd = new Crowd(today);
      rules = rules(programme, crowd, yesterday());
      wires = IntStream.range(0, threads).mapToObj(_ -> new Wire()).toList();
      stores = wires.stream().map(wire -> over(wire, between)).toList();
    }

    private Instant yesterday() {
      return at.minus(Duration.ofDays(1));
    }

    private static Rules rules(Programme shipped, Crowd crowd, Instant yesterday) {
      var programme =
          new Programme(
              shipped.version(),
              shipped.shop(),
              shipped.loyalty(),
              shipped.rewards(),
              ManySegments.of(shipped.segments(), SEGMENTS),
              shipped.campaigns());
      var day = yesterday.atZone(programme.shop().zone()).toLocalDate();
      var count = new BoundariesCount(day);
      var refit = new Refit(day.minusDays(1), SAMPLE);
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

    private static Stores over(Wire wire, ClientInterceptor between) {
      var nobody = AwsBasicCredentials.create("nobody", "nobody");
      var dynamo =
          DynamoDbClient.builder()
              .httpClient(wire)
              .region(Region.EU_WEST_1)
              .credentialsProvider(StaticCredentialsProvider.create(nobody))
              .build();
      var seen = Calls.around(DynamoDbClient.class, dynamo, FUNCTION, between);
      return Stores.of(seen, "customers", "history", "programme");
    }

    Synthetic of(long count, LongConsumer progress) throws IOException, InterruptedException {
      var heap = new LiveHeap();
      var done = new Rescoring(0, 0);
      long nanos = 0;
      for (long from = 0; from < count; from += CHUNK) {
        fill(from, Math.min(count, from + CHUNK));
        long began = System.nanoTime();
        done =
            done.plus(
                Rescoring.run(pool, i -> stores.get(i).customers(), stores.size(), rules, at));
        nanos += System.nanoTime() - began;
        progress.accept(done.customers());
      }
      long bytes = wires.stream().mapToLong(Wire::bytes).sum();
      return new Synthetic(done, nanos / 1e9, stores.size(), heap.most(), bytes);
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
        if (made.state() != java.util.concurrent.Future.State.SUCCESS) {
          throw new IOException("customers could not be made up", made.exceptionNow());
        }
      }
    }

    private boolean fill(Wire wire, long from, long to) throws IOException {
      var page = new ArrayList<List<Map<String, AttributeValue>>>();
      for (long i = from; i < to; i++) {
        page.add(Items.items(judged(crowd.customer(i))));
        if (page.size() == PAGE && i + 1 < to) {
          wire.add(page, false);
          page.clear();
        }
      }
      wire.add(page, true);
      return true;
    }

    /** As yesterday's pass left the customer. */
    private Customer judged(Customer customer) {
      return Judgement.pass(customer, rules, yesterday())
          .map(
              change ->
                  new Customer(customer.customerId(), change.account(), customer.profile(), null))
          .orElse(customer);
    }
  }
}
