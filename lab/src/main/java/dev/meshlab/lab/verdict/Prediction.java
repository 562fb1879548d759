package dev.meshlab.lab.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who is expected to answer, and by which model. Made from configuration alone, before anything is
 * measured.
 */
public sealed interface Prediction {

  /** The model's short name. */
  String model();

  /** The prediction as a sentence. */
  String sentence();

  /** The expected part of the replies by UUID, where the model fixes it. */
  Optional<Map<String, Double>> shares();

  /** The pods that can answer, by UUID. */
  Set<String> servers();

  /** What the route attempts again, as xDS has it; empty where it does not. */
  default String retryOn() {
    return "";
  }

  /** The most copies of so many calls that mirrors may get, of which the client hears nothing. */
  default long mostCopies(long calls) {
    return 0;
  }

  /** What is expected while these are in force; a proxy sends the calls to the other pods. */
  default Prediction without(Set<Ejection> ejections) {
    return this;
  }

  /** How many of them a single connection reaches. */
  default int serversOfOneConnection() {
    return servers().size();
  }

  /**
   * Each connection lands on one pod and stays: what a balancer of connections does to gRPC, which
   * keeps one connection open and sends every call down it.
   *
   * @param balancing how the pod of a new connection is picked
   * @param uuids the pods that a connection can land on
   * @param together whether all connections of the client land on the same pod
   */
  record PinnedConnections(Balancing balancing, List<String> uuids, boolean together)
      implements Prediction {

    /** Each connection lands anew. */
    public PinnedConnections(Balancing balancing, List<String> uuids) {
      this(balancing, uuids, false);
    }

    public PinnedConnections {
      uuids = List.copyOf(uuids);
    }

    @Override
    public String model() {
      return "pinned connections";
    }

    @Override
    public String sentence() {
      if (uuids.size() == 1) {
        return "each connection lands on the only pod and stays there";
      }
      String which =
          together
              ? "all connections land on the same one of "
              : "each connection lands on one of ";
      String stays = together ? ") and stay there: sessionAffinity" : ") and stays there";
      return which + uuids.size() + " pods (" + balancing.words() + stays;
    }

    @Override
    public Set<String> servers() {
      return Set.copyOf(uuids);
    }

    @Override
    public int serversOfOneConnection() {
      return 1;
    }

    @Override
    public Optional<Map<String, Double>> shares() {
      return uuids.size() == 1 ? Optional.of(Map.of(uuids.get(0), 1.0)) : Optional.empty();
    }
  }

  /**
   * Each call is routed to a group by an independent draw, then balanced inside it.
   *
   * @param groups the destinations of the route, their shares adding up to 1
   * @param rotations who keeps a rotation of its own
   * @param retrying what becomes of calls that fail
   */
  record PerCall(List<Group> groups, Rotations rotations, Retrying retrying) implements Prediction {

    /** Calls that are made once. */
    public PerCall(List<Group> groups, Rotations rotations) {
      this(groups, rotations, Retrying.NEVER);
    }

    public PerCall {
      groups = List.copyOf(groups);
    }

    @Override
    public PerCall without(Set<Ejection> ejections) {
      List<Group> left = groups.stream().map(group -> group.without(ejections)).toList();
      return new PerCall(left, rotations, retrying);
    }

    /** The same calls, whose copies take turns in the clusters of these mirrors. */
    PerCall sharingRotationsWith(List<Mirror> mirrors) {
      List<String> shared = mirrors.stream().map(Mirror::cluster).toList();
      return new PerCall(
          groups.stream().map(g -> shared.contains(g.name()) ? g.alsoMirrored() : g).toList(),
          rotations,
          retrying);
    }

    @Override
    public String retryOn() {
      return retrying.on();
    }

    @Override
    public String model() {
      return groups.size() > 1 ? "weighted split" : groups.get(0).balancing().model();
    }

    @Override
    public String sentence() {
      return groups.stream().map(PerCall::sentence).collect(Collectors.joining("; "));
    }

