package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pod that calls, as the manifests have its workload.
 *
 * @param labels of the pod, by which rules know it
 * @param annotations of the pod, by which Istio's injection knows it
 * @param account the service account, by which policies know it; null for the default one
 * @param image of the client
 * @param sidecar whether Istio is to give it a proxy
 * @param authority the ConfigMap with the certificates that it trusts; null for none
 * @param placement of the workload whose part it has
 */
public record ClientPod(
    String namespace,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable String account,
    String image,
    boolean sidecar,
    @Nullable String authority,
    PodPlacement placement) {

  static final String CONTAINER = "client";

  /** The volume, and its path, of what is trusted. */
  private static final String AUTHORITY = "authority";

  /**
   * A condition that is never met: the pod calls, and is not to become an endpoint of a Service.
   */
  private static final String NEVER_READY = "meshlab.dev/serves";

  /** The client's own user in its image. */
  private static final long USER = 65_532;

  public ClientPod {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * The Job of it. Its client reads cues from standard input, and ends when whoever gives them is
   * gone: a lab that is killed leaves no client that calls on.
   */
  Job job(String name, List<String> args) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .addToLabels(OwnNamespaces.MANAGED_BY, OwnNamespaces.LAB)
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .withAnnotations(annotations)
        .endMetadata()
        .withSpec(spec(args))
        .endTemplate()
        .endSpec()
        .build();
  }

  private PodSpec spec(List<String> args) {
    return new PodSpecBuilder(placement.spec())
        .withRestartPolicy("Never")
        .addNewReadinessGate(NEVER_READY)
        .withServiceAccountName(account)
        .withAutomountServiceAccountToken(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container(args))
        .addNewVolume()
        .withName("tmp")
        .withNewEmptyDir()
        .withMedium("Memory")
        .endEmptyDir()
        .endVolume()
        .addAllToVolumes(authorities())
        .build();
  }

  private Container container(List<String> args) {
    return RestrictedContainer.of(CONTAINER, image, "256Mi")
        .withArgs(args)
        .withStdin(true)
        .withStdinOnce(true)
        .addAllToVolumeMounts(
            authorities().stream()
                .map(
                    volume ->
                        new VolumeMountBuilder()
                            .withName(volume.getName())
                            .withMountPath("/" + volume.getName())
                            .build())
                .toList())
        .build();
  }

  private List<Volume> authorities() {
    return authority == null
        ? List.of()
        : List.of(
            new VolumeBuilder()
                .withName(AUTHORITY)
                .withNewConfigMap()
                .withName(authority)
                .endConfigMap()
                .build());
  }
}
