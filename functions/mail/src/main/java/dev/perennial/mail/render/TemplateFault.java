package dev.perennial.mail.render;

/** A template that may not be deployed, with the file and line to look at. */
public final class TemplateFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;

  /**
   * @param file the file or part at fault
   * @param line from 1; 0 when the whole file is meant
   * @param problem what was wrong and what would be right
   */
  public TemplateFault(String file, int line, String problem) {
    super(file + (line > 0 ? ":" + line : "") + ": " + problem);
    this.file = file;
    this.line = line;
  }

  /** The file or part at fault. */
  public String file() {
    return file;
  }

  /** The line, from 1; 0 when the whole file is meant. */
  public int line() {
    return line;
  }
}
