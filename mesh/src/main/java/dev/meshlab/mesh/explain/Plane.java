package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.translate.Deviation;
import dev.meshlab.mesh.translate.EnvoyDeviations;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.GrpcJavaDeviations;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.Resources;
import dev.meshlab.mesh.translate.SidecarView;
import java.util.List;
import java.util.Locale;

/** The planes, each with the translation that decides what it depends on. */
public enum Plane {
  /** A Service's virtual IP. */
  PLAIN {
    @Override
    Reads translate(ManifestSet manifests, ClientWorkload client) {
      return PlainReads.of(manifests);
    }
  },

  /** A client's sidecar. */
  ENVOY {
    @Override
    Reads translate(ManifestSet manifests, ClientWorkload client) {
      Reads reads = new Reads();
      Mesh mesh = Mesh.of(manifests, reads, Viewer.CALLER);
      Resources unused = SidecarView.translate(mesh, client);
      enter(mesh);
      return reads;
    }
  },

  /** A client's own xDS, without a proxy. */
  PROXYLESS {
    @Override
    Reads translate(ManifestSet manifests, ClientWorkload client) {
      Reads reads = new Reads();
      Mesh mesh = Mesh.of(manifests, reads, Viewer.CALLER);
      Resources unused = ProxylessView.translate(mesh, client);
      enter(mesh);
      return reads;
    }
  },

  /** The ingress gateways of the manifests. */
  GATEWAY {
    @Override
    Reads translate(ManifestSet manifests, ClientWorkload client) {
      Reads reads = new Reads();
      Mesh mesh = Mesh.of(manifests, reads, Viewer.GATEWAY);
      for (ClientWorkload workload : mesh.gatewayWorkloads()) {
        Resources unused = GatewayView.translate(mesh, workload);
      }
      enter(mesh);
      return reads;
    }
  };

  /** Translates for this plane and returns what was read on the way. */
  abstract Reads translate(ManifestSet manifests, ClientWorkload client);

  /** Reads the rules by which pods let a connection in; they hold on every plane. */
  static void enter(Mesh mesh) {
    mesh.services().stream()
        .flatMap(s -> s.ports().stream().flatMap(port -> mesh.endpoints(s, port).stream()))
        .forEach(mesh::mutualTls);
  }

  /** The ways in which the lab runs this plane other than Istio does. */
  List<Deviation> deviations() {
    return switch (this) {
      case PLAIN -> List.of();
      case ENVOY, GATEWAY -> EnvoyDeviations.all();
      case PROXYLESS -> GrpcJavaDeviations.all();
    };
  }

  /** Its name, as the command line has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
