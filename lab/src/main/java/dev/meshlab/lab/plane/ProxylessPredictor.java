package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.predict.XdsClient;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.model.ExternalNames;
import dev.meshlab.mesh.model.ExternalNames.ExternalName;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;
import java.util.Optional;

/** The predictions for grpc-java's own xDS client. */
final class ProxylessPredictor implements TargetPredictor {

  private final BoundResources bound;
  private final ExternalNames externalNames;
  private final ListenerPredictor predictor;

  /**
   * @param externalNames the names for which there are no listeners
   */
  ProxylessPredictor(BoundResources bound, ExternalNames externalNames) {
    this.bound = bound;
    this.externalNames = externalNames;
    this.predictor =
        new ListenerPredictor(
            XdsClient.GRPC_JAVA, new Rotations.OfConnections(), bound, this::listener);
  }

  /** A listener is named after what a client dials (gRFC A27). */
  private Optional<Listener> listener(Target target) {
    return bound.resources().listeners().stream()
        .filter(listener -> listener.getName().equals(target.toString()))
        .findFirst();
  }

  @Override
  public Prediction predict(Target target, CallShape call) {
    return predictor.predict(target, call);
  }

  @Override
  public boolean passesProxies() {
    return bound.reach().isGuarded();
  }

  @Override
  public Optional<String> leavesOut(Target target) {
    return listener(target).isPresent()
        ? Optional.empty()
        : Optional.of(
            externalNames
                .of(target.host())
                .map(ProxylessPredictor::withoutListener)
                .orElse("no Service has this name, and istiod gives gRPC clients only Services"));
  }

  private static String withoutListener(ExternalName name) {
    return "the Service is of type ExternalName, and istiod gives gRPC clients nothing under its"
        + " name; they would have to dial "
        + name.target();
  }

  @Override
  public List<Deviation> deviations() {
    return predictor.deviations();
  }
}
