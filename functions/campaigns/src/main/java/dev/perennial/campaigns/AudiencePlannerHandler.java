package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.events.Tick;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.scan.ScanPlanner;
import dev.perennial.storage.DynamoProgramme;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Every five minutes: begins the campaigns whose time has come, one task for each part of the
 * customers. Documents say up to when all was begun, so that a tick that was missed is caught up
 * and one that comes again does nothing. It answers when the next begins, so that whoever keeps a
 * virtual clock need not ask before.
 */
@Primes("campaigns-scheduled")
public final class AudiencePlannerHandler implements RequestStreamHandler {
  /** The documents that say up to when all was begun. */
  private static final String BEGUN = "begun";

  /** What was missed for longer is not caught up. */
  private static final Duration CAUGHT_UP = Duration.ofDays(7);

  /** As far as the first tick ever looks back. */
  private static final Duration FIRST = Duration.ofMinutes(10);

  /** How long a document may be the last, and a programme applied meanwhile be unknown. */
  private static final Duration DAY = Duration.ofDays(1);

  private final Consumer<Tick> scan;
  private final ProgrammeStore programme;
  private final RulesInForce rules;

  /** On Lambda. */
  public AudiencePlannerHandler() {
    this(LambdaCloud.primed(AudiencePlannerHandler.class));
  }

  /** In a cloud. */
  public AudiencePlannerHandler(Cloud cloud) {
    this(
        new DynamoProgramme(
            cloud.client(DynamoDbClient.class, Cloud.Retries.SDK), cloud.env("PROGRAMME_TABLE")),
        new ScanPlanner(cloud, "AUDIENCE_QUEUE_URL")::begin);
  }

  /**
   * With any store.
   *
   * @param scan begins the read of all customers
   */
  public AudiencePlannerHandler(ProgrammeStore programme, Consumer<Tick> scan) {
    this.programme = programme;
    this.scan = scan;
    rules = new RulesInForce(programme);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var tick = Tick.read(input);
    var now = tick.at();
    var last = last(now);
    var since = last.orElse(now.minus(FIRST));
    var timetable = rules.timetable(since, now);
    for (var each : timetable.between(since, now).entrySet()) {
      scan.accept(new Tick(tick.name(), each.getKey()));
      // afterwards: who crashes in between begins again, and nobody enters twice
      programme.putNew(document(each.getKey(), each.getValue()));
    }
    if (last.isEmpty() || last.get().isBefore(now.minus(DAY))) {
      programme.putNew(document(now, List.of()));
    }
    var rest = now.plus(DAY);
    var next = timetable.next(now).filter(rest::isAfter).orElse(rest);
    var answer = JsonNodeFactory.instance.objectNode().put("next", next.toString());
    output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Up to when all was begun; empty when nobody knows. */
  private Optional<Instant> last(Instant now) {
    return programme.after(BEGUN, now.minus(CAUGHT_UP).toString()).stream()
        .map(each -> Instant.parse(each.version()))
        .max(Instant::compareTo);
  }

  private static Document document(Instant at, Collection<String> campaigns) {
    var body = JsonNodeFactory.instance.objectNode();
    campaigns.forEach(body.putArray("campaigns")::add);
    return new Document(BEGUN, at.toString(), body.toString());
  }
}
