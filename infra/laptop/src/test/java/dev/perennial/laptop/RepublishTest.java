package dev.perennial.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events raised again from the history; whoever had them does nothing twice. */
class RepublishTest {
  @TempDir Path folder;
  private Path data = Path.of("");

  @BeforeEach
  void live() throws IOException {
    data = folder.resolve("data");
    var orders =
        Files.writeString(
            folder.resolve("orders.csv"),
            """
            customerId,purchaseId,at,sku,quantity,unitPrice
            a,p1,2026-01-05T10:00:00Z,mug,1,2.50
            b,p2,2026-01-05T11:00:00Z,mug,1,2.50
            a,p3,2026-01-06T10:00:00Z,mug,1,2.50
            """);
    var ran =
        Ran.run(
            "replay", "--orders", orders, "--format", "csv", "--data", data, "--made-up-people");
    assertEquals(0, ran.code(), ran.err());
  }

  private Ran republish(Object... arguments) {
    var all = new Object[arguments.length + 4];
    all[0] = "republish";
    all[1] = "--data";
    all[2] = data;
    all[3] = "--json";
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return Ran.run(all);
  }

  private static int events(Ran ran) throws IOException {
    assertEquals(0, ran.code(), ran.err());
    return ran.json().path("events").asInt();
  }

  @Test
  void whatATimeRecordedIsRaisedAgainAndDoesNothingTwice() throws IOException {
    var before = Ran.run("export", "--data", data).out();
    int mails = mails();
    var whole = events(republish("--from", "2026-01-01T00:00:00Z", "--to", "2026-02-01T00:00:00Z"));
    assertTrue(whole >= 5, "three purchases and two customers, but " + whole);
    var first = events(republish("--from", "2026-01-01T00:00:00Z", "--to", "2026-01-06T00:00:00Z"));
    var second =
        events(republish("--from", "2026-01-06T00:00:00Z", "--to", "2026-02-01T00:00:00Z"));
    assertEquals(whole, first + second);
    assertEquals(before, Ran.run("export", "--data", data).out());
    assertEquals(mails, mails());
  }

  private int mails() throws IOException {
    try (var stack = Ran.open(data)) {
      return stack.mailbox().size();
    }
  }

  @Test
  void aLineIsRaisedAgainByTheIdOfItsEvent() throws IOException {
    assertEquals(1, events(republish("--line", "a/ledger#purchase#p1")));
    var unknown = republish("--line", "a/ledger#purchase#p2");
    assertEquals(1, unknown.code());
    assertEquals(
        "--line a/ledger#purchase#p2 is no line of the history, which are customerId/lineId",
        unknown.err().strip());
  }

  @ParameterizedTest
  @CsvSource({
    "--from 2026-01-01T00:00:00Z",
    "--from 2026-01-02T00:00:00Z --to 2026-01-01T00:00:00Z",
    "--line a/p --from 2026-01-01T00:00:00Z --to 2026-01-02T00:00:00Z",
    "--from yesterday --to 2026-01-02T00:00:00Z"
  })
  void whatDoesNotSayWhichEventsIsRefused(String arguments) {
    assertEquals(2, republish((Object[]) arguments.split(" ", -1)).code());
  }
}
