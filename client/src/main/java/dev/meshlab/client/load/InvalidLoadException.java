package dev.meshlab.client.load;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A load that cannot be run, with all that is wrong with it. */
public final class InvalidLoadException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidLoadException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Never empty. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param option which part of the load, as the client's flag spells it, without the dashes
   * @param value what it was
   * @param remedy what it should be
   */
  public record Problem(String option, String value, String remedy) {
    @Override
    public String toString() {
      return option + " " + value + ": " + remedy;
    }
  }
}
