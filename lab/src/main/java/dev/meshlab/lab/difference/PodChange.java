package dev.meshlab.lab.difference;

import java.util.List;

/** The difference in whom the pods of some workloads let in. */
public record PodChange(List<String> workloads, List<Change> changes) {

  public PodChange {
    workloads = List.copyOf(workloads);
    changes = List.copyOf(changes);
  }
}
