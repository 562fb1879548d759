package dev.meshlab.mesh.translate.patch;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The problems of the cluster patches of EnvoyFilters. They are found here because only this
 * package knows Envoy's API; Istio's webhook looks in the same way (istio/istio,
 * validation/envoyfilter).
 */
public final class PatchProblems {

  private PatchProblems() {}

  /** The same manifests, with these problems among theirs. */
  public static ManifestSet noted(ManifestSet manifests) {
    return manifests.with(in(manifests));
  }

  /** Errors for values that are not part of a cluster, warnings for unknown fields. */
  public static List<Diagnostic> in(ManifestSet manifests) {
    List<Diagnostic> problems = new ArrayList<>();
    for (Document document : manifests.of("networking.istio.io", "EnvoyFilter")) {
      Fields spec = Fields.of(document).below("spec");
      spec.children("configPatches").stream()
          .filter(patch -> patch.string("applyTo", "").equals("CLUSTER"))
          .filter(patch -> !patch.below("match").string("context", "").equals("WAYPOINT"))
          .forEach(patch -> check(patch.below("patch"), problems));
    }
    return problems;
  }

  private static void check(Fields patch, List<Diagnostic> problems) {
    try {
      PatchValues.parse(patch, false);
    } catch (InvalidProtocolBufferException invalid) {
      problems.add(
          Diagnostic.of(
              DiagnosticId.INVALID_ENVOY_FILTER,
              patch.position("value"),
              patch.path("value"),
              "is not a valid part of an Envoy cluster: " + firstLine(invalid),
              "write it as envoy.config.cluster.v3.Cluster of Envoy's API has it"));
      return;
    }
    try {
      PatchValues.parse(patch, true);
    } catch (InvalidProtocolBufferException unknown) {
      problems.add(
          Diagnostic.of(
              DiagnosticId.UNKNOWN_PATCH_FIELD,
              patch.position("value"),
              patch.path("value"),
              "has something that the lab does not know: " + firstLine(unknown),
              "it is left out; check its spelling"));
    }
  }

  private static String firstLine(Exception exception) {
    return String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
  }
}
