package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meshlab.lab.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Differences between files, and between revisions of a repository. */
@Timeout(120)
class DiffIT {

  private static final Path SHOP = Path.of("../samples/online-shop").toAbsolutePath();

  private static final String WEIGHTS = "90 % v1, 10 % v2";
  private static final String NEW_WEIGHTS = "50 % v1, 50 % v2";

  @TempDir private Path repository;
  @TempDir private Path directory;

  @Test
  void comparesARevisionWithTheWorkTree() throws Exception {
    committed();
    edit("weight: 90", "weight: 50", "weight: 10\n", "weight: 50\n");

    try (LabProcess lab = diff("HEAD", "-f", "deploy", "--exit-code")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isEqualTo(1);
      assertThat(lab.stdout().replaceAll("\\s+", " "))
          .contains("- " + WEIGHTS + " (HEAD:deploy/traffic.yaml:51)")
          .contains("+ " + NEW_WEIGHTS + " (deploy/traffic.yaml:51)");
      assertThat(lab.stdout().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void comparesTwoRevisionsWithoutTheWorkTree() throws Exception {
    committed();
    edit("weight: 90", "weight: 50", "weight: 10\n", "weight: 50\n");
    git("commit", "-qam", "half");
    edit("weight: 50", "weight: no number");

    try (LabProcess lab = diff("HEAD~1:deploy", "HEAD:deploy", "-o", "json")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      JsonNode change = lab.json().at("/callers/0/targets/0/calls/0/changes/0");
      assertThat(change.get("before").asText()).isEqualTo(WEIGHTS);
      assertThat(change.get("after").asText()).isEqualTo(NEW_WEIGHTS);
      assertThat(change.get("afterAt").asText()).isEqualTo("HEAD:deploy/traffic.yaml:51");
    }
  }

  @Test
  void refusesWhatAClusterWouldRefuseOnEitherSide() throws Exception {
    committed();
    edit("weight: 90", "weight: fifty");

    try (LabProcess lab = diff("HEAD", "-f", "deploy")) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(lab.stderr()).startsWith("deploy/traffic.yaml:61: spec.http[0].route[0].weight: ");
      assertThat(lab.stdout()).isEmpty();
    }
  }

  @Test
  void saysOfWhatIsNeitherAFileNorARevisionThatItIsNeither() throws Exception {
    committed();

    try (LabProcess lab = diff("HEAD~7", "HEAD:deploy")) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(lab.stderr())
          .startsWith("meshlab: HEAD~7: is neither a file or directory nor a revision");
    }
  }

  @Test
  void hasNothingToSayOfObjectsThatOnlyMove() throws Exception {
    Path file = directory.resolve("all.yaml");
    List<String> texts = new ArrayList<>();
    for (Path each : files()) {
      texts.add(0, Files.readString(each));
    }
    Files.writeString(file, String.join("\n---\n", texts));

    try (LabProcess lab = diff(SHOP.toString(), file.toString(), "--exit-code")) {
      assertThat(lab.exitCode()).as(lab.stdout() + lab.stderr()).isZero();
      assertThat(lab.stdout()).isEqualTo("nothing changes for any call\n");
    }
  }

  @Test
  void appliesMoreOverTheSideBefore() throws Exception {
    Path home = Path.of("..").toAbsolutePath().normalize();
    String timeout = "+" + home.resolve("istio/scenarios/timeout.yaml");

    try (LabProcess lab = diff(home.resolve("k8s") + "," + home.resolve("istio"), timeout)) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      assertThat(lab.stdout()).contains("    timeout\n      - none").contains("+ 1s");
    }
  }

  private LabProcess diff(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("diff"));
    line.addAll(List.of(arguments));
    return LabProcess.start(
        Files.createDirectory(directory.resolve("lab")),
        builder -> builder.directory(repository.toFile()),
        line.toArray(String[]::new));
  }

  /** The sample in a commit. */
  private void committed() throws Exception {
    Path deploy = Files.createDirectory(repository.resolve("deploy"));
    for (Path each : files()) {
      Files.copy(each, deploy.resolve(each.getFileName()));
    }
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "the shop");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(SHOP)) {
      return files.sorted().toList();
    }
  }

  private void git(String... arguments) throws Exception {
    List<String> line =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
    line.addAll(List.of(arguments));
    Process git = new ProcessBuilder(line).directory(repository.toFile()).inheritIO().start();
    assertThat(git.waitFor()).as(String.join(" ", line)).isZero();
  }

  private void edit(String... pairs) throws IOException {
    Path file = repository.resolve("deploy/traffic.yaml");
    String text = Files.readString(file);
    for (int i = 0; i < pairs.length; i += 2) {
      assertThat(text).contains(pairs[i]);
      text = text.replace(pairs[i], pairs[i + 1]);
    }
    Files.writeString(file, text);
  }
}
