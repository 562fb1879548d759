package dev.meshlab.lab.plane;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.certificate.Authority;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.NodeGroup;
import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.envoy.Sidecar;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.PlainView;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The planes that can be opened on one testbed. */
public final class Planes {

  /**
   * The ground that the planes of all callers share.
   *
   * @param logging whether a client's sidecar logs its calls
   */
  public record Ground(
      Sandbox sandbox, Testbed testbed, ControlPlane controlPlane, boolean logging) {}

  /**
   * The view that one caller has of the manifests.
   *
   * @param suffix tells its proxies and clients from those of others, to the control plane
   */
  private record View(
      ManifestSet manifests, ClientWorkload client, Unhonoured unhonoured, String suffix) {

    Mesh mesh() {
      return Mesh.of(manifests);
    }
  }

  private final Ground ground;
  private final Authority authority;
  private final View view;

  /**
   * @param unhonoured notes what no translation of the caller's reads
   * @param number of the mesh, no other's on this ground
   */
  public Planes(
      Ground ground,
      ManifestSet manifests,
      ClientWorkload client,
      Unhonoured unhonoured,
      int number) {
    this(ground, new Authority(), new View(manifests, client, unhonoured, "-" + number));
  }

  private Planes(Ground ground, Authority authority, View view) {
    this.ground = ground;
    this.authority = authority;
    this.view = view;
  }

  /**
   * The planes of another caller, before the same pods and sidecars.
   *
   * @param number of the caller, no other's
   */
  public Planes of(ClientWorkload other, int number) {
    return with(view.manifests(), other, view.suffix() + "-" + number);
  }

  /** The planes of the same caller over changed manifests; none of them is opened anew. */
  Planes changed(ManifestSet changed) {
    return with(changed, view.client(), view.suffix());
  }

  private Planes with(ManifestSet manifests, ClientWorkload client, String suffix) {
    Unhonoured unhonoured = new Unhonoured(manifests, client);
    return new Planes(ground, authority, new View(manifests, client, unhonoured, suffix));
  }

  /**
   * Puts the pods' sidecars in front of them; before any plane is opened. Planes without an Envoy
   * go by them only where it makes a difference.
   *
   * @param planes that will be opened
   * @param calls that will be made
   * @param envoy the Envoy to run; empty where there is none
   * @return what is to be said of it
   */
  public List<String> guard(
      List<Plane> planes, Load calls, int workers, Supplier<Optional<EnvoyBinary.Found>> envoy)
      throws IOException, InterruptedException {
    List<GuardedPod> pods = ground.testbed().placement().guarded(view.mesh());
    boolean demanded =
        new SidecarDemand(view.manifests(), view.client(), calls.metadata()).isThere(pods);
    if (pods.isEmpty() || !(demanded || planes.stream().anyMatch(Plane::needsEnvoy))) {
      return List.of();
    }
    Optional<EnvoyBinary.Found> binary = envoy.get();
    if (binary.isEmpty()) {
      return demanded
          ? List.of(
              "the pods' sidecars are not there, since they need an Envoy and there is none: the pods"
                  + " accept plain text and calls from any caller")
          : List.of();
    }
    ground
        .testbed()
        .guard(
            ServerEnvoy.start(
                ground.sandbox(), binary.get(), ground.controlPlane(), authority, pods, workers));
    return List.of();
  }

  /**
   * Opens a plane; it is ready for calls when this returns.
   *
   * @param envoy the Envoy to run, asked only for a plane that needs one
   */
  public RunningPlane open(Plane plane, CallsToMake calls, Supplier<EnvoyBinary.Found> envoy)
      throws IOException, InterruptedException {
    return switch (plane) {
      case PLAIN -> plain(calls);
      case ENVOY -> envoy(envoy.get(), calls);
      case PROXYLESS -> proxyless();
      case GATEWAY -> gateway(envoy.get(), calls);
    };
  }

