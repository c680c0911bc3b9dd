package dev.perennial.domain.programme;

/**
 * The key of a room's part of the programme.
 *
 * @param name for people
 * @param none what it comes to in a programme without such files
 */
public record Section<T>(String name, Class<T> type, T none) {
  /** Reads a section from the programme's files. */
  public interface Reading<T> {
    /** Which one. */
    Section<T> section();

    /**
     * Reads it. Every mistake is noted, and reading goes on.
     *
     * @param root all files of the programme, as fields
     * @param soFar the sections listed before this one
     */
    T read(Reader root, Programme soFar);
  }
}
