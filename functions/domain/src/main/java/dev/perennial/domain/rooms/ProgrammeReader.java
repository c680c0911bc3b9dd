package dev.perennial.domain.rooms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.domain.programme.LoyaltyReader;
import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Section;
import dev.perennial.domain.programme.ShopReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the programme's files, put together as one JSON object of which shop and loyalty are
 * everybody's and the rest are the rooms' sections, and validates them.
 */
public final class ProgrammeReader {
  private ProgrammeReader() {}

  /** A programme, or what is wrong with the files. */
  public sealed interface Outcome {
    /** All files are right. */
    record Right(Programme programme) implements Outcome {}

    /**
     * At least one mistake.
     *
     * @param programme as far as it can be read: to check the rest against, and for nothing else
     */
    record Wrong(List<Mistake> mistakes, Programme programme) implements Outcome {}
  }

  /** Reads a programme that somebody wrote: what is not known is a mistake. */
  public static Outcome read(String version, JsonNode files) {
    var mistakes = new ArrayList<Mistake>();
    return read(version, new Reader(files, "programme", mistakes), mistakes);
  }

  /** Reads a programme that was applied, maybe by a later release: it may know more. */
  public static Outcome readStored(String version, JsonNode files) {
    var mistakes = new ArrayList<Mistake>();
    return read(version, Reader.ofStored(files, "programme", mistakes), mistakes);
  }

  private static Outcome read(String version, Reader root, List<Mistake> mistakes) {
    var shop = ShopReader.read(root.file("shop"));
    var loyalty = LoyaltyReader.read(root.file("loyalty"), shop.currency());
    var programme = new Programme(version, shop, loyalty, Map.of());
    for (var section : Rooms.PROGRAMME) {
      programme = with(programme, section, root);
    }
    root.nothingElse();
    return mistakes.isEmpty()
        ? new Outcome.Right(programme)
        : new Outcome.Wrong(List.copyOf(mistakes), programme);
  }

  private static <T> Programme with(Programme soFar, Section.Reading<T> section, Reader root) {
    return soFar.with(section.section(), section.read(root, soFar));
  }
}
