package dev.meshlab.lab.practice;

import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.exercise.Call;
import dev.meshlab.lab.plane.LbPolicy;
import dev.meshlab.lab.run.ClientChoice;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.lab.run.ProxySettings;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user's choices for a run of exercises.
 *
 * @param root the directory from which exercises name manifests
 * @param planes on which to run them; one that a step does not name is left out
 * @param envoy the Envoy to run; null to look for one
 * @param warmUp how much to warm up on each plane
 * @param repeats of the calls under a change; empty for as many as the exercise says
 */
public record PracticeSettings(
    Path root, Set<Plane> planes, @Nullable Path envoy, WarmUpLimit warmUp, OptionalInt repeats) {

  public PracticeSettings {
    planes = Set.copyOf(planes);
  }

  /** The settings of the run that a step is. */
  RunSettings of(Call call, PlaneChoice wanted) {
    return new RunSettings(
        wanted,
        List.of(call.to()),
        false,
        GrpcMethods.ANY,
        call.authority(),
        call.from().isEmpty()
            ? ClientChoice.NONE
            : new ClientChoice(call.from(), null, Map.of(), null, null),
        new ProxySettings(
            envoy, call.envoyWorkers(), call.oneSidecar(), call.accessLog(), call.metricsPages()),
        Set.of(),
        warmUp,
        LbPolicy.PICK_FIRST,
        System.nanoTime(),
        call.tls());
  }
}
