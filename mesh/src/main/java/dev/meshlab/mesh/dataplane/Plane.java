package dev.meshlab.mesh.dataplane;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.PlainView;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.ServerView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A way in which a client's calls reach the pods, in the order in which they are shown. This is the
 * one declaration of it: commands, reports and pages take from here what they say of a plane.
 */
public enum Plane {
  /** A Service's virtual IP: each connection stays on one pod. */
  PLAIN("the virtual IP of a Service", Carrier.KUBE_PROXY, Viewer.ADDRESS) {
    @Override
    public Resources resources(Mesh mesh, ClientWorkload client, boolean all) {
      return Resources.NONE;
    }

    @Override
    Mesh translated(ManifestSet manifests, Reads reads, ClientWorkload client) {
      return PlainView.mesh(manifests, reads);
    }
  },

  /** A client's sidecar. */
  ENVOY("a client's sidecar", Carrier.ENVOY, Viewer.CALLER) {
    @Override
    public Resources resources(Mesh mesh, ClientWorkload client, boolean all) {
      return all
          ? SidecarView.translateWithPassthrough(mesh, client)
          : SidecarView.translate(mesh, client);
    }
  },

  /** A client's own xDS, without a proxy. */
  PROXYLESS("a client's own xDS", Carrier.GRPC_JAVA, Viewer.CALLER) {
    @Override
    public Resources resources(Mesh mesh, ClientWorkload client, boolean all) {
      return ProxylessView.translate(mesh, client, ProxylessView.likelyTargets(mesh, client));
    }

    @Override
    Mesh translated(ManifestSet manifests, Reads reads, ClientWorkload client) {
      Mesh mesh = Mesh.of(manifests, reads, Viewer.CALLER);
      Resources unused = ProxylessView.translate(mesh, client);
      return mesh;
    }
  },

  /** The ingress gateways of the manifests, as a client outside the mesh meets them. */
  GATEWAY("an ingress gateway", Carrier.ENVOY, Viewer.GATEWAY) {
    @Override
    public Resources resources(Mesh mesh, ClientWorkload client, boolean all) {
      return all ? GatewayView.translateAll(mesh, client) : GatewayView.translate(mesh, client);
    }

    @Override
    Mesh translated(ManifestSet manifests, Reads reads, ClientWorkload client) {
      Mesh mesh = Mesh.of(manifests, reads, Viewer.GATEWAY);
      for (ClientWorkload workload : mesh.gatewayWorkloads()) {
        Resources unused = resources(mesh, workload, false);
      }
      return mesh;
    }
  };

  private final String described;
  private final Carrier carrier;
  private final Viewer viewer;

  Plane(String described, Carrier carrier, Viewer viewer) {
    this.described = described;
    this.carrier = carrier;
    this.viewer = viewer;
  }

  /** The plane of a name, in whatever case. */
  public static Optional<Plane> of(String word) {
    return Arrays.stream(values())
        .filter(plane -> plane.toString().equalsIgnoreCase(word))
        .findFirst();
  }

  /** A few words on it, for pages and help. */
  public String described() {
    return described;
  }

  public Carrier carrier() {
    return carrier;
  }

  /** The one whose configuration it is. */
  public Viewer viewer() {
    return viewer;
  }

  /** True if an Envoy must be there to run it. */
  public boolean needsEnvoy() {
    return carrier == Carrier.ENVOY;
  }

  /** True if it is configured over xDS, so that there are resources to look at. */
  public boolean hasResources() {
    return carrier != Carrier.KUBE_PROXY;
  }

  /**
   * True if its calls come from outside the mesh; then there is something to call only where the
   * manifests bind routes to a Gateway.
   */
  public boolean isEnteredFromOutside() {
    return viewer == Viewer.GATEWAY;
  }

  /** True if a rule of Istio's is meant for this plane at all. */
  public boolean isFor(Document rule) {
    return Audience.of(rule).includes(this);
  }

  /**
   * The resources that istiod sends to a workload on this plane.
   *
   * @param client a client; for gateways, the gateway's workload
   * @param all whether to add what no call of the mesh takes
   */
  public abstract Resources resources(Mesh mesh, ClientWorkload client, boolean all);

  /**
   * The notes of what this plane depends on.
   *
   * @param client decides which rules are in force
   */
  public Reads reads(ManifestSet manifests, ClientWorkload client) {
    Reads reads = new Reads();
    Mesh mesh = translated(manifests, reads, client);
    readGuards(mesh);
    if (needsEnvoy()) {
      Optional<Boolean> unused = mesh.config().autoMutualTls(); // of the step after translation
    }
    return reads;
  }

  /**
   * The mesh, once everything that this plane is given has been translated from it: what that reads
   * is noted, and the resources themselves are not needed.
   */
  Mesh translated(ManifestSet manifests, Reads reads, ClientWorkload client) {
    Mesh mesh = Mesh.of(manifests, reads, viewer);
    Resources unused = resources(mesh, client, false);
    return mesh;
  }

  /** Reads what a pod's sidecar asks of callers, by whatever way they come. */
  public static void readGuards(Mesh mesh) {
    for (Pod pod : mesh.pods()) {
      if (mesh.injection(pod).hasSidecar()) {
        Resources unused = ServerView.guards(mesh, pod);
      }
    }
  }

  /** Its name, as the command line has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
