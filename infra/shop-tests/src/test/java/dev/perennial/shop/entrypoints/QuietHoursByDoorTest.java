package dev.perennial.shop.entrypoints;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perennial.emulator.stack.AwsCall;
import dev.perennial.emulator.stack.ClientInterceptor;
import dev.perennial.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ses.model.SesException;

/** A mail that SES doesn't take before the quiet hours waits for their end. */
final class QuietHoursByDoorTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** SES, which takes nothing while it is out. */
  private static final class Outage implements ClientInterceptor {
    private boolean over;
    private int refused;

    @Override
    public void before(AwsCall call) {
      if (call.operation().equals("sendRawEmail") && !over) {
        refused++;
        throw SesException.builder().message("Throttling").statusCode(400).build();
      }
    }
  }

  @TempDir Path folder;

  /** A mail may not go in the last moment before the end, nor ask again and again until then. */
  @ParameterizedTest(name = "{0} ms after the second")
  @ValueSource(ints = {0, 1, 999})
  @Timeout(60)
  void whatSesRefusedInTheEveningGoesInTheMorning(int millis) throws Exception {
    var outage = new Outage();
    try (var shop = new Shop(outage)) {
      Project.copyProgramme(folder);
      // the shop's hour is that of Greenwich in March
      Files.writeString(
          folder.resolve("shop.yaml"),
          "\nquietHours: {from: 21, to: 9}\n",
          StandardOpenOption.APPEND);
      shop.apply(folder, Shop.START);
      shop.putCustomer("ada", true);
      var evening = Instant.parse("2026-03-02T20:58:00Z").plusMillis(millis);
      shop.stack().advanceTo(evening);
      shop.buy("ada", "p1");
      shop.stack().advanceTo(evening.plus(MINUTE));
      assertEquals(1, outage.refused);
      outage.over = true;
      // hours longer than tries of one message would last
      var morning = Instant.parse("2026-03-03T09:00:00Z");
      shop.stack().advanceTo(morning.minus(MINUTE));
      assertEquals(0, shop.stack().mailbox().size());
      assertEquals(1, outage.refused);
      shop.stack().advanceTo(morning.plusSeconds(1));
      assertEquals(1, shop.stack().mailbox().size());
      var sent = shop.stores().customers().readWithMailLog("ada").mailLogOrNone().mails();
      var since = Objects.requireNonNull(sent.get("thanks#ledger#purchase#p1#0")).since();
      assertEquals(morning, since.truncatedTo(ChronoUnit.SECONDS));
    }
  }
}
