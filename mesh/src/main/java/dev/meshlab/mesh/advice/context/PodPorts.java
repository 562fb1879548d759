package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The ports of some pods, which rules for the pods' sidecars go by, and not by those of Services.
 */
public final class PodPorts {

  private final Mesh mesh;
  private final List<Pod> pods;

  public PodPorts(Mesh mesh, List<Pod> pods) {
    this.mesh = mesh;
    this.pods = pods;
  }

  /**
   * The ports of the pods to which Services lead by a port; empty where some pod has a port of that
   * number itself, so that this one may be meant.
   */
  public NavigableSet<Integer> meant(String port) {
    return isServed(port) ? new TreeSet<>() : targets(port);
  }

  private boolean isServed(String port) {
    return pods.stream()
        .flatMap(pod -> mesh.servedPorts(pod).stream())
        .anyMatch(served -> String.valueOf(served.number()).equals(port));
  }

  private NavigableSet<Integer> targets(String port) {
    NavigableSet<Integer> targets = new TreeSet<>();
    for (Service service : mesh.services()) {
      for (ServicePort each : service.ports()) {
        if (String.valueOf(each.number()).equals(port)) {
          mesh.selectedPods(service).stream()
              .filter(pods::contains)
              .flatMap(pod -> Stream.ofNullable(each.targetOf(pod)))
              .forEach(targets::add);
        }
      }
    }
    return targets;
  }
}
