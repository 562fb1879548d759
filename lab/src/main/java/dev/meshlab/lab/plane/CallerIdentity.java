package dev.meshlab.lab.plane;

import dev.meshlab.lab.certificate.Subject;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;

/** The name of the certificate that a workload shows. */
public final class CallerIdentity {

  private CallerIdentity() {}

  /** That of its pod, where the manifests have it; else that of its namespace's default account. */
  public static String of(Mesh mesh, ClientWorkload workload) {
    return mesh.pods().stream()
        .filter(pod -> pod.namespace().equals(workload.namespace()))
        .filter(pod -> !workload.labels().isEmpty())
        .filter(pod -> Labels.satisfy(workload.labels(), pod.labels()))
        .map(Pod::identity)
        .findFirst()
        .orElseGet(() -> Subject.spiffe(workload.namespace(), "default"));
  }
}
