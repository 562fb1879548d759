package dev.meshlab.lab.plane;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cluster.ClientJob;
import dev.meshlab.lab.cluster.ClientPod;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.predict.ListenerContent;
import dev.meshlab.lab.prediction.Ejection;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.SidecarView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own plane as a cluster has it: with Istio's sidecar, without one, or with gRPC's
 * agent. What it is to do is translated from the objects as they live in the cluster.
 */
public final class ClusterPlane implements RunningPlane {

  /** Its name, as the command line has it. */
  public static final String NAME = "kubernetes";

  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final Cluster cluster;
  private final ClusterTestbed testbed;
  private final ClientPod pod;
  private final ClientWorkload caller;
  private final Plane plane;
  private final CallsToMake calls;
  private final Optional<ClusterGateway> gateway;
  private final Waiting waiting;
  private PlanePredictors predictors;
  private @Nullable ClusterSidecar sidecar;
  private @Nullable EnvoyCounts counts;

  /**
   * @param caller who calls, wherever its pod will run
   * @param plane by which it calls
   * @param gateway through which it calls; empty for a caller inside the mesh
   */
  public ClusterPlane(
      Cluster cluster,
      ClusterTestbed testbed,
      ClientPod pod,
      ClientWorkload caller,
      Plane plane,
      CallsToMake calls,
      Optional<ClusterGateway> gateway,
      Waiting waiting) {
    this.cluster = cluster;
    this.testbed = testbed;
    this.pod = pod;
    this.caller = caller;
    this.plane = plane;
    this.calls = calls;
    this.gateway = gateway;
    this.waiting = waiting;
    this.predictors = testbed.predictors(caller);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TargetPredictor predictor() {
    return predictors.of(plane, calls);
  }

  /** Starts a Job; the predictions are then those for the node on which its pod runs. */
  @Override
  public LoadDriver driver(Target target, Load load, WarmUpLimit limit)
      throws InterruptedException {
    return driver(target, load, limit, INTERVAL);
  }

  /**
   * The same.
   *
   * @param interval after which the client says what it has counted
   */
  public LoadDriver driver(Target target, Load load, WarmUpLimit limit, Duration interval)
      throws InterruptedException {
    ClientJob job =
        ClientJob.start(
            cluster, pod, testbed.nextJob(), arguments(target, load, limit, interval), waiting);
    try {
      ClientWorkload placed = placed(job.node());
      predictors = testbed.predictors(placed);
      if (plane == Plane.ENVOY) {
        lookAtSidecar(job, placed);
      }
      return new JobLoad(job, this::forgetSidecar);
    } catch (IOException e) {
      job.close();
      throw new UncheckedIOException(e);
    } catch (InterruptedException | RuntimeException e) {
      job.close();
      throw e;
    }
  }

  private List<String> arguments(Target target, Load load, WarmUpLimit limit, Duration interval) {
    String direct = plane == Plane.PROXYLESS ? "xds:///" + target : target.toString();
    String address = gateway.map(door -> door.address(target)).orElse(direct);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(ClientArguments.of(address, target, load, limit, interval, calls.lbPolicy()));
    gateway.ifPresent(door -> arguments.addAll(door.arguments(target)));
    return arguments;
  }

  /** Zones that a flag names are this machine's: in the cluster the node decides. */
  private ClientWorkload placed(String node) {
    Mesh mesh = Mesh.of(testbed.live());
    return new ClientWorkload(
        caller.namespace(),
        caller.labels(),
        node,
        Locality.of(caller.labels(), mesh.nodes().get(node)),
        caller.refusal());
  }

  private void lookAtSidecar(ClientJob job, ClientWorkload placed)
      throws IOException, InterruptedException {
    ClusterSidecar its = ClusterSidecar.of(cluster, job.namespace(), job.podName());
    sidecar = its;
    its.awaitPushed(SidecarView.translate(Mesh.of(testbed.live()), placed), waiting);
    Map<String, String> uuidByIp = testbed.uuidByIp();
    counts =
        EnvoyCounts.of(
            new EnvoyCounts.CountedEnvoy(its::admin, () -> false),
            endpoint -> Optional.ofNullable(uuidByIp.get(endpoint.address())),
            predictors.sidecar());
  }

  private void forgetSidecar() {
    Optional.ofNullable(sidecar).ifPresent(ClusterSidecar::close);
    sidecar = null;
    counts = null;
  }

  @Override
  public Optional<Map<String, Long>> forwarded(Target target) {
    return Optional.ofNullable(counts)
        .filter(each -> carriesRequests(target))
        .flatMap(EnvoyCounts::forwarded);
  }

  private boolean carriesRequests(Target target) {
    return SidecarListener.of(predictors.sidecar().resources(), target)
        .filter(ListenerContent::carriesRequests)
        .isPresent();
  }

  @Override
  public void awaitIdle(Target target) throws InterruptedException {
    if (counts != null && carriesRequests(target)) {
      counts.awaitIdle();
    }
  }

  @Override
  public Interventions interventions(Target target) {
    return counts == null ? Interventions.NONE : counts.interventions();
  }

  @Override
  public Set<Ejection> ejections(Target target) {
    return counts == null ? Set.of() : counts.ejections();
  }

  @Override
  public void close() {
    forgetSidecar();
  }
}
