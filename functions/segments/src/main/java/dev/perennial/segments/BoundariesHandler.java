package dev.perennial.segments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.segments.BoundariesCount;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Tick;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.programme.RulesLog;
import dev.perennial.runtime.scan.FullScan;
import dev.perennial.storage.form.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Optional;

/**
 * The month's RFM boundaries, computed on the first night that finds none: a night that failed is
 * made up for by the next, and a new shop has boundaries after its first night.
 */
@Primes("segments-boundaries")
public final class BoundariesHandler implements RequestStreamHandler {
  /** Until then every function has read the new version; the nightly pass comes after. */
  private static final Duration AHEAD = Duration.ofMinutes(30);

  private final Stores stores;
  private final RulesInForce rules;
  private final int parts;

  /** On Lambda. */
  public BoundariesHandler() {
    this(LambdaCloud.primed(BoundariesHandler.class));
  }

  /** In a cloud. */
  public BoundariesHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    parts = Integer.parseInt(cloud.env("SCAN_PARTS"));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var tick = Tick.read(input);
    var inForce = rules.at(tick.at());
    var month = YearMonth.from(inForce.dayOf(tick.at())).toString();
    new RulesLog(stores.programme())
        .putOnce(
            RulesLog.Kind.BOUNDARIES,
            month,
            () -> {
              var count = new BoundariesCount(inForce.dayOf(tick.at()));
              FullScan.each(stores.customers(), parts, each -> add(count, each));
              return count.customers() == 0
                  ? Optional.empty()
                  : Optional.of(Json.write(count.boundaries(month, tick.at().plus(AHEAD))));
            });
  }

  private static void add(BoundariesCount count, Customer customer) {
    if (customer.account() != null) {
      count.add(customer.account());
    }
  }
}
