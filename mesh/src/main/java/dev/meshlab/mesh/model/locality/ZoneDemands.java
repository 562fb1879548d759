package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.MeshConfigFields;
import dev.meshlab.mesh.manifest.PolicyFields;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.TrafficDistribution;
import dev.meshlab.mesh.model.scheduling.NodeDemand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of manifests that depend on where pods and callers are. */
public final class ZoneDemands {

  private static final String DISTRIBUTION = "trafficDistribution";

  private final boolean workloadsAskForZones;

  private ZoneDemands(ManifestSet manifests) {
    this.workloadsAskForZones = podSpecs(manifests).anyMatch(NodeDemand::isOfZones);
  }

  /**
   * Those of a set of manifests, in their order. Outlier detection alone keeps calls in the
   * caller's zone too, but it is written for other reasons; it counts where workloads ask for zones
   * themselves.
   */
  public static List<ZoneDemand> of(ManifestSet manifests) {
    ZoneDemands demands = new ZoneDemands(manifests);
    return manifests.documents().stream().flatMap(demands::in).toList();
  }

  private static Stream<Fields> podSpecs(ManifestSet manifests) {
    return manifests.documents().stream()
        .map(workload -> Fields.of(workload).below("spec").below("template").below("spec"));
  }

  /** The demands of workloads on the nodes of their pods. */
  public static List<NodeDemand> ofWorkloads(ManifestSet manifests) {
    return podSpecs(manifests).filter(NodeDemand::isOfZones).map(NodeDemand::of).toList();
  }

  private Stream<ZoneDemand> in(Document document) {
    Fields spec = Fields.of(document).below("spec");
    if (document.kind().equals("DestinationRule")) {
      String host = spec.string("host", "");
      return PolicyFields.of(spec)
          .flatMap(policy -> ofPolicy(document, policy.fields(), host).stream());
    }
    if (document.kind().equals("Service")) {
      return ofService(document, spec).stream();
    }
    if (document.holdsMeshConfig()) {
      return MeshConfigFields.of(document, Reads.NONE).stream()
          .flatMap(config -> ZoneDemand.of(document, config, "*").stream());
    }
    return Stream.empty();
  }

  private Optional<ZoneDemand> ofPolicy(Document rule, Fields policy, String host) {
    return ZoneDemand.of(rule, policy.below("loadBalancer"), host)
        .or(
            () ->
                policy
                    .child("outlierDetection")
                    .filter(detection -> workloadsAskForZones)
                    .map(detection -> new ZoneDemand(rule, detection, host)));
  }

  private static Optional<ZoneDemand> ofService(Document service, Fields spec) {
    Fields metadata = Fields.of(service).below("metadata");
    return spec.has(DISTRIBUTION)
            || metadata.below("annotations").string(TrafficDistribution.ANNOTATION).isPresent()
        ? Optional.of(new ZoneDemand(service, spec, service.name()))
        : Optional.empty();
  }
}
