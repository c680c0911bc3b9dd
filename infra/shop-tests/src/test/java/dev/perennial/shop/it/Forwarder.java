package dev.perennial.shop.it;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.events.Queue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts every event that it gets into a queue: what a rule's target queue does by itself on AWS. */
public final class Forwarder implements RequestStreamHandler {
  private final Queue arrivals;

  /** In a cloud. */
  public Forwarder(Cloud cloud) {
    arrivals = new Queue(cloud, "ARRIVALS_URL");
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    arrivals.send(List.of(new String(event.readAllBytes(), StandardCharsets.UTF_8)));
  }
}
