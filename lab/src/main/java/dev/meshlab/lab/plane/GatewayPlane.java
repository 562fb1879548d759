package dev.meshlab.lab.plane;

import dev.meshlab.client.load.ChannelFactory;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.prediction.Ejection;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client outside the mesh, in front of the gateways: a real Envoy for each workload. */
public final class GatewayPlane implements LocalPlane {

  private final Map<String, EnvoyPlane> byTarget;
  private final TargetPredictor predictor;

  /**
   * @param byTarget the gateway that is called for each {@code host:port}; closed with this plane
   */
  GatewayPlane(Map<String, EnvoyPlane> byTarget) {
    this.byTarget = Map.copyOf(byTarget);
    Map<String, TargetPredictor> predictors = new HashMap<>();
    byTarget.forEach((target, gateway) -> predictors.put(target, gateway.predictor()));
    this.predictor = new GatewayPredictor(predictors);
  }

  @Override
  public Plane plane() {
    return Plane.GATEWAY;
  }

  @Override
  public ChannelFactory channels(Target target) {
    return gateway(target).channels(target);
  }

  @Override
  public TargetPredictor predictor() {
    return predictor;
  }

  @Override
  public Optional<Map<String, Long>> forwarded(Target target) {
    return gateway(target).forwarded(target);
  }

  @Override
  public void awaitIdle(Target target) throws InterruptedException {
    gateway(target).awaitIdle(target);
  }

  @Override
  public Interventions interventions(Target target) {
    return gateway(target).interventions(target);
  }

  @Override
  public Set<Ejection> ejections(Target target) {
    return gateway(target).ejections(target);
  }

  private EnvoyPlane gateway(Target target) {
    EnvoyPlane gateway = byTarget.get(target.toString());
    if (gateway == null) {
      throw new IllegalArgumentException("no gateway opens " + target);
    }
    return gateway;
  }

  @Override
  public Optional<String> broken() {
    return gateways().stream().flatMap(gateway -> gateway.broken().stream()).findFirst();
  }

  private List<EnvoyPlane> gateways() {
    return byTarget.values().stream().distinct().toList();
  }

  @Override
  public void close() {
    gateways().forEach(EnvoyPlane::close);
  }
}
