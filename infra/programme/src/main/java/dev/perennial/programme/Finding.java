package dev.perennial.programme;

import dev.perennial.mail.render.TemplateFault;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Something wrong, or doubtful, in a programme's files.
 *
 * @param what is wrong, and what would be right
 */
record Finding(Place at, String what) {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::at).thenComparing(Finding::what);

  static Finding of(TemplateFault fault) {
    return new Finding(
        new Place("templates/" + fault.file(), fault.line(), fault.column()), fault.problem());
  }

  /** As they are told: in the order of files, lines and columns, each once. */
  static List<String> told(Collection<Finding> findings) {
    return findings.stream().sorted(ORDER).map(Finding::toString).distinct().toList();
  }

  @Override
  public String toString() {
    return at + ": " + what;
  }
}
