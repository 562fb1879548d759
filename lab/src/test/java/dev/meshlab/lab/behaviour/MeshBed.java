package dev.meshlab.lab.behaviour;

import dev.meshlab.lab.behaviour.Outcome.Call;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.NodeGroup;
import dev.meshlab.lab.controlplane.Rejection;
import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.envoy.EnvoyProcess;
import dev.meshlab.lab.envoy.Sidecar;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.process.Teardown;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.loopback.EnvoyDeviations;
import dev.meshlab.mesh.loopback.LoopbackBinding;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoServiceGrpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerCredentials;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client's Envoy, its control plane, and backends for the pods that the manifests name: the
 * shortest way from YAML to what calls do. Every pod of the manifests needs a backend by its
 * address.
 */
final class MeshBed implements AutoCloseable {
  static final Duration BOUND = Duration.ofSeconds(20);

  private static final NodeGroup GROUP = new NodeGroup("sidecar");
  private static final ClientWorkload CLIENT =
      new ClientWorkload(
          "default", Map.of("app", "grpc-client"), new Locality("region1", "zone1", ""));

  private final Teardown teardown = new Teardown();
  private final Map<String, Backend> byAddress = new TreeMap<>();
  private final ControlPlane controlPlane;
  private final Sandbox sandbox;
  private final EnvoyProcess envoy;
  private @Nullable ServerProxies proxies;
  private @Nullable ManagedChannel channel;

  private MeshBed() throws IOException, InterruptedException {
    controlPlane = teardown.add(ControlPlane.start());
    sandbox = teardown.add(Sandbox.open());
    Sidecar sidecar = new Sidecar(GROUP.id(), "client", "region1", "zone1", 1);
    controlPlane.publish(GROUP, new Resources(List.of(), List.of(), List.of(), List.of()));
    envoy =
        teardown.add(EnvoyProcess.start(sandbox, fetched(), sidecar, controlPlane.port(), BOUND));
  }

  /** A bed with one backend for each address, by the name of its pod. */
  static MeshBed of(Map<String, String> nameByAddress) throws IOException, InterruptedException {
    return of(nameByAddress, InsecureServerCredentials.create());
  }

  static MeshBed of(Map<String, String> nameByAddress, ServerCredentials credentials)
      throws IOException, InterruptedException {
    MeshBed bed = new MeshBed();
    for (Map.Entry<String, String> pod : nameByAddress.entrySet()) {
      bed.byAddress.put(pod.getKey(), bed.teardown.add(new Backend(pod.getValue(), credentials)));
    }
    return bed;
  }

  /** The same with a sidecar before each pod. */
  static MeshBed behindSidecars(Map<String, String> nameByAddress)
      throws IOException, InterruptedException {
    MeshBed bed = of(nameByAddress);
    bed.proxies = bed.teardown.add(ServerProxies.start(bed.sandbox, fetched(), bed.controlPlane));
    return bed;
  }

  private static EnvoyBinary.Found fetched() {
    EnvoyBinary binary = EnvoyBinary.find(null, System.getenv());
    if (binary instanceof EnvoyBinary.Missing missing) {
      throw new AssertionError(missing.reason() + ". " + missing.remedy());
    }
    return (EnvoyBinary.Found) binary;
  }

  Backend backend(String address) {
    Backend backend = byAddress.get(address);
    if (backend == null) {
      throw new AssertionError("no backend for " + address);
    }
    return backend;
  }

  Stream<Backend> backends() {
    return byAddress.values().stream();
  }

  EnvoyProcess envoy() {
    return envoy;
  }

  List<Rejection> rejections() {
    return controlPlane.rejections(GROUP);
  }

  /** Puts manifests in force, and returns when they are. */
  void apply(String yaml) throws IOException, InterruptedException {
    Mesh mesh = mesh(yaml);
    Map<String, Integer> ports =
        proxies == null ? loopbackPorts(mesh) : proxies.apply(mesh, backendPorts());
    controlPlane.publish(GROUP, translate(mesh, ports));
    controlPlane.awaitLive(GROUP, BOUND);
    envoy.admin().awaitWarm(BOUND);
    disconnect();
  }

  /** The resources that {@link #apply} publishes where no pod has a sidecar. */
  Resources translate(String yaml) {
    Mesh mesh = mesh(yaml);
    return translate(mesh, loopbackPorts(mesh));
  }

