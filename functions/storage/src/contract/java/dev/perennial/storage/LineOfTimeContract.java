package dev.perennial.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.domain.campaigns.Entered;
import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.Cause;
import dev.perennial.domain.ledger.Change;
import dev.perennial.domain.ledger.HistoryLine;
import dev.perennial.domain.ledger.Life;
import dev.perennial.domain.ledger.LineOfTime;
import dev.perennial.domain.ledger.LineOfTime.Cursor;
import dev.perennial.domain.ledger.Place;
import dev.perennial.domain.ledger.Trail;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every adapter promises of a history that is paged, the last line first. */
public abstract class LineOfTimeContract extends JourneysContract {
  private final List<HistoryLine> written = new ArrayList<>();

  private Account now() {
    return customers().read(anna).accountOr("member");
  }

  /** Writes a version, and sometimes something beside the ledger at the same instant. */
  private void write(int many, Random random, boolean keepsTrail) {
    for (int i = 0; i < many; i++) {
      var before = now();
      var seq = before.version() + 1;
      var id = random.nextInt(3) == 0 ? "moved#" + seq : "ledger#purchase#P" + seq;
      var line = line(anna, id, seq);
      var after = before.after(line, ZoneOffset.UTC);
      var change = Change.of(before, keepsTrail ? after : Trail.lost(after), line);
      assertEquals(DONE, customers().write(change));
      written.add(line);
      for (int more = random.nextInt(5) - 2; more > 0; more--) {
        beside("journey#thanks#" + seq + "-" + more, seq);
      }
    }
  }

  private void beside(String id, long seq) {
    var fact = new Entered("thanks", id, null);
    var line = HistoryLine.draft(anna, id, seq, NOW, NOW, Cause.TIME, fact);
    assertTrue(history().putNew(line, null));
    written.add(line);
  }

  private LineOfTime timeOf(Life life) {
    return new LineOfTime(history(), anna, now(), life);
  }

  private void assertPages(int limit, Life life) {
    var all =
        written.stream()
            .filter(line -> !life.isAfter(line.seq()))
            .sorted(Comparator.comparing(Place::of).reversed())
            .toList();
    var found = new ArrayList<HistoryLine>();
    @Nullable Cursor cursor = null;
    do {
      var page = timeOf(life).page(cursor, limit);
      found.addAll(page.lines());
      assertTrue(page.lines().size() == limit || page.next() == null, "a page is full");
      cursor = page.next();
    } while (cursor != null);
    assertEquals(all, found);
  }

  @ParameterizedTest(name = "seed {0}, pages of {1}")
  @CsvSource({"1, 1", "2, 7", "3, 50", "4, 100"})
  void pagesTogetherAreTheWholeTheLastFirst(long seed, int limit) {
    write(120, new Random(seed), true);
    assertPages(limit, Life.FIRST);
  }

  @ParameterizedTest(name = "seed {0}, pages of {1}")
  @CsvSource({"5, 3", "6, 50"})
  void soTheyAreWhereReleasesThatKeptNoTrailWroteBeforeAndBetween(long seed, int limit) {
    var random = new Random(seed);
    write(30, random, false);
    write(60, random, true);
    assertPages(limit, Life.FIRST);
    write(3, random, false);
    assertPages(limit, Life.FIRST);
    write(50, random, true);
    assertPages(limit, Life.FIRST);
  }

  @Test
  void ofALaterLifeNothingOfBeforeIsShown_seed7() {
    write(100, new Random(7), true);
    for (long since : new long[] {1, 2, 40, 90, 100}) {
      assertPages(20, new Life(since, NOW));
    }
  }

  @Test
  void aLineThatIsGoneHidesNothingBeforeIt_seed8() {
    write(100, new Random(8), true);
    var bearer = Objects.requireNonNull(timeOf(Life.FIRST).page(null, 60).next()).bearer();
    var gone = new Cursor(Place.of(written.getLast()), "ledger#purchase#nowhere");
    assertTrue(bearer != null, "an earlier stretch is named by the line that carries it");
    assertEquals(
        timeOf(Life.FIRST).page(new Cursor(gone.place(), null), 60),
        timeOf(Life.FIRST).page(gone, 60));
  }

  @Test
  void manyLinesOfOneInstantBesideTheLedgerAreEachOnOnePage() {
    write(1, new Random(9), true);
    for (int i = 0; i < 25; i++) {
      beside("journey#all#" + i, 1);
    }
    for (int limit = 1; limit < 30; limit += 4) {
      assertPages(limit, Life.FIRST);
    }
  }

  @Test
  void noPageReadsMoreThanAStretchBeyondIt_seed10() {
    write(300, new Random(10), true);
    @Nullable Cursor cursor = null;
    for (int pages = 0; pages < 5; pages++) {
      var counting = new CountingHistory(history());
      var page = new LineOfTime(counting, anna, now(), Life.FIRST).page(cursor, 20);
      cursor = page.next();
      // of both kinds as many as a page has, a stretch, and the line where the page before ended
      assertTrue(counting.lines() <= 2 * 21 + 40, pages + ": " + counting.lines());
      assertTrue(counting.calls() <= 6, pages + ": " + counting.calls());
    }
  }
}
