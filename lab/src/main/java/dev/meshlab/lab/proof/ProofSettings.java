package dev.meshlab.lab.proof;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.intent.Caller;
import dev.meshlab.lab.intent.MeshTest;
import dev.meshlab.lab.intent.TestCase;
import dev.meshlab.lab.plane.LbPolicy;
import dev.meshlab.lab.run.ClientChoice;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.lab.run.ProxySettings;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user's choices for a run of tests.
 *
 * @param planes on which to try cases that name none; those that do are tried on no others; empty
 *     for the planes of each test
 * @param envoy the Envoy to run; null to look for one
 * @param warmUp how much to warm up on each plane
 */
public record ProofSettings(Set<Plane> planes, @Nullable Path envoy, WarmUpLimit warmUp) {

  public ProofSettings {
    planes = Set.copyOf(planes);
  }

  /** The planes on which a case is tried. */
  List<Plane> planes(MeshTest test, TestCase each) {
    if (planes.isEmpty()) {
      return test.planes(each);
    }
    return each.planes().isEmpty()
        ? planes.stream().sorted().toList()
        : test.planes(each).stream().filter(planes::contains).toList();
  }

  /** The settings of the run that a case is. */
  RunSettings of(MeshTest test, TestCase each, List<Plane> tried) {
    return new RunSettings(
        PlaneChoice.named(tried),
        List.of(each.call().to()),
        test.standIns(),
        GrpcMethods.ANY,
        each.call().authority(),
        client(each.caller()),
        new ProxySettings(
            envoy,
            each.call().envoyWorkers(),
            each.call().oneSidecar(),
            each.call().accessLog(),
            each.call().metricsPages()),
        test.accepted(),
        warmUp,
        LbPolicy.PICK_FIRST,
        System.nanoTime(),
        each.call().tls());
  }

  private static ClientChoice client(Caller caller) {
    return new ClientChoice(
        orNull(caller.workload()),
        orNull(caller.namespace()),
        caller.labels(),
        orNull(caller.node()),
        caller.locality().isEmpty() ? null : Locality.parse(caller.locality()));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /**
   * The calls of a case. Their method is named, so that they are made as they are written, and not
   * as each route of the target asks for.
   */
  static Load load(TestCase each) {
    return each.call().load().asWritten();
  }
}
