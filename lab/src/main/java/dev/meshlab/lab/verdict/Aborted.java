package dev.meshlab.lab.verdict;

import java.util.Set;

/**
 * Some calls are ended on their way to the others, each by an independent draw.
 *
 * @param share the part of the calls that is ended, above 0 and below 1
 * @param status the gRPC status name that those end with
 * @param others what becomes of the others
 */
public record Aborted(double share, String status, Prediction others) implements Qualified {
  @Override
  public Prediction without(Set<Ejection> ejections) {
    return new Aborted(share, status, others.without(ejections));
  }

  @Override
  public String model() {
    return "aborts, " + others.model();
  }

  @Override
  public String sentence() {
    return Percent.of(share)
        + " of the calls fail with "
        + status
        + ", by fault injection; of the others, "
        + others.sentence();
  }
}
