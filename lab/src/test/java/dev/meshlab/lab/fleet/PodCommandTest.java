package dev.meshlab.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.process.Command;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodCommandTest {
  private static final ServerArtefact SERVER = new ServerArtefact(Path.of("/s.jar"));
  private static final Path TEMPORARY = Path.of("/run");

  @Test
  void bindsEachPodToFreeLoopbackPortsWhateverItsManifestSays() {
    Command command =
        PodCommand.of(
            SERVER,
            PodSpecs.pod(
                "a", "--port=50051", "--bind", "0.0.0.0", "--metrics-port", "9090", "--keep=1"),
            TEMPORARY);

    assertThat(command.line())
        .containsSubsequence(
            "-jar",
            "/s.jar",
            "--bind=127.0.0.1",
            "--port=0",
            "--maintenance-port=0",
            "--metrics-port=0",
            "--keep=1")
        .doesNotContain("--port=50051", "0.0.0.0", "9090");
  }

  @Test
  void tellsAPodWhoItIsAndNothingThatIsEmpty() {
    assertThat(
            PodCommand.of(
                    SERVER, PodSpecs.pod("a", Map.of("POD_NAME", "other", "X", "y")), TEMPORARY)
                .environment())
        .containsOnly(
            Map.entry("POD_UID", "uid-a"),
            Map.entry("POD_NAME", "a"),
            Map.entry("POD_NAMESPACE", "shop"),
            Map.entry("POD_IP", "10.0.0.1"),
            Map.entry("NODE_NAME", "node"),
            Map.entry("POD_VERSION", "v1"),
            Map.entry("POD_REGION", "region"),
            Map.entry("MESHLAB_SHUTDOWN_DELAY", "0s"),
            Map.entry("X", "y"));
  }

  @Test
  void keepsTheFilesOfAPodWhereTheyAreRemovedAfterItsDeath() {
    assertThat(PodCommand.of(SERVER, PodSpecs.pod("a"), TEMPORARY).line())
        .containsSubsequence("-Djava.io.tmpdir=/run", "-jar");
  }

  @Test
  void letsThePodChooseItsShutdownDelay() {
    PodSpec pod = PodSpecs.pod("a", Map.of("MESHLAB_SHUTDOWN_DELAY", "3s"), "--shutdown-delay=4s");

    Command command = PodCommand.of(SERVER, pod, TEMPORARY);

    assertThat(command.environment()).containsEntry("MESHLAB_SHUTDOWN_DELAY", "3s");
    assertThat(command.line()).contains("--shutdown-delay=4s");
  }
}
