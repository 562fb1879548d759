package dev.meshlab.mesh.model.config;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.MeshConfigFields;
import dev.meshlab.mesh.manifest.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The environment variables of istiod that change what it sends (istio/istio, pilot/pkg/features),
 * as its Deployment or an installation sets them.
 *
 * @param maps mappings from names to values
 * @param lists entries with a {@code name} and a {@code value}
 */
record IstiodEnvironment(List<Fields> maps, List<Fields> lists) {

  static final IstiodEnvironment NONE = new IstiodEnvironment(List.of(), List.of());

  static final String EDS_FOR_HEADLESS = "PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES";

  /** The name of istiod's container in its Deployment, whose own name may have a revision. */
  private static final String CONTAINER = "discovery";

  static IstiodEnvironment of(ManifestSet manifests, Reads reads) {
    List<Fields> maps = new ArrayList<>();
    List<Fields> lists = new ArrayList<>();
    MeshConfigFields.installations(manifests)
        .map(installation -> Fields.of(installation, reads).below("spec"))
        .forEach(
            spec -> {
              spec.below("values").below("pilot").child("env").ifPresent(maps::add);
              lists.addAll(spec.below("components").below("pilot").below("k8s").children("env"));
            });
    for (Document deployment : manifests.of("apps", "Deployment")) {
      Fields pod = Fields.of(deployment, reads).below("spec").below("template").below("spec");
      pod.children("containers").stream()
          .filter(container -> container.unnoted().string("name", "").equals(CONTAINER))
          .flatMap(container -> container.children("env").stream())
          .forEach(lists::add);
    }
    return new IstiodEnvironment(List.copyOf(maps), List.copyOf(lists));
  }

  IstiodEnvironment unnoted() {
    return new IstiodEnvironment(
        maps.stream().map(Fields::unnoted).toList(), lists.stream().map(Fields::unnoted).toList());
  }

  /** True if a sidecar balances the calls to a headless Service as those to others. */
  boolean edsForHeadless() {
    return values(EDS_FOR_HEADLESS).anyMatch("true"::equals);
  }

  private Stream<String> values(String variable) {
    return Stream.concat(
        maps.stream().flatMap(map -> map.string(variable).stream()),
        lists.stream()
            .filter(entry -> entry.unnoted().string("name", "").equals(variable))
            .filter(entry -> entry.string("name").isPresent()) // which counts as reading
            .flatMap(entry -> entry.string("value").stream()));
  }
}
