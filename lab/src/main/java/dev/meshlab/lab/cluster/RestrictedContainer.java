package dev.meshlab.lab.cluster;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/** A container of the lab as a namespace takes it that enforces the standard {@code restricted}. */
final class RestrictedContainer {

  private RestrictedContainer() {}

  /**
   * One that writes to {@code /tmp} alone, which its pod has to offer as a volume {@code tmp}.
   *
   * @param memory that it asks for; it gets 256 MiB at most
   */
  static ContainerBuilder of(String name, String image, String memory) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withNewResources()
        .addToRequests("cpu", new Quantity("50m"))
        .addToRequests("memory", new Quantity(memory))
        .addToLimits("memory", new Quantity("256Mi"))
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .addNewVolumeMount()
        .withName("tmp")
        .withMountPath("/tmp")
        .endVolumeMount();
  }
}
