package dev.meshlab.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the package shows how to use it, by lines that this test compiles and runs. */
class PackagePageTest {

  private static final Path PAGE = Path.of("src/main/java/dev/meshlab/mesh/package-info.java");
  private static final Path TEST = Path.of("src/test/java/dev/meshlab/mesh/PackagePageTest.java");

  @Test
  void linesOfThePageTranslateForASidecar() {
    ClientWorkload client = Meshes.CLIENT;
    List<Path> paths = List.of(Path.of("../k8s"), Path.of("../istio"));

    // the page begins
    ManifestSet manifests = Manifests.read(paths);
    Mesh mesh = Mesh.of(manifests);
    Resources resources = SidecarView.translate(mesh, client);
    String clusters = CanonicalJson.array(resources.clusters());
    // the page ends

    assertThat(manifests.problems()).isEmpty();
    assertThat(clusters).contains("outbound|50051||server.service-mesh-lab.svc.cluster.local");
  }

  @Test
  void pageHasTheLinesOfThisTest() throws IOException {
    String lines =
        Files.readString(TEST)
            .split(" +// the page (?=begins|ends)", -1)[1]
            .lines()
            .skip(1)
            .map(line -> " * " + line.substring(4))
            .collect(Collectors.joining("\n"));

    assertThat(lines).contains("Manifests.read");
    assertThat(Files.readString(PAGE)).contains(lines);
  }
}
