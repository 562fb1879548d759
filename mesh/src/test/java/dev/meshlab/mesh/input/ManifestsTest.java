package dev.meshlab.mesh.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    Fields root = Fields.of(manifests.documents().get(0));
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
        .extracting(Diagnostic::toString)
        .containsExactlyInAnyOrder(
            binary + ": is not UTF-8 text; save it as UTF-8",
            empty
                + ": contains no *.yaml, *.yml or *.json file; name a folder of manifests, or add"
                + " -R",
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
        .extracting(Diagnostic::toString)
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
        .extracting(Diagnostic::toString)
        .containsExactly(comments + ": contains no object; name files of manifests");
    assertThat(Manifests.read(List.of(comments, service)).problems()).isEmpty();
    assertThat(Manifests.readAll(List.of(bytes("b", "")), HowFar.UNSEEN).problems())
        .extracting(Diagnostic::toString)
        .containsExactly("b: contains no object; pipe in b");
  }

  @Test
  void readsWhatComesFromElsewhereUnderItsName() {
    Source piped = bytes("<stdin>", NAMESPACE.formatted("a") + "---\n" + NAMESPACE.formatted("A!"));
    Source offline = new Source.Unavailable("https://example.com/x", "cannot be reached", "wait");

    ManifestSet manifests = Manifests.readAll(List.of(piped, offline), HowFar.UNSEEN);

    assertThat(manifests.documents()).extracting(Document::name).containsExactly("a", "A!");
    assertThat(manifests.problems())
        .extracting(Diagnostic::toString)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("<stdin>:7: metadata.name: "),
            second ->
                assertThat(second).isEqualTo("https://example.com/x: cannot be reached; wait"));
  }

  @Test
  void takesJsonForJsonWhateverItsName() {
    String json =
        "{\n\t\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"%s\"}}";

    ManifestSet manifests =
        Manifests.readAll(
            List.of(bytes("<stdin>", json.formatted("a") + "\n" + json.formatted("b"))),
            HowFar.UNSEEN);

    assertThat(manifests.problems()).isEmpty();
    assertThat(manifests.documents()).extracting(Document::name).containsExactly("a", "b");
  }

  @Test
  void refusesMoreThanAnyFileOfManifestsHas() {
    String large = "#".repeat(Manifests.MAX_BYTES + 1);

    assertThat(Manifests.readAll(List.of(bytes("<stdin>", large)), HowFar.UNSEEN).problems())
        .extracting(Diagnostic::toString)
        .containsExactly("<stdin>: is larger than 16 MiB; name a file of manifests");
  }

  @Test
  void reportsHowFarItIs() throws IOException {
    Path file = write("a.yaml", NAMESPACE.formatted("a") + "---\n" + NAMESPACE.formatted("b"));
    Source piped = bytes("<stdin>", NAMESPACE.formatted("c"));
    List<Long> done = new ArrayList<>();
    List<Long> all = new ArrayList<>();

    Manifests.readAll(
        List.of(new Source.Place(file, false), piped),
        (doing, now, total) -> {
          done.add(now);
          all.add(total);
        });

    assertThat(done).hasSize(3).isSorted().doesNotHaveDuplicates();
    assertThat(all).containsOnly(done.get(2));
  }

  private static Source bytes(String name, String text) {
    return new Source.Bytes(
        name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "pipe in " + name);
  }
}