  /**
   * An open plane with what these manifests make of it; the one before is used up.
   *
   * @throws IllegalArgumentException for a plane that does not change while it is open
   */
  RunningPlane renewed(RunningPlane open, CallsToMake calls)
      throws IOException, InterruptedException {
    if (open instanceof PlainPlane plain) {
      return plain.renewed(plainPredictor(calls));
    }
    if (open instanceof ProxylessPlane proxyless) {
      return proxyless.renewed(
          translations().proxyless(view.client()), view.mesh().externalNames());
    }
    if (open instanceof EnvoyPlane envoy) {
      ClientSidecar its = clientSidecar();
      return envoy.renewed(its.bound(), its.entrances(), its.dialling(calls));
    }
    throw new IllegalArgumentException(open.name() + " does not change while it is open");
  }

  /** The plain addresses of the targets. */
  private RunningPlane plain(CallsToMake calls) throws IOException {
    return PlainPlane.open(plainPredictor(calls), calls.seed());
  }

  private PlainPredictor plainPredictor(CallsToMake calls) {
    PlainView plain = PlainView.of(view.manifests(), view.client());
    return PlainPredictor.of(
        plain, ground.testbed().placement(), calls.targets(), calls.lbPolicy());
  }

  /** A sidecar of the client. */
  private RunningPlane envoy(EnvoyBinary.Found binary, CallsToMake calls)
      throws IOException, InterruptedException {
    Sidecar sidecar =
        new Sidecar(
            Plane.ENVOY + view.suffix(),
            view.client().labels().getOrDefault("app", "client"),
            view.client().locality().region(),
            view.client().locality().zone(),
            calls.envoyWorkers());
    ClientSidecar its = clientSidecar();
    return EnvoyPlane.open(
        ground.sandbox(),
        binary,
        ground.controlPlane(),
        its.bound(),
        sidecar,
        its.entrances(),
        its.dialling(calls));
  }

  private ClientSidecar clientSidecar() {
    ClientSidecar sidecar =
        ClientSidecar.of(translations(), view.manifests(), view.client(), authority);
    return ground.logging() ? sidecar.logging() : sidecar;
  }

  /** The gateways, as a client outside the mesh meets them. */
  private RunningPlane gateway(EnvoyBinary.Found binary, CallsToMake calls)
      throws IOException, InterruptedException {
    Map<String, EnvoyPlane> byTarget = new LinkedHashMap<>();
    Map<ClientWorkload, List<GatewayTarget>> byWorkload =
        calls.gateways().stream()
            .collect(
                Collectors.groupingBy(
                    GatewayTarget::workload, LinkedHashMap::new, Collectors.toList()));
    try {
      for (List<GatewayTarget> own : byWorkload.values()) {
        String id =
            Plane.GATEWAY + view.suffix() + (byTarget.isEmpty() ? "" : "-" + byTarget.size());
        EnvoyPlane gateway = openGateway(id, binary, calls.envoyWorkers(), own);
        own.forEach(door -> byTarget.putIfAbsent(door.target().toString(), gateway));
      }
      return new GatewayPlane(byTarget);
    } catch (IOException | InterruptedException | RuntimeException e) {
      new GatewayPlane(byTarget).close();
      throw e;
    }
  }

  private EnvoyPlane openGateway(
      String id, EnvoyBinary.Found binary, int workers, List<GatewayTarget> doors)
      throws IOException, InterruptedException {
    ClientWorkload workload = doors.get(0).workload();
    return new GatewayEnvoy(ground.sandbox(), binary, ground.controlPlane(), authority, workers)
        .open(
            id,
            translations().gateway(workload),
            doors,
            new GivenSecrets(view.manifests(), workload.namespace()));
  }

  /** The client without any proxy. */
  private RunningPlane proxyless() {
    return new ProxylessPlane(
        ground.controlPlane(),
        new NodeGroup(Plane.PROXYLESS + view.suffix()),
        translations().proxyless(view.client()),
        view.mesh().externalNames());
  }

  private Translations translations() {
    return new Translations(view.manifests(), ground.testbed().placement(), view.unhonoured());
  }
}
