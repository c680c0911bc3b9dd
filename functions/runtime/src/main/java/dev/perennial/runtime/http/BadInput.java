package dev.perennial.runtime.http;



/** Thrown while input is read; carries the problem that the client is told. */
public final class BadInput extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final transient Problem retold;

  /** Wraps a problem. */
  public BadInput(Problem problem) {
    this(problem, problem);
  }

  private BadInput(Problem problem, Problem retold) {
    super(retold.detail());
    this.problem = problem;
    this.retold = retold;
  }

  /** Refuses the value at a path. */
  public static BadInput at(String path, String detail) {
    return new BadInput(Problem.invalid(path, detail));
  }

  /** Refuses a field that nobody asked for, in the object at a path; its name is the sender's. */
  static BadInput unknownField(String path, String field, String known) {
    return new BadInput(
        Problem.invalid(field, "is not a known field; known are " + known),
        Problem.invalid(path, "has a field that is not known; known are " + known));
  }

  /** What others than the sender may hear: no name that the sender made up. */
  Problem retold() {
    return retold;
  }

  /** What the client is told. */
  public Problem problem() {
    return problem;
  }
}
