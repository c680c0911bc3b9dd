package dev.perennial.programme;

import dev.perennial.domain.programme.Programme;
import dev.perennial.domain.segments.SegmentReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** A file of a segment by itself, checked as {@code apply} would. */
public final class SegmentFile {
  private SegmentFile() {}

  /**
   * The pattern of a file.
   *
   * @param programme whose tiers and surveys it may name
   * @throws ProgrammeFault naming every mistake with its line
   */
  public static String pattern(Path file, Programme programme) throws IOException, ProgrammeFault {
    var files = ProgrammeFiles.readSegment(file);
    var mistakes = new ArrayList<Finding>(files.mistakes());
    if (mistakes.isEmpty()) {
      var segment = files.json().path("segments").path("file");
      var wrong = SegmentReader.mistakes("segments/file", segment);
      if (wrong.isEmpty()) {
        wrong =
            PatternCheck.ofSegment(
                "segments/file/pattern", segment.path("pattern"), Known.of(programme));
      }
      wrong.forEach(each -> mistakes.add(files.told(each)));
      if (mistakes.isEmpty()) {
        return segment.path("pattern").toString();
      }
    }
    throw new ProgrammeFault(Finding.told(mistakes));
  }
}
