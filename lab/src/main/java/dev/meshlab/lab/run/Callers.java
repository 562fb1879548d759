package dev.meshlab.lab.run;

import dev.meshlab.lab.report.CallerReport;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.security.Injection;
import java.util.TreeMap;

/** The description of who calls. */
public final class Callers {

  private Callers() {}

  static CallerReport report(Mesh mesh, ClientWorkload client, ClientChoice choice) {
    Injection injection = mesh.injection(client);
    return new CallerReport(
        workload(mesh, client),
        client.namespace(),
        new TreeMap<>(client.labels()),
        client.node(),
        client.locality().toString(),
        injection.hasSidecar(),
        because(injection),
        chosen(mesh, choice));
  }

  private static String workload(Mesh mesh, ClientWorkload client) {
    return mesh.deployments().stream()
        .filter(d -> d.namespace().equals(client.namespace()))
        .filter(d -> d.labels().equals(client.labels()) && !d.isPod())
        .map(d -> d.kind() + " " + d.name())
        .findFirst()
        .orElse("");
  }

  private static String chosen(Mesh mesh, ClientChoice choice) {
    if (!choice.equals(ClientChoice.NONE)) {
      return "as the options say";
    }
    if (Clients.isOfManifests(mesh)) {
      return "the client of the manifests";
    }
    return Clients.callingOnly(mesh)
        .map(d -> "presumed, since no Service leads to it")
        .orElse("presumed, since the manifests have no client");
  }

  /** The way by which a pod's calls leave it; the planes of gateways are not for pods. */
  public static Plane plane(Injection injection) {
    if (injection.hasSidecar()) {
      return Plane.ENVOY;
    }
    return injection == Injection.OTHER_TEMPLATE ? Plane.PROXYLESS : Plane.PLAIN;
  }

  /** The reason for a sidecar, or for none, in words. */
  static String because(Injection injection) {
    return switch (injection) {
      case ASKED_BY_POD -> "its labels ask for a sidecar";
      case REFUSED_BY_POD -> "its label sidecar.istio.io/inject is \"false\"";
      case REFUSED_BY_ANNOTATION -> "its annotation sidecar.istio.io/inject is \"false\"";
      case OTHER_TEMPLATE -> "its annotation inject.istio.io/templates names no sidecar";
      case RUNS_WITHOUT -> "it runs without a container istio-proxy, which other pods have";
      case HOST_NETWORK -> "hostNetwork: true, so it has no network of its own";
      case IGNORED_NAMESPACE -> "Istio injects nothing into its namespace";
      case ENABLED_IN_NAMESPACE -> "its namespace is labelled for sidecars";
      case DISABLED_IN_NAMESPACE -> "its namespace is labelled istio-injection: disabled";
      case AMBIENT_NAMESPACE -> "its namespace is in ambient mode, which has no sidecars";
      case NOT_ASKED_FOR -> "its namespace has no label istio-injection: enabled";
      case PRESUMED -> "the manifests do not show its namespace";
    };
  }
}
