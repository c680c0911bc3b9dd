package dev.perennial.domain.value;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model with its parameters at the greatest likelihood.
 *
 * @param <M> the model
 * @param standardErrors of the parameters, from the observed information; of those that the data
 *     don't determine there is none
 * @param logLikelihood of all customers
 * @param customers that were fitted
 * @param converged whether no parameters within the bounds are likelier by 1e-6
 * @param warnings what a reader of the parameters must know, in whole sentences
 */
public record Fit<M>(
    M model,
    SortedMap<String, Double> standardErrors,
    double logLikelihood,
    long customers,
    boolean converged,
    List<String> warnings) {
  public Fit {
    standardErrors = Collections.unmodifiableSortedMap(new TreeMap<>(standardErrors));
    warnings = List.copyOf(warnings);
  }

  /** What came of fitting. */
  public sealed interface Outcome<M> {}

  /** There are parameters; how good they are, the fit says. */
  public record Fitted<M>(Fit<M> fit) implements Outcome<M> {}

  /**
   * The likelihood has no maximum on such data.
   *
   * @param why in a sentence, with what would be needed
   */
  public record Unfit<M>(String why) implements Outcome<M> {}
}
