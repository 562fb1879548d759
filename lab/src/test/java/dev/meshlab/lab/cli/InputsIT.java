package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that come in the ways in which kubectl takes them. */
@Timeout(120)
class InputsIT {

  @TempDir private Path directory;

  private Path shop;

  @BeforeEach
  void copyTheShop() throws IOException {
    shop = Files.createDirectories(directory.resolve("base")).resolve("shop.yaml");
    Files.copy(ShopManifests.FILE, shop);
  }

  /** The pipe of {@code helm template CHART | ./meshlab explain -f -}. */
  @Overlapping
  @ParameterizedTest
  @CsvSource({"explain, <stdin>", "config route, checkout", "predict, checkout"})
  void arePipedIn(String command, String shown) throws Exception {
    String[] arguments = (command + " -f -").split(" ", -1);

    try (LabProcess lab = start(builder -> builder.redirectInput(shop.toFile()), arguments)) {
      assertThat(lab.exitCode()).as(lab.stderr()).isEqualTo(ExitCode.AS_EXPECTED);
      assertThat(lab.stdout()).contains(shown);
    }
  }

  @Overlapping
  @Test
  void namesStandardInputInItsProblems() throws Exception {
    Files.writeString(shop, Files.readString(shop).replace("targetPort:", "targetPorts:"));

    try (LabProcess lab =
        start(builder -> builder.redirectInput(shop.toFile()), "predict", "-f", "-")) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(lab.stderr()).startsWith("<stdin>:12: spec.ports[0].targetPorts: ");
    }
  }

  @Overlapping
  @Test
  void saysWhatToDoWhereStandardInputIsEmpty() throws Exception {
    try (LabProcess lab = start(builder -> {}, "predict", "-f", "-")) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(lab.stderr())
          .startsWith(
              "<stdin>: contains no object; pipe manifests into standard input, as in helm ");
    }
  }

  @Overlapping
  @Test
  void areAListAndDirectoriesBelow() throws Exception {
    Path more = Files.createDirectories(directory.resolve("more/below")).resolve("more.yaml");
    Files.writeString(
        more,
        "apiVersion: v1\nkind: Service\nmetadata: {name: more}\nspec: {ports: [{name: grpc, port: 1}]}\n");

    try (LabProcess lab =
        start(
            builder -> {},
            "explain",
            "--recursive",
            "-f",
            directory.resolve("more") + "," + shop)) {
      assertThat(lab.exitCode()).as(lab.stdout()).isEqualTo(ExitCode.AS_EXPECTED);
      assertThat(lab.stdout()).contains(more.toString(), shop.toString());
    }
  }

  @Overlapping
  @Test
  void areWhatKustomizeBuilds() throws Exception {
    Path bin = kustomize("cat \"$2/shop.yaml\"");

    try (LabProcess lab =
        start(path(bin), "explain", "-o", "json", "-k", shop.getParent().toString())) {
      assertThat(lab.exitCode()).as(lab.stderr()).isEqualTo(ExitCode.AS_EXPECTED);
      assertThat(lab.stdout()).contains("<kustomize build " + shop.getParent() + ">");
      assertThat(lab.leftovers()).isEmpty();
    }
  }

  @Overlapping
  @Test
  void refusesWhatKustomizeRefuses() throws Exception {
    Path bin = kustomize("echo 'Error: no such resource' >&2; exit 3");

    try (LabProcess lab = start(path(bin), "predict", "-k", "overlays/prod")) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(lab.stderr())
          .isEqualTo(
              "kustomize build overlays/prod: failed with exit code 3: Error: no such resource;"
                  + " correct the kustomization\n");
    }
  }

  @Overlapping
  @ParameterizedTest
  @ValueSource(strings = {"run", "explain", "predict", "config route"})
  void saysThatThereIsNoKustomize(String command) throws Exception {
    String[] arguments = (command + " -k overlays/prod").split(" ", -1);

    try (LabProcess lab = start(builder -> builder.environment().put("PATH", ""), arguments)) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.MISSING_PREREQUISITE);
      assertThat(lab.stderr())
          .contains("-k overlays/prod: neither kustomize nor kubectl is on PATH.")
          .contains("give what it prints to -f");
    }
  }

  @Overlapping
  @Test
  void namesTheFlagForADirectoryOfKustomize() throws Exception {
    Path kustomization = shop.resolveSibling("kustomization.yaml");
    Files.writeString(kustomization, "resources: [shop.yaml]\n");

    try (LabProcess lab = start(builder -> {}, "predict", "-f", shop.getParent().toString())) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(lab.stderr())
          .isEqualTo(
              "%s: is a file of kustomize and not an object; build it with -k %s in place of -f\n"
                  .formatted(kustomization, shop.getParent()));
    }
  }

  @Overlapping
  @Test
  void warnsOfALinkToNothing() throws Exception {
    Path link = shop.resolveSibling("gone.yaml");
    Files.createSymbolicLink(link, Path.of("nowhere.yaml"));

    try (LabProcess lab = start(builder -> {}, "predict", "-f", shop.getParent().toString())) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
      assertThat(lab.stderr()).contains("warning: " + link + ": is a link to nowhere.yaml");
    }
  }

  private LabProcess start(Consumer<ProcessBuilder> change, String... arguments)
      throws IOException {
    return LabProcess.start(directory, change, arguments);
  }

  /** A program that does as a script says. */
  private Path kustomize(String script) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path program = bin.resolve("kustomize");
    Files.writeString(program, "#!/bin/sh\n[ \"$1\" = build ] || exit 9\n%s\n".formatted(script));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return bin;
  }

  /** Before all others, which the shell needs. */
  private static Consumer<ProcessBuilder> path(Path first) {
    return builder -> builder.environment().merge("PATH", first + ":", (all, bin) -> bin + all);
  }
}
