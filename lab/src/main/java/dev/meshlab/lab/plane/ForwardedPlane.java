package dev.meshlab.lab.plane;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.Tunnel;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import io.grpc.ManagedChannelBuilder;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Calls from this machine through a port that the API of a cluster forwards. As {@code kubectl
 * port-forward svc/NAME} does it: the Service names the pods, one of them is picked, and the API
 * forwards to a pod alone.
 */
public final class ForwardedPlane implements RunningPlane {

  private final Cluster cluster;
  private final ClusterTestbed testbed;
  private @Nullable Tunnel tunnel;

  public ForwardedPlane(Cluster cluster, ClusterTestbed testbed) {
    this.cluster = cluster;
    this.testbed = testbed;
  }

  @Override
  public String name() {
    return ClusterPlane.NAME;
  }

  @Override
  public LoadDriver driver(Target target, Load load, WarmUpLimit limit) {
    close();
    Tunnel opened = open(target);
    tunnel = opened;
    return new OwnLoad(
        load,
        limit,
        connection ->
            ManagedChannelBuilder.forAddress("127.0.0.1", opened.port())
                .overrideAuthority(target.authority())
                .usePlaintext()
                .directExecutor()
                .build());
  }

  private Tunnel open(Target target) {
    Mesh mesh = Mesh.of(testbed.live());
    Endpoint endpoint =
        mesh.service(target.host()).stream()
            .flatMap(
                service ->
                    service.ports().stream()
                        .filter(port -> port.number() == target.port())
                        .flatMap(port -> mesh.endpoints(service, port).stream()))
            .filter(Endpoint::ready)
            .findFirst()
            .orElseThrow(() -> new Broken("no ready pod is behind %s".formatted(target)));
    Pod pod =
        mesh.pods().stream()
            .filter(each -> each.ip().equals(endpoint.address()))
            .findFirst()
            .orElseThrow(
                () -> new Broken("%s leads to %s, which is not a pod".formatted(target, endpoint)));
    return Tunnel.open(cluster, pod.namespace(), pod.name(), endpoint.port());
  }

  /** The API server knows no rules, and no proxy is on the way. */
  @Override
  public TargetPredictor predictor() {
    return new TargetPredictor() {
      @Override
      public Prediction predict(Target target, CallShape call) {
        return new PinnedConnections(
            Balancing.RANDOM,
            List.copyOf(new TreeSet<>(testbed.behind(target))),
            Optional.of("a port is forwarded to one pod"));
      }

      @Override
      public boolean passesProxies() {
        return false;
      }

      @Override
      public boolean looksIntoCalls() {
        return false;
      }
    };
  }

  @Override
  public void close() {
    Tunnel opened = tunnel;
    tunnel = null;
    if (opened != null) {
      opened.close();
    }
  }
}
