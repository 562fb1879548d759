package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The experiments that something touches. */
public sealed interface Touch {

  /** Touches nothing that the lab measures. */
  Touch NOTHING = new AnyOf(List.of());

  boolean touches(Experiment experiment);

  /** Touches what any of some others touches. */
  record AnyOf(List<Touch> others) implements Touch {
    @Override
    public boolean touches(Experiment experiment) {
      return others.stream().anyMatch(touch -> touch.touches(experiment));
    }
  }

  /** The clients for whom something about a host matters. */
  enum Clients {
    ALL,
    /** Those that a mesh configures. */
    OF_MESH;

    boolean include(Experiment experiment) {
      return switch (this) {
        case ALL -> true;
        case OF_MESH -> experiment.viewer() != Viewer.ADDRESS;
      };
    }
  }

  /**
   * Touches calls to some hosts.
   *
   * @param patterns full names, or wildcards
   * @param clients whose calls
   */
  record ToHosts(List<String> patterns, Clients clients) implements Touch {
    @Override
    public boolean touches(Experiment experiment) {
      return clients.include(experiment)
          && experiment.hosts().stream()
              .anyMatch(host -> patterns.stream().anyMatch(p -> Hosts.covers(p, host)));
    }
  }

  /**
   * Touches the calls of a sidecar's client that rules may lead to a host from another one.
   *
   * @param host in full
   * @param others the hosts from which it does not matter
   */
  record ByRoute(String host, Set<String> others) implements Touch {
    @Override
    public boolean touches(Experiment experiment) {
      return experiment.proxied()
          && experiment.viewer() == Viewer.CALLER
          && !others.contains(experiment.host())
          && experiment.hosts().contains(host);
    }
  }

  /** Touches calls of a mesh through Services that select these labels in a namespace. */
  record ToEndpoints(String namespace, Map<String, String> labels) implements Touch {
    @Override
    public boolean touches(Experiment experiment) {
      return Clients.OF_MESH.include(experiment)
          && experiment.services().stream()
              .anyMatch(
                  service ->
                      service.namespace().equals(namespace)
                          && !service.selector().isEmpty()
                          && Labels.satisfy(service.selector().labels(), labels));
    }
  }

  /** Touches calls to pods of a namespace that have these labels. */
  record ToPods(String namespace, Map<String, String> labels) implements Touch {
    @Override
    public boolean touches(Experiment experiment) {
      return experiment.pods().stream()
          .anyMatch(pod -> covers(namespace, pod.namespace(), labels, pod.labels()));
    }
  }

  /** Touches calls of workloads of a namespace that have these labels, through their proxies. */
  record FromWorkloads(String namespace, Map<String, String> labels, Viewer viewer)
      implements Touch {
    @Override
    public boolean touches(Experiment experiment) {
      return experiment.viewer() == viewer
          && covers(
              namespace, experiment.caller().namespace(), labels, experiment.caller().labels());
    }
  }

  /** Touches what another one does, where a proxy makes the calls. */
  record IfProxied(Touch touch) implements Touch {
    @Override
    public boolean touches(Experiment experiment) {
      return experiment.proxied() && touch.touches(experiment);
    }
  }

  /**
   * Touches what another one does, where the calls are to some ports: those of a Service for the
   * caller's side, those of the pods for theirs.
   *
   * @param ports their numbers
   * @param listed whether it is about these, and not about all others
   */
  record OfPorts(Set<String> ports, boolean listed, Touch touch) implements Touch {

    @Override
    public boolean touches(Experiment experiment) {
      Stream<String> called =
          touch instanceof ToPods
              ? experiment.podPorts()
              : experiment.services().stream()
                  .flatMap(service -> service.ports().stream())
                  .map(port -> String.valueOf(port.number()));
      return touch.touches(experiment) && called.anyMatch(port -> ports.contains(port) == listed);
    }
  }

  /**
   * Touches what another one does, where callers of the ambient mode make the calls, who have no
   * sidecars.
   *
   * @param namespaces those in this mode
   */
  record FromAmbient(Set<String> namespaces, Touch touch) implements Touch {
    @Override
    public boolean touches(Experiment experiment) {
      return experiment.viewer() == Viewer.ADDRESS
          && namespaces.contains(experiment.caller().namespace())
          && touch.touches(experiment);
    }
  }

  /** Touches all calls that come from outside the mesh. */
  record ThroughGateways() implements Touch {
    @Override
    public boolean touches(Experiment experiment) {
      return experiment.viewer() == Viewer.GATEWAY;
    }
  }

  /** True if a rule is for a workload; one of the root namespace is for all namespaces. */
  private static boolean covers(
      String namespace, String other, Map<String, String> wanted, Map<String, String> labels) {
    return (namespace.equals(other) || namespace.equals(IstioNames.ROOT_NAMESPACE))
        && Labels.satisfy(wanted, labels);
  }
}
