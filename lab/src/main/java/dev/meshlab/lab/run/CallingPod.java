package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.ServerImage;
import dev.meshlab.lab.cluster.ClientPod;
import dev.meshlab.lab.cluster.PodPlacement;
import dev.meshlab.lab.plane.SidecarCounts;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Deployment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller's pod in a cluster: what its workload says of it, with the client as its program. */
public final class CallingPod {

  private static final String DEFAULT_IMAGE = "localhost/service-mesh-lab/client:0.1.0";

  private CallingPod() {}

  /**
   * The pod of the caller of a plan.
   *
   * @param image of the client; null for the one of the manifests
   */
  public static ClientPod of(Plan plan, @Nullable String image) {
    Optional<Fields> template = template(plan);
    Map<String, String> annotations = new HashMap<>();
    template.ifPresent(pod -> annotations.putAll(pod.below("metadata").stringMap("annotations")));
    annotations.putIfAbsent(SidecarCounts.ANNOTATION, SidecarCounts.REGEX);
    annotations.putIfAbsent("proxy.istio.io/config", proxy(plan));
    return new ClientPod(
        plan.client().namespace(),
        plan.client().labels(),
        annotations,
        template.flatMap(pod -> pod.below("spec").string("serviceAccountName")).orElse(null),
        image == null ? imageOfManifests(plan) : image,
        plan.mesh().injection(plan.client()).hasSidecar(),
        null,
        template
            .flatMap(pod -> pod.json("spec"))
            .map(PodPlacement::of)
            .orElse(PodPlacement.ANYWHERE));
  }

  /**
   * A pod outside the mesh, beside the caller of a plan.
   *
   * @param image of the client; null for the one of the manifests
   * @param authority the ConfigMap with the authority that it trusts
   */
  public static ClientPod outside(Plan plan, @Nullable String image, String authority) {
    return new ClientPod(
        plan.client().namespace(),
        Map.of("sidecar.istio.io/inject", "false"),
        Map.of(),
        null,
        image == null ? imageOfManifests(plan) : image,
        false,
        authority,
        PodPlacement.ANYWHERE);
  }

  /** As many workers as the lab's own Envoy, so that both keep as many rotations. */
  private static String proxy(Plan plan) {
    return "{\"concurrency\": %d, \"holdApplicationUntilProxyStarts\": true}"
        .formatted(plan.settings().proxies().workers());
  }

  private static Optional<Fields> template(Plan plan) {
    return plan.mesh().deployments().stream()
        .filter(each -> each.namespace().equals(plan.client().namespace()))
        .filter(each -> each.labels().equals(plan.client().labels()))
        .findFirst()
        .flatMap(each -> document(plan, each))
        .map(Fields::of)
        .map(root -> root.below("spec").child("template").orElse(root));
  }

  private static Optional<Document> document(Plan plan, Deployment workload) {
    return plan.manifests().documents().stream()
        .filter(each -> each.kind().equals(workload.kind()) && each.name().equals(workload.name()))
        .filter(each -> each.namespace().equals(workload.namespace()))
        .findFirst();
  }

  private static String imageOfManifests(Plan plan) {
    return plan.mesh().deployments().stream()
        .filter(ServerImage::isClient)
        .map(each -> each.container().image())
        .findFirst()
        .orElse(DEFAULT_IMAGE);
  }
}
