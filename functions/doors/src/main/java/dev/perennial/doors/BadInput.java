package dev.perennial.doors;

/** Thrown while input is read; carries the problem that the client is told. */
public final class BadInput extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  /** Wraps a problem. */
  public BadInput(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** Refuses the value at a path. */
  public static BadInput at(String path, String detail) {
    return new BadInput(Problem.invalid(path, detail));
  }

  /** What the client is told. */
  public Problem problem() {
    return problem;
  }
}
