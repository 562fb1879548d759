package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.unplayed.Touch.AnyOf;
import dev.meshlab.mesh.unplayed.Touch.FromWorkloads;
import dev.meshlab.mesh.unplayed.Touch.OfPorts;
import dev.meshlab.mesh.unplayed.Touch.ToPods;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Patches of anything but clusters. One for a port of a listener or of a route configuration
 * touches the calls to this port (istio/istio, core/envoyfilter).
 */
final class UnplayedPatches {

  private static final String PORT = "portNumber";

  private UnplayedPatches() {}

  static Stream<Unplayed> of(Document filter) {
    Fields spec = Fields.of(filter).below("spec");
    Map<String, String> labels = spec.below("workloadSelector").stringMap("labels");
    return spec.children("configPatches").stream()
        .filter(patch -> !patch.string("applyTo", "").equals("CLUSTER"))
        .map(patch -> unplayed(filter, patch, labels));
  }

  private static Unplayed unplayed(Document filter, Fields patch, Map<String, String> labels) {
    String applyTo = patch.string("applyTo", "");
    return new Unplayed(
        DiagnosticId.NOT_HONOURED,
        filter,
        patch.path(),
        patch.position(),
        "patches of " + applyTo,
        "patches " + applyTo + " of proxies",
        touch(patch.below("match"), filter.namespace(), labels));
  }

  private static Touch touch(Fields match, String namespace, Map<String, String> labels) {
    Set<String> ports = ports(match);
    Touch callers = atPorts(ports, UnplayedKind.ofCallers(namespace, labels));
    Touch pods = atPorts(ports, new ToPods(namespace, labels));
    Touch gateways = new FromWorkloads(namespace, labels, Viewer.GATEWAY);
    return switch (match.string("context", "ANY")) {
      case "SIDECAR_OUTBOUND" -> callers;
      case "SIDECAR_INBOUND" -> pods;
      case "GATEWAY" -> gateways;
      default -> new AnyOf(List.of(callers, gateways, pods));
    };
  }

  /** The one port that a match names; none where it is for all of them. */
  private static Set<String> ports(Fields match) {
    return Stream.of(match.below("listener"), match.below("routeConfiguration"))
        .flatMap(holder -> holder.integer(PORT).stream())
        .filter(port -> port > 0)
        .map(String::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Touch atPorts(Set<String> ports, Touch touch) {
    return ports.isEmpty() ? touch : new OfPorts(ports, true, touch);
  }
}