  private static Resources translate(Mesh mesh, Map<String, Integer> ports) {
    Resources resources = SidecarView.translate(mesh, CLIENT);
    return EnvoyDeviations.adapt(new LoopbackBinding(ports).bind(resources)).resources();
  }

  /** The sidecars alone hear of these manifests: the client does not know of the change yet. */
  void applyToSidecars(String yaml) throws IOException, InterruptedException {
    if (proxies == null) {
      throw new AssertionError("no pod has a sidecar");
    }
    Map<String, Integer> unused = proxies.apply(mesh(yaml), backendPorts());
  }

  private Map<String, Integer> backendPorts() {
    Map<String, Integer> ports = new HashMap<>();
    byAddress.forEach((address, backend) -> ports.put(address, backend.port()));
    return ports;
  }

  private static Mesh mesh(String yaml) {
    ManifestSet manifests = Manifests.parse("test.yaml", yaml);
    List<Diagnostic> errors = manifests.problems().stream().filter(Diagnostic::isError).toList();
    if (!errors.isEmpty()) {
      throw new AssertionError(errors.toString());
    }
    return Mesh.of(manifests);
  }

  void publishWithoutWaiting(Resources resources) {
    controlPlane.publish(GROUP, resources);
  }

  void publish(Resources resources) throws InterruptedException {
    controlPlane.publish(GROUP, resources);
    controlPlane.awaitLive(GROUP, BOUND);
  }

  private Map<String, Integer> loopbackPorts(Mesh mesh) {
    Map<String, Integer> ports = new HashMap<>();
    for (Service service : mesh.services()) {
      for (ServicePort port : service.ports()) {
        for (Endpoint endpoint : mesh.endpoints(service, port)) {
          Backend backend = byAddress.get(endpoint.address());
          if (backend != null) {
            ports.put(endpoint.address() + ":" + endpoint.port(), backend.port());
          }
        }
      }
    }
    return ports;
  }

  /** Sequential calls over one connection. */
  Outcome call(int calls) throws IOException {
    return call(calls, new Metadata());
  }

  Outcome callWhile(BooleanSupplier goOn) throws IOException {
    List<Call> made = new ArrayList<>();
    while (goOn.getAsBoolean()) {
      made.add(call(new Metadata()));
    }
    return Outcome.of(made);
  }

  Outcome call(int calls, Metadata metadata) throws IOException {
    List<Call> made = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      made.add(call(metadata));
    }
    return Outcome.of(made);
  }

  /** Calls at the same time over one connection. */
  Outcome callAtOnce(int calls) throws IOException {
    EchoServiceGrpc.EchoServiceFutureStub stub = EchoServiceGrpc.newFutureStub(channel());
    List<CompletableFuture<Call>> under = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      var reply = stub.echo(EchoRequest.getDefaultInstance());
      CompletableFuture<Call> done = new CompletableFuture<>();
      reply.addListener(
          () -> {
            try {
              done.complete(new Call.Answered(reply.get().getServerUuid()));
            } catch (Exception e) {
              done.complete(new Call.Failed(Status.fromThrowable(e)));
            }
          },
          Runnable::run);
      under.add(done);
    }
    return Outcome.of(under.stream().map(CompletableFuture::join).toList());
  }

  private Call call(Metadata metadata) throws IOException {
    try {
      return new Call.Answered(
          EchoServiceGrpc.newBlockingStub(channel())
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
              .echo(EchoRequest.getDefaultInstance())
              .getServerUuid());
    } catch (StatusRuntimeException e) {
      return Call.failed(e);
    }
  }

  private synchronized ManagedChannel channel() throws IOException {
    ManagedChannel open = channel;
    if (open == null) {
      int port = envoy.admin().listenerPorts().getOrDefault("127.0.0.1_50051", 1);
      open =
          NettyChannelBuilder.forAddress("127.0.0.1", port)
              .overrideAuthority("grpc-server.default.svc.cluster.local:50051")
              .usePlaintext()
              .build();
      channel = open;
    }
    return open;
  }

  private synchronized void disconnect() {
    if (channel != null) {
      channel.shutdownNow();
      channel = null;
    }
  }

  @Override
  public void close() {
    disconnect();
    teardown.close();
  }
}
