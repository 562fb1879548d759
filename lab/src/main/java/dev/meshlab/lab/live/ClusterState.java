package dev.meshlab.lab.live;

import dev.meshlab.lab.cast.WorkloadName;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.PodCensus;
import dev.meshlab.mesh.manifest.PodCensus.Member;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The state of an imagined cluster: its objects, and the pods that each workload has. Immutable;
 * pods keep their names and addresses from state to state.
 *
 * @param manifests with the census of the pods
 * @param last the highest number that a pod of each workload has ever had, by the workload's key
 * @param named the pods that came later than the first ones, by which they get addresses
 */
public record ClusterState(ManifestSet manifests, Map<String, Integer> last, int named) {

  /** New pods get addresses beside those that a mesh makes up for the first ones. */
  private static final String ADDRESS = "10.245.%d.%d";

  public ClusterState {
    last = Map.copyOf(last);
  }

  /** The state that manifests ask for. */
  public static ClusterState of(ManifestSet manifests) {
    Mesh mesh = Mesh.of(manifests);
    PodCensus census = PodCensus.NONE;
    Map<String, Integer> last = new HashMap<>();
    for (Deployment workload : mesh.deployments()) {
      List<Pod> pods = pods(mesh, workload);
      last.put(workload.key(), pods.size());
      census =
          census.with(
              workload.key(),
              IntStream.range(0, pods.size())
                  .mapToObj(i -> new Member(i + 1, pods.get(i).ip(), pods.get(i).ready()))
                  .toList());
    }
    return new ClusterState(manifests.withCensus(census), last, 0);
  }

  /**
   * The pods of a workload, the oldest first.
   *
   * @throws dev.meshlab.lab.failure.BadInput if there is not one such workload
   */
  public List<Pod> pods(String workload) {
    Mesh mesh = Mesh.of(manifests);
    return pods(mesh, workload(mesh, workload));
  }

  private static List<Pod> pods(Mesh mesh, Deployment workload) {
    return mesh.pods().stream().filter(pod -> pod.workloadKey().equals(workload.key())).toList();
  }

  /** The same with more pods of a workload, which are ready, or without its newest. */
  public ClusterState scaled(String workload, int replicas) {
    List<Member> members = members(workload);
    return replicas <= members.size()
        ? with(workload, members.subList(0, replicas))
        : grown(workload, members, replicas - members.size());
  }

  private ClusterState grown(String workload, List<Member> members, int more) {
    List<Member> all = new ArrayList<>(members);
    int highest = last.getOrDefault(key(workload), 0);
    for (int each = 1; each <= more; each++) {
      int place = named + each - 1;
      String ip = ADDRESS.formatted(place / 254, place % 254 + 1);
      all.add(new Member(highest + each, ip, true));
    }
    Map<String, Integer> later = new HashMap<>(last);
    later.put(key(workload), highest + more);
    return new ClusterState(with(workload, all).manifests, later, named + more);
  }

  /** The same without one pod. */
  public ClusterState without(String workload, String ip) {
    return with(workload, members(workload).stream().filter(pod -> !pod.ip().equals(ip)).toList());
  }

  /** The same where Services lead to a pod, or do not. */
  public ClusterState withReadiness(String ip, boolean ready) {
    return with(pods -> pods.map(pod -> pod.ip().equals(ip) ? pod.withReadiness(ready) : pod));
  }

  /** The same without some pods, whatever their workloads, by their addresses. */
  public ClusterState without(Set<String> ips) {
    return with(pods -> pods.filter(pod -> !ips.contains(pod.ip())));
  }

  private ClusterState with(UnaryOperator<Stream<Member>> change) {
    PodCensus census = manifests.census();
    for (Map.Entry<String, List<Member>> each : census.members().entrySet()) {
      census = census.with(each.getKey(), change.apply(each.getValue().stream()).toList());
    }
    return new ClusterState(manifests.withCensus(census), last, named);
  }

  /**
   * The state after a change, when all of it has been done; empty where that depends on who has
   * answered most calls.
   *
   * @param files reads manifests by their names
   */
  public Optional<ClusterState> after(Change change, Function<List<String>, ManifestSet> files) {
    if (change instanceof Change.Scale scale) {
      return Optional.of(scaled(scale.workload(), scale.replicas()));
    }
    if (change instanceof Change.Lose lose) {
      return Optional.of(without(addresses(new Place(lose.place()).pods(Mesh.of(manifests)))));
    }
    if (change instanceof Change.Apply apply) {
      return Optional.of(applied(files.apply(apply.manifests())));
    }
    return change instanceof Change.Turn ? Optional.empty() : Optional.of(this);
  }

  /** The addresses of some pods. */
  public static Set<String> addresses(List<Pod> pods) {
    return pods.stream().map(Pod::ip).collect(Collectors.toSet());
  }

  /** The same with other objects applied over its own. */
  public ClusterState applied(ManifestSet over) {
    return new ClusterState(manifests.applied(over), last, named);
  }

  private List<Member> members(String workload) {
    return manifests.census().of(key(workload)).orElse(List.of());
  }

  private ClusterState with(String workload, List<Member> members) {
    PodCensus changed = manifests.census().with(key(workload), members);
    return new ClusterState(manifests.withCensus(changed), last, named);
  }

  private String key(String workload) {
    return workload(Mesh.of(manifests), workload).key();
  }

  private static Deployment workload(Mesh mesh, String name) {
    return new WorkloadName(name).in(mesh);
  }
}
