package dev.perennial.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.domain.results.Census;
import dev.perennial.domain.rewards.Coupon;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.events.Tick;
import dev.perennial.runtime.priming.LambdaCloud;
import dev.perennial.runtime.priming.Primes;
import dev.perennial.runtime.programme.ResultsLog;
import dev.perennial.runtime.programme.RulesInForce;
import dev.perennial.runtime.scan.FullScan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The week's look at what campaigns bring. It counts all customers anew, so that a week that failed
 * is made up for by the next; where nothing is measured it reads nobody.
 */
@Primes("campaigns-census")
public final class CensusHandler implements RequestStreamHandler {
  private final Stores stores;
  private final RulesInForce rules;
  private final ResultsLog log;
  private final int parts;

  /** On Lambda. */
  public CensusHandler() {
    this(LambdaCloud.primed(CensusHandler.class));
  }

  /** In a cloud. */
  public CensusHandler(Cloud cloud) {
    stores = Stores.in(cloud);
    rules = new RulesInForce(stores.programme());
    log = new ResultsLog(stores.programme());
    parts = Integer.parseInt(cloud.env("SCAN_PARTS"));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var tick = Tick.read(input);
    var inForce = rules.at(tick.at());
    var census = new Census(inForce.programme(), inForce.dayOf(tick.at()));
    if (census.campaigns().isEmpty()) {
      return;
    }
    FullScan.each(stores.customers(), parts, customer -> census.add(customer, this::off));
    for (var campaign : census.campaigns()) {
      log.put(census.results(campaign, log.latest(campaign).orElse(null)));
    }
  }

  /** A read for each coupon: few campaigns give some. */
  private long off(String code) {
    return stores.rewards().coupon(code).map(Coupon::takenOff).orElse(0L);
  }
}
