package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.XdsClient;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.PlainView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The predictions of every plane for pods that do not run. */
public final class PlanePredictors {

  /** Above all ports of imagined pods. */
  private static final int FIRST_ENTRY = 1_000_000;

  private final ManifestSet manifests;
  private final ClientWorkload client;
  private final Mesh mesh;
  private final Placement placement;
  private final Unhonoured unhonoured;

  /**
   * @param targets what is called; decides which pods are played
   * @param unhonoured takes note of what the planes do not read
   */
  public PlanePredictors(
      ManifestSet manifests,
      ClientWorkload client,
      PodAssignment casting,
      List<Target> targets,
      Unhonoured unhonoured) {
    this(manifests, client, unhonoured, Placement.imagined(casting.cast(targets)));
  }

  /**
   * @param open the places of the pods, without their sidecars
   */
  PlanePredictors(
      ManifestSet manifests, ClientWorkload client, Unhonoured unhonoured, Placement open) {
    this.manifests = manifests;
    this.client = client;
    this.mesh = Mesh.of(manifests);
    this.unhonoured = unhonoured;
    this.placement = guarded(open);
  }

  /** Behind the sidecars that the pods would have. */
  private Placement guarded(Placement open) {
    List<GuardedPod> pods = open.guarded(mesh);
    return open.behind(ServerSidecars.imagined(pods, FIRST_ENTRY));
  }

  /** The names of the pods. */
  public PodLabels labels() {
    return placement.labels();
  }

  /** The UUIDs of the pods that any port of a target's Service leads to. */
  public Set<String> behind(Target target) {
    return placement.behind(mesh, target);
  }

  /** The predictions of a plane. */
  public TargetPredictor of(Plane plane, CallsToMake calls) {
    return switch (plane) {
      case PLAIN -> plain(calls.targets(), calls.lbPolicy());
      case ENVOY -> envoy(calls);
      case PROXYLESS -> proxyless();
      case GATEWAY -> gateway(calls.envoyWorkers(), calls.gateways());
    };
  }

  /** The plain addresses of the targets. */
  TargetPredictor plain(List<Target> targets, LbPolicy lbPolicy) {
    return PlainPredictor.of(PlainView.of(manifests, client), placement, targets, lbPolicy)
        .explaining(NamedPorts.of(mesh).vacancies());
  }

  /** A sidecar of the client. */
  TargetPredictor envoy(CallsToMake calls) {
    BoundResources bound = sidecar();
    return new ListenerPredictor(
        XdsClient.ENVOY,
        new Rotations.OfWorkers(calls.envoyWorkers()),
        bound,
        target -> SidecarListener.of(bound.resources(), target),
        Dialling.of(bound.resources(), calls)::pods);
  }

  /** The configuration of the client's sidecar. */
  BoundResources sidecar() {
    return translations().sidecar(client);
  }

  /** The client without any proxy. */
  TargetPredictor proxyless() {
    return new ProxylessPredictor(translations().proxyless(client), mesh.externalNames());
  }

  /** The gateways, as a client outside the mesh meets them. */
  TargetPredictor gateway(int workers, List<GatewayTarget> doors) {
    Map<ClientWorkload, BoundResources> byWorkload = new HashMap<>();
    Map<String, TargetPredictor> byTarget = new HashMap<>();
    for (GatewayTarget door : doors) {
      BoundResources bound =
          byWorkload.computeIfAbsent(door.workload(), workload -> translations().gateway(workload));
      byTarget.putIfAbsent(
          door.target().toString(),
          new ListenerPredictor(
              XdsClient.ENVOY,
              new Rotations.OfWorkers(workers),
              bound,
              target -> door.listener(bound.resources(), target)));
    }
    return new GatewayPredictor(byTarget);
  }

  private Translations translations() {
    return new Translations(manifests, placement, unhonoured);
  }
}
