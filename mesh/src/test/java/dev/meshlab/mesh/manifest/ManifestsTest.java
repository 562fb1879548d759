package dev.meshlab.mesh.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {

  private static final String NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n";

  @TempDir private Path folder;

  @Test
  void readsTheManifestsOfAFolderInTheOrderOfTheirNames() throws IOException {
    write("b.yml", NAMESPACE.formatted("b"));
    write("a.yaml", NAMESPACE.formatted("a"));
    write(
        "c.json",
        "{\"apiVersion\":\"v1\",\n\t\"kind\":\"Namespace\",\"metadata\":{\"name\":\"c\"}}");
    write("README.md", "not a manifest");
    Files.createDirectory(folder.resolve("below"));
    write("below/d.yaml", NAMESPACE.formatted("d"));

    ManifestSet manifests = Manifests.read(List.of(folder));

    assertThat(manifests.problems()).isEmpty();
    assertThat(manifests.documents()).extracting(Document::name).containsExactly("a", "b", "c");
  }

  @Test
  void readsSeveralDocumentsAndSkipsEmptyOnes() throws IOException {
    Path file =
        write(
            "m.yaml",
            "---\n# nothing\n---\n"
                + NAMESPACE.formatted("a")
                + "---\n"
                + NAMESPACE.formatted("b")
                + "---\n");

    assertThat(Manifests.read(List.of(file)).documents())
        .extracting(Document::name)
        .containsExactly("a", "b");
  }

  @Test
  void flattensLists() {
    ManifestSet manifests =
        Manifests.parse(
            "l.yaml",
            """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Namespace, metadata: {name: a}}
            - {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 1}]}}
            """);

    assertThat(manifests.documents())
        .extracting(Document::described)
        .containsExactly("Namespace a", "Service default/s");
  }

  @Test
  void toleratesByteOrderMarkAndWindowsLineEnds() {
    ManifestSet manifests =
        Manifests.parse("w.yaml", "\uFEFF" + NAMESPACE.formatted("a").replace("\n", "\r\n"));

    assertThat(manifests.problems()).isEmpty();
    assertThat(manifests.documents()).extracting(Document::name).containsExactly("a");
  }

  @Test
  void readsCharactersOutsideTheBasicPlaneWhereverTheyStand() {
    for (int padding = 0; padding < 2_100; padding++) {
      String comment = "#" + "x".repeat(padding) + "\uD83D\uDE00\n";
      assertThat(Manifests.parse("e.yaml", comment + NAMESPACE.formatted("a")).problems())
          .isEmpty();
    }
  }

  @Test
  void honoursAnchorsAndMergeKeys() {
    ManifestSet manifests =
        Manifests.parse(
            "a.yaml",
            """
            apiVersion: v1
            kind: Service
            metadata: {name: s, labels: &l {app: s, tier: back}, annotations: {<<: *l, tier: front}}
            spec: {selector: *l, ports: [{port: 1}]}
            """);

    Fields root = Fields.of(manifests.documents().get(0), new Reads());
    assertThat(manifests.problems()).isEmpty();
    assertThat(root.below("spec").stringMap("selector")).containsEntry("tier", "back");
    assertThat(root.below("metadata").stringMap("annotations"))
        .containsEntry("app", "s")
        .containsEntry("tier", "front");
  }

  @Test
  void laterObjectReplacesTheFirstOfItsName() {
    ManifestSet manifests =
        Manifests.parse(
            "t.yaml",
            """
            {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.0.1, ports: [{port: 1}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.0.2, ports: [{port: 1}]}}
            """);

    assertThat(manifests.documents()).hasSize(1);
    assertThat(manifests.hasErrors()).isFalse();
    assertThat(manifests.problems())
        .hasToString(
            "[t.yaml:3: metadata.name: Service default/s replaces the one at t.yaml:1;"
                + " keep one of them]");
  }

  @Test
  void reportsEveryFileThatCannotBeRead() throws IOException {
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {(byte) 0xC3, 0x28});
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path missing = folder.resolve("missing.yaml");

    assertThat(Manifests.read(List.of(binary, empty, missing)).problems())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            binary + ": is not UTF-8 text; save it as UTF-8",
            empty + ": holds no *.yaml, *.yml or *.json file; name a folder of manifests",
            missing + ": no such file or folder; check the path given to -f");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  @Test
  void readsJsonObjectsInARow() throws IOException {
    Path file = folder.resolve("stream.json");
    Files.writeString(
        file,
        """
        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "a{\\"}"}}
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "b"}} {"kind":
        "Teapot"}
        """);
    ManifestSet manifests = Manifests.read(List.of(file));

    assertThat(manifests.documents()).extracting(Document::name).containsExactly("a{\"}", "b");
    assertThat(manifests.problems())
        .extracting(Problem::toString)
        .containsExactly(file + ":2: apiVersion: is missing; say what object this is");
  }

  @Test
  void listOfOneKindSaysWhatItsItemsAre() {
    ManifestSet manifests =
        Manifests.parse(
            "l.yaml",
            """
            apiVersion: v1
            kind: NamespaceList
            items:
            - metadata: {name: a}
            - {apiVersion: v1, kind: Service, metadata: {name: b}, spec: {ports: [{port: 1}]}}
            """);

    assertThat(manifests.problems()).isEmpty();
    assertThat(manifests.documents())
        .extracting(Document::described)
        .containsExactly("Namespace a", "Service default/b");
  }

  @Test
  void refusesFilesWithoutAnyObject() throws IOException {
    Path comments = Files.writeString(folder.resolve("comments.yaml"), "# nothing yet\n---\n");
    Path service =
        Files.writeString(
            folder.resolve("service.yaml"),
            "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 1}]}}");

    assertThat(Manifests.read(List.of(comments)).problems())
        .extracting(Problem::toString)
        .containsExactly(comments + ": no objects passed to apply; write some: it holds none");
    assertThat(Manifests.read(List.of(comments, service)).problems()).isEmpty();
  }
}
