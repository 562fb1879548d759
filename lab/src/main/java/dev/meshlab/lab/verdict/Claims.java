package dev.meshlab.lab.verdict;

import java.util.List;

/** The claims that a user makes of the calls, whatever their configuration says. */
@FunctionalInterface
public interface Claims {

  /** No claim. */
  Claims NONE = (plane, seen) -> List.of();

  /** The findings of whether the claims hold on a plane, by its name. */
  List<Finding> findings(String plane, Observation seen);
}
