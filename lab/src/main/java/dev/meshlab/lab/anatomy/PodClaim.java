package dev.meshlab.lab.anatomy;

import dev.meshlab.lab.anatomy.Part.Kind;
import dev.meshlab.lab.verdict.Finding;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A claim on the containers of a workload's pods. Immutable. */
public sealed interface PodClaim {

  /** The claim as a person writes it; {@link PodClaimText} reads it again. */
  String text();

  /** True if it is true of a pod. */
  boolean holds(PodAnatomy pod);

  /**
   * Some of the containers are ready, as the column READY of {@code kubectl get pods} has it.
   *
   * @param count as in {@code 2/2}
   */
  record Ready(String count) implements PodClaim {

    @Override
    public String text() {
      return "ready " + count;
    }

    @Override
    public boolean holds(PodAnatomy pod) {
      return pod.ready().equals(count);
    }
  }

  /**
   * The pod has a container of some kind and name, which runs, or has ended if it is to end.
   *
   * @param kinds any of which will do
   * @param names any of which will do
   */
  record Has(Set<Kind> kinds, List<String> names) implements PodClaim {

    public Has {
      kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
      names = List.copyOf(names);
    }

    @Override
    public String text() {
      return kinds.stream().map(Kind::word).collect(Collectors.joining(PodClaimText.OR))
          + " "
          + String.join(PodClaimText.OR, names);
    }

    @Override
    public boolean holds(PodAnatomy pod) {
      return pod.parts().stream()
          .filter(part -> names.contains(part.name()))
          .anyMatch(part -> kinds.stream().anyMatch(part::isWell));
    }
  }

  /**
   * The pod has a container that the template of its workload lacks.
   *
   * @param names any of which will do
   */
  record Added(List<String> names) implements PodClaim {

    public Added {
      names = List.copyOf(names);
    }

    @Override
    public String text() {
      return "added " + String.join(PodClaimText.OR, names);
    }

    @Override
    public boolean holds(PodAnatomy pod) {
      return pod.parts().stream().anyMatch(part -> part.added() && names.contains(part.name()));
    }
  }

  /**
   * The pod has no container of a name, of whatever kind.
   *
   * @param name that it does not have
   */
  record Lacks(String name) implements PodClaim {

    @Override
    public String text() {
      return "no " + name;
    }

    @Override
    public boolean holds(PodAnatomy pod) {
      return pod.parts().stream().noneMatch(part -> part.name().equals(name));
    }
  }

  /** The pod has no ephemeral containers. */
  record NoneEphemeral() implements PodClaim {

    static final String TEXT = "no ephemeral containers";

    @Override
    public String text() {
      return TEXT;
    }

    @Override
    public boolean holds(PodAnatomy pod) {
      return pod.parts().stream().noneMatch(part -> part.kind() == Kind.EPHEMERAL);
    }
  }

  /**
   * The finding of whether it is true of every one of some pods, of which there is at least one.
   */
  default Finding check(List<PodAnatomy> pods) {
    Optional<PodAnatomy> other = pods.stream().filter(pod -> !holds(pod)).findFirst();
    return Finding.exact(
        !pods.isEmpty() && other.isEmpty(),
        pods.isEmpty()
            ? "there is no pod"
            : other
                .map(pod -> "%s: %s".formatted(pod.name(), pod.line()))
                .orElse(
                    pods.size() == 1
                        ? "true of the only pod"
                        : "true of all %d pods".formatted(pods.size())));
  }
}
