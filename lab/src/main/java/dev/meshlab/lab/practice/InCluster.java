package dev.meshlab.lab.practice;

import dev.meshlab.client.channel.ClientTls;
import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.lab.run.Callers;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import java.util.Optional;

/**
 * A step as it is on the plane {@code kubernetes}.
 *
 * @param expected there; empty where the step is not run there
 * @param reason why it is not; empty where it is
 */
record InCluster(Optional<Expected> expected, String reason) {

  static InCluster of(
      Step step, Question.Calls calls, ManifestSet manifests, RunSettings settings) {
    Mesh mesh = Mesh.of(manifests);
    Plane own =
        calls.isFromOutside()
            ? Plane.GATEWAY
            : Callers.plane(mesh.injection(settings.client().in(mesh)));
    Optional<Expected> expected = calls.expectedInCluster(own);
    Optional<String> reason = lacking(step, calls);
    if (reason.isEmpty() && expected.isEmpty()) {
      reason =
          Optional.of(
              "the caller's plane there is %s, of which this step expects nothing".formatted(own));
    }
    return new InCluster(reason.isEmpty() ? expected : Optional.empty(), reason.orElse(""));
  }

  private static Optional<String> lacking(Step step, Question.Calls calls) {
    if (!step.zones().isEmpty()) {
      return Optional.of("the zones there are those of the cluster's own nodes");
    }
    if (calls.call().accessLog()) {
      return Optional.of("the proxies there send the lab no access log");
    }
    if (calls.call().tls() != ClientTls.TRUSTING) {
      return Optional.of("the client trusts the gateway there");
    }
    if (calls.call().envoyWorkers() != 1) {
      return Optional.of("the client's proxy there has the workers that the cluster gives it");
    }
    if (calls.changes().stream().map(Timed::what).anyMatch(Change.Lose.class::isInstance)) {
      return Optional.of("the lab ends no nodes there");
    }
    if (calls.changes().stream().map(Timed::what).anyMatch(Change.Disconnect.class::isInstance)) {
      return Optional.of("the lab ends no connections there");
    }
    if (calls.call().oneSidecar()) {
      return Optional.of("the pods have sidecars there");
    }
    return Optional.empty();
  }
}
