package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Playability;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.unplayed.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ports of Services that lead where a server of this repository does not listen. A cluster
 * refuses such calls; the lab's pods listen where they are called.
 */
record MisdirectedPorts(List<Misdirected> all) {

  /** A port of a Service, and what is wrong with it. */
  private record Misdirected(String host, int port, Diagnostic problem) {

    /** A rule may lead to any port of another host. */
    boolean touches(Target target, Experiment experiment) {
      return host.equals(target.host()) ? port == target.port() : experiment.hosts().contains(host);
    }
  }

  static MisdirectedPorts of(Mesh mesh, Playability playability) {
    List<Misdirected> all = new ArrayList<>();
    for (Service service : mesh.services()) {
      for (ServicePort port : service.ports()) {
        playability
            .misdirected(service, port)
            .findFirst()
            .ifPresent(problem -> all.add(new Misdirected(service.host(), port.number(), problem)));
      }
    }
    return new MisdirectedPorts(List.copyOf(all));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** The reason why nothing is known of an experiment; empty where it has no such port. */
  Optional<String> touching(Target target, Experiment experiment) {
    return all.stream()
        .filter(each -> each.touches(target, experiment))
        .map(each -> each.problem().message() + ", and the lab's pods listen where they are called")
        .findFirst();
  }
}
