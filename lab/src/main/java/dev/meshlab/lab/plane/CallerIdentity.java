package dev.meshlab.lab.plane;

import dev.meshlab.lab.certificate.Subject;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.Map;
import java.util.stream.Stream;

/** The name of the certificate that a workload shows. */
public final class CallerIdentity {

  private CallerIdentity() {}

  /**
   * That of its pod, or of the workload that is yet to make one, as a Job is; else that of its
   * namespace's default account.
   */
  public static String of(Mesh mesh, ClientWorkload workload) {
    Stream<String> ofPods =
        mesh.pods().stream()
            .filter(pod -> isOf(workload, pod.namespace(), pod.labels()))
            .map(Pod::identity);
    Stream<String> ofWorkloads =
        mesh.deployments().stream()
            .filter(each -> isOf(workload, each.namespace(), each.labels()))
            .map(Deployment::identity);
    return Stream.concat(ofPods, ofWorkloads)
        .findFirst()
        .orElseGet(() -> Subject.spiffe(workload.namespace(), "default"));
  }

  private static boolean isOf(
      ClientWorkload workload, String namespace, Map<String, String> labels) {
    return namespace.equals(workload.namespace())
        && !workload.labels().isEmpty()
        && Labels.satisfy(workload.labels(), labels);
  }
}