    private static String sentence(Group group) {
      String part = group.share() >= 1 ? "each call" : Percent.of(group.share()) + " of the calls";
      return group.uuids().isEmpty()
          ? part + " to " + group.name() + ", where nobody answers gRPC, and fail"
          : part + " to " + pods(group);
    }

    private static String pods(Group group) {
      int pods = group.uuids().size();
      return pods == 1 ? "the only pod" : "one of " + pods + " pods, " + group.balancing().words();
    }

    @Override
    public Set<String> servers() {
      return groups.stream().flatMap(g -> g.uuids().stream()).collect(Collectors.toSet());
    }

    @Override
    public int serversOfOneConnection() {
      return fixesShares() ? servers().size() : Math.min(1, servers().size());
    }

    private boolean fixesShares() {
      return groups.stream().allMatch(group -> group.balancing().fixesShares());
    }

    @Override
    public Optional<Map<String, Double>> shares() {
      if (!fixesShares()) {
        return Optional.empty();
      }
      Map<String, Double> shares = new TreeMap<>();
      for (Group group : groups) {
        group.uuids().forEach(uuid -> shares.merge(uuid, group.shareOfEach(), Double::sum));
      }
      return Optional.of(shares);
    }
  }

  /**
   * Some calls are ended on their way to the others, each by an independent draw.
   *
   * @param share the part of the calls that is ended, above 0 and below 1
   * @param status the gRPC status name that those end with
   * @param others what becomes of the others
   */
  record Aborted(double share, String status, Prediction others) implements Prediction {
    @Override
    public Prediction without(Set<Ejection> ejections) {
      return new Aborted(share, status, others.without(ejections));
    }

    @Override
    public String retryOn() {
      return others.retryOn();
    }

    @Override
    public long mostCopies(long calls) {
      return others.mostCopies(calls);
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

    @Override
    public Set<String> servers() {
      return others.servers();
    }

    @Override
    public int serversOfOneConnection() {
      return others.serversOfOneConnection();
    }

    @Override
    public Optional<Map<String, Double>> shares() {
      return others.shares();
    }
  }

  /**
   * Copies of calls go elsewhere, too, and their answers nowhere.
   *
   * @param mirrors where to; not empty
   * @param others what becomes of the calls themselves
   */
  record Mirrored(List<Mirror> mirrors, Prediction others) implements Prediction {
    public Mirrored {
      mirrors = List.copyOf(mirrors);
    }

    @Override
    public Prediction without(Set<Ejection> ejections) {
      return new Mirrored(mirrors, others.without(ejections));
    }

    @Override
    public String retryOn() {
      return others.retryOn();
    }

    @Override
    public long mostCopies(long calls) {
      return mirrors.stream().mapToLong(mirror -> mirror.copies(calls).high()).sum();
    }

    @Override
    public String model() {
      return "mirrors, " + others.model();
    }

    @Override
    public String sentence() {
      return others.sentence()
          + mirrors.stream()
              .map(to -> "; and a copy of " + to.part() + " to " + to.cluster())
              .collect(Collectors.joining());
    }

    @Override
    public Set<String> servers() {
      return others.servers();
    }

    @Override
    public int serversOfOneConnection() {
      return others.serversOfOneConnection();
    }

    @Override
    public Optional<Map<String, Double>> shares() {
      return others.shares();
    }
  }

  /**
   * Every call fails.
   *
   * @param status the gRPC status name that the client will see
   * @param reason why
   */
  record Nobody(String status, String reason) implements Prediction {
    @Override
    public String model() {
      return "every call fails";
    }

    @Override
    public String sentence() {
      return "every call fails with " + status + ": " + reason;
    }

    @Override
    public Set<String> servers() {
      return Set.of();
    }

    @Override
    public Optional<Map<String, Double>> shares() {
      return Optional.of(Map.of());
    }
  }

  /** Who keeps a rotation of its own under {@link Balancing#ROTATION}. */
  sealed interface Rotations {

    /**
     * The workers of one proxy: its load balancer's state is per worker thread.
     *
     * @param workers how many
     */
    record OfWorkers(int workers) implements Rotations {}

    /** Every connection of the client: a gRPC channel balances for itself. */
    record OfConnections() implements Rotations {}
  }
}
