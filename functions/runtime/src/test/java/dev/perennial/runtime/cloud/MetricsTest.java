package dev.perennial.runtime.cloud;

import dev.perennial.runtime.priming.LambdaCloud;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MetricsTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(7), ZoneOffset.UTC);

  private final ArrayList<String> lines = new ArrayList<>();
  private final Metrics metrics = new Metrics("shop", CLOCK, lines::add);

  /** Each kind is a metric that is billed: none is made of what a caller sent. */
  @Test
  void aKindThatIsInNoListIsOther() {
    metrics.count(Figure.REFUSALS, "made-up", 3);
    assertTrue(
        lines.getFirst().endsWith("\"Stack\":\"shop\",\"Refusals\":3,\"Reason\":\"other\"}"));
  }

  @Test
  void figuresOfOneMomentAreOneLineWithTheirUnits() {
    metrics.tell(Map.of(Figure.OLDEST_CLAIM, 60L));
    assertEquals(
        "{\"_aws\":{\"Timestamp\":7,\"CloudWatchMetrics\":[{\"Namespace\":\"Perennial\",\"Dimensions\":[[\"Stack\"]],"
            + "\"Metrics\":[{\"Name\":\"OldestClaim\",\"Unit\":\"Seconds\"}]}]},\"Stack\":\"shop\",\"OldestClaim\":60}",
        lines.getFirst());
  }

  @Test
  void onLambdaTheStackIsKnownByTheLogGroup() {
    var environment = Map.of("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/perennial-staging");
    assertEquals("perennial-staging", new LambdaCloud(environment, CLOCK).stack());
  }
}
