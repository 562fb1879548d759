package dev.meshlab.lab.plane;

import dev.meshlab.client.load.ChannelFactory;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.NodeGroup;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.ExternalNames;
import io.grpc.ManagedChannelBuilder;
import io.grpc.NameResolverRegistry;
import io.grpc.xds.XdsNameResolverProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * grpc-java's own xDS client on the same control plane: no proxy, every channel balances for
 * itself.
 *
 * <p>Each instance registers a URI scheme of its own, because grpc-java otherwise takes one
 * bootstrap for the whole process, from the environment.
 */
public final class ProxylessPlane implements LocalPlane {

  private static final Duration BOUND = Duration.ofSeconds(10);

  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final String scheme;
  private final XdsNameResolverProvider resolver;
  private final TargetPredictor predictor;
  private final ControlPlane controlPlane;
  private final NodeGroup group;
  private final RetryCounter retries;

  /** Publishes the resources; clients fetch them when the first channel is opened. */
  public ProxylessPlane(
      ControlPlane controlPlane,
      NodeGroup group,
      BoundResources bound,
      ExternalNames externalNames) {
    this.controlPlane = controlPlane;
    this.group = group;
    this.scheme = "meshlab" + INSTANCES.incrementAndGet();
    this.retries = new RetryCounter();
    this.predictor = new ProxylessPredictor(bound, externalNames);
    controlPlane.publish(group, bound.resources());
    this.resolver =
        XdsNameResolverProvider.createForTest(scheme, bootstrap(controlPlane.port(), group.id()));
    NameResolverRegistry.getDefaultRegistry().register(resolver);
  }

  private ProxylessPlane(ProxylessPlane before, TargetPredictor predictor) {
    this.controlPlane = before.controlPlane;
    this.group = before.group;
    this.scheme = before.scheme;
    this.retries = before.retries;
    this.resolver = before.resolver;
    this.predictor = predictor;
  }

  /** The same client of the control plane with other resources, which it gets at once. */
  ProxylessPlane renewed(BoundResources bound, ExternalNames externalNames) {
    controlPlane.publish(group, bound.resources());
    return new ProxylessPlane(this, new ProxylessPredictor(bound, externalNames));
  }

  /** The least that a gRPC xDS bootstrap must say (gRFC A27). */
  private static Map<String, ?> bootstrap(int port, String nodeId) {
    return Map.of(
        "xds_servers",
        List.of(
            Map.of(
                "server_uri", "127.0.0.1:" + port,
                "channel_creds", List.of(Map.of("type", "insecure")),
                "server_features", List.of("xds_v3"))),
        "node",
        Map.of("id", nodeId));
  }

  @Override
  public Plane plane() {
    return Plane.PROXYLESS;
  }

  @Override
  public ChannelFactory channels(Target target) {
    return connection ->
        ManagedChannelBuilder.forTarget(scheme + ":///" + target)
            .overrideAuthority(target.authority())
            .usePlaintext()
            .directExecutor()
            .intercept(retries)
            .build();
  }

  @Override
  public Interventions interventions(Target target) {
    return Interventions.ofRetries(retries.count());
  }

  @Override
  public TargetPredictor predictor() {
    return predictor;
  }

  @Override
  public void awaitInForce() throws InterruptedException {
    controlPlane.awaitLive(group, BOUND);
  }

  @Override
  public void close() {
    NameResolverRegistry.getDefaultRegistry().deregister(resolver);
  }
}
