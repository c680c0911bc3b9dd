package dev.perennial.mail.render;

/** A template that may not be deployed, with the file and line to look at. */
public final class TemplateFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final int column;
  private final String problem;

  /**
   * @param file the file or part at fault
   * @param line from 1; 0 when the whole file is meant
   * @param problem what was wrong and what would be right
   */
  public TemplateFault(String file, int line, String problem) {
    this(file, line, 0, problem);
  }

  /**
   * @param file the file or part at fault
   * @param line from 1; 0 when the whole file is meant
   * @param column from 1; 0 when the whole line is meant
   * @param problem what was wrong and what would be right
   */
  public TemplateFault(String file, int line, int column, String problem) {
    super(
        file
            + (line > 0 ? ":" + line : "")
            + (line > 0 && column > 0 ? ":" + column : "")
            + ": "
            + problem);
    this.file = file;
    this.line = line;
    this.column = column;
    this.problem = problem;
  }

  /** The same in another file or part. */
  public TemplateFault in(String other) {
    return new TemplateFault(other, line, column, problem);
  }

  /** The file or part at fault. */
  public String file() {
    return file;
  }

  /** The line, from 1; 0 when the whole file is meant. */
  public int line() {
    return line;
  }

  /** The column, from 1; 0 when the whole line is meant. */
  public int column() {
    return column;
  }

  /** What was wrong and what would be right. */
  public String problem() {
    return problem;
  }
}
