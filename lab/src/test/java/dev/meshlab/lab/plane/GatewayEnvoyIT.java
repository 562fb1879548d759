package dev.meshlab.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.certificate.Authority;
import dev.meshlab.lab.certificate.Pem;
import dev.meshlab.lab.certificate.Subject;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.predict.Reach;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.process.Teardown;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.loopback.EnvoyDeviations;
import dev.meshlab.mesh.loopback.LoopbackBinding;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.GatewayView;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway's real Envoy in front of one pod, and clients that do and do not know how to enter. */
@Tag("envoy")
@Timeout(120)
class GatewayEnvoyIT {

  private static final Target PLAIN = new Target("plain.example.com", 80);
  private static final Target SIMPLE = new Target("simple.example.com", 443);
  private static final Target MUTUAL = new Target("mutual.example.com", 443);

  private final Teardown teardown = new Teardown();
  private final Authority authority = new Authority();

  /** The author of the Secret of the manifests; the lab's authority knows nothing of it. */
  private final Authority foreign = new Authority();

  private final Pem brought = foreign.issue(Subject.ofHosts(List.of(SIMPLE.host())));
  private EnvoyPlane gateway;

  @BeforeEach
  void start() throws Exception {
    Server pod =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new HealthStatusManager().getHealthService())
            .build()
            .start();
    teardown.add((AutoCloseable) pod::shutdownNow);
    ManifestSet manifests = Manifests.parse("gateway.yaml", manifests(brought));
    assertThat(manifests.problems()).isEmpty();
    Mesh mesh = Mesh.of(manifests);
    List<GatewayTarget> doors = GatewayTarget.of(mesh);
    BoundResources bound =
        new BoundResources(
            new LoopbackBinding(Map.of("10.10.0.1:50051", pod.getPort()))
                .bind(
                    EnvoyDeviations.adapt(GatewayView.translate(mesh, doors.get(0).workload()))
                        .resources()),
            Reach.direct(Map.of()),
            List.of());
    Sandbox sandbox = teardown.add(Sandbox.open());
    ControlPlane controlPlane = teardown.add(ControlPlane.start());
    EnvoyBinary.Found envoy = (EnvoyBinary.Found) EnvoyBinary.find(null, System.getenv());
    gateway =
        teardown.add(
            new GatewayEnvoy(sandbox, envoy, controlPlane, authority, 1)
                .open("gateway", bound, doors, new GivenSecrets(manifests, "istio-system")));
  }

  @AfterEach
  void stop() {
    teardown.close();
  }

  @Test
  void letsInTheLabsClientOnEveryPort() {
    for (Target target : List.of(PLAIN, SIMPLE, MUTUAL)) {
      assertThat(call(gateway.channels(target).open(0)))
          .as(target.toString())
          .isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void showsTheSecretOfTheManifestsWhereThereIsOneAndSaysWhereThereIsNone() throws IOException {
    ChannelCredentials trustingTheSecret =
        TlsChannelCredentials.newBuilder().trustManager(Pem.stream(foreign.certificate())).build();

    assertThat(call(SIMPLE, trustingTheSecret)).isEqualTo(ServingStatus.SERVING);
    assertThat(gateway.predictor().deviations())
        .extracting(Deviation::field)
        .containsExactly("secret kubernetes://mutual-cert");
  }

  @Test
  void refusesClientsWithoutACertificateWhereMutual() throws IOException {
    ChannelCredentials withoutCertificate =
        TlsChannelCredentials.newBuilder()
            .trustManager(Pem.stream(authority.certificate()))
            .build();

    assertUnavailable(MUTUAL, withoutCertificate);
  }

  @Test
  void refusesPlainTextWhereTls() {
    assertUnavailable(SIMPLE, InsecureChannelCredentials.create());
  }

  @Test
  void refusesNamesThatNoServerHas() throws IOException {
    ChannelCredentials trusting =
        TlsChannelCredentials.newBuilder().trustManager(Pem.stream(foreign.certificate())).build();

    assertUnavailable(new Target("other.example.com", SIMPLE.port()), trusting);
  }

  private void assertUnavailable(Target target, ChannelCredentials credentials) {
    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> call(target, credentials))
        .withMessageStartingWith("UNAVAILABLE");
  }

  /** By the target's name, at the port of the gateway's TLS or plain listener. */
  private ServingStatus call(Target target, ChannelCredentials credentials) {
    int port = gateway.port(target.port() == PLAIN.port() ? PLAIN : SIMPLE);
    return call(
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, credentials)
            .overrideAuthority(target.authority())
            .build());
  }

  private static ServingStatus call(ManagedChannel channel) {
    try {
      return HealthGrpc.newBlockingStub(channel)
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .check(HealthCheckRequest.getDefaultInstance())
          .getStatus();
    } finally {
      channel.shutdownNow();
    }
  }

  private static String manifests(Pem secret) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: server, labels: {app: server}}
        spec: {containers: [{name: server, image: server, ports: [{containerPort: 50051}]}]}
        status: {phase: Running, podIP: 10.10.0.1}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: server}
        spec: {selector: {app: server}, ports: [{name: grpc, port: 50051}]}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: simple-cert, namespace: istio-system}
        type: kubernetes.io/tls
        stringData:
          tls.crt: |
        %s
          tls.key: |
        %s
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: entrance}
        spec:
          selector: {istio: ingressgateway}
          servers:
          - {port: {number: 80, name: http, protocol: HTTP}, hosts: [plain.example.com]}
          - port: {number: 443, name: simple, protocol: HTTPS}
            tls: {mode: SIMPLE, credentialName: simple-cert}
            hosts: [simple.example.com]
          - port: {number: 443, name: mutual, protocol: HTTPS}
            tls: {mode: MUTUAL, credentialName: mutual-cert}
            hosts: [mutual.example.com]
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: server}
        spec:
          hosts: ["*.example.com"]
          gateways: [entrance]
          http: [{route: [{destination: {host: server}}]}]
        """
        .formatted(secret.chain().indent(4), secret.key().indent(4));
  }
}
