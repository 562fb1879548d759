package dev.meshlab.mesh.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pods that some workloads have at one moment of a cluster's life, in place of those that their
 * manifests ask for: one may be starting, another dead, and numbers of earlier pods are not used
 * again.
 *
 * @param members by the key of their workload, {@code namespace/kind/name}
 */
public record PodCensus(Map<String, List<Member>> members) {

  /** A census that has not begun: every workload has what its manifest asks for. */
  public static final PodCensus NONE = new PodCensus(Map.of());

  public PodCensus {
    Map<String, List<Member>> copies = new HashMap<>();
    members.forEach((workload, pods) -> copies.put(workload, List.copyOf(pods)));
    members = Map.copyOf(copies);
  }

  /**
   * A pod of a workload.
   *
   * @param number of the pod among all that the workload has ever had, from 1
   * @param ip its address
   * @param ready whether Services lead to it
   */
  public record Member(int number, String ip, boolean ready) {

    /** The same pod, with another readiness. */
    public Member withReadiness(boolean other) {
      return new Member(number, ip, other);
    }
  }

  /** The pods of a workload; empty where its manifest alone says which it has. */
  public Optional<List<Member>> of(String workload) {
    return Optional.ofNullable(members.get(workload));
  }

  /** The same with other pods of one workload. */
  public PodCensus with(String workload, List<Member> pods) {
    Map<String, List<Member>> changed = new HashMap<>(members);
    changed.put(workload, pods);
    return new PodCensus(changed);
  }
}
