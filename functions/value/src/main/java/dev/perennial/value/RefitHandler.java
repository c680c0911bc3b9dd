package dev.perennial.value;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.value.Refit;
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
 * The month's model card, made on the first night that finds none, of all days before: a night that
 * failed is made up for by the next, and a new shop has a card after its first night.
 */
@Primes("value-refit")
public final class RefitHandler implements RequestStreamHandler {
  /**
   * Until then three tries of a quarter of an hour are over, and every function has read the new
   * version; the nightly pass comes after.
   */
  private static final Duration AHEAD = Duration.ofHours(1);

  /**
   * Customers to choose models by: their errors then differ by less than a thousandth by chance.
   */
  private static final int SAMPLE = 100_000;

  private final Stores stores;
  private final RulesInForce rules;
  private final int parts;

  /** On Lambda. */
  public RefitHandler() {
    this(LambdaCloud.primed(RefitHandler.class));
  }

  /** In a cloud. */
  public RefitHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    parts = Integer.parseInt(cloud.env("SCAN_PARTS"));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var tick = Tick.read(input);
    var today = rules.at(tick.at()).dayOf(tick.at());
    var month = YearMonth.from(today).toString();
    new RulesLog(stores.programme())
        .putOnce(
            RulesLog.Kind.CARD,
            month,
            () -> {
              var refit = new Refit(today.minusDays(1), SAMPLE);
              FullScan.each(stores.customers(), parts, each -> add(refit, each));
              return refit.customers() == 0
                  ? Optional.empty()
                  : Optional.of(Json.write(refit.card(month, tick.at().plus(AHEAD))));
            });
  }

  private static void add(Refit refit, Customer customer) {
    if (customer.account() != null) {
      refit.add(customer.account());
    }
  }
}
