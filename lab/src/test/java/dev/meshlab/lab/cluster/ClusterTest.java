package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.failure.MissingPrerequisite;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ClusterTest {

  @TempDir private Path directory;
  private FakeApi api;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void isConnectedWhereItHasIstio() throws IOException {
    api.with("/version", "{\"major\": \"1\", \"minor\": \"34\"}")
        .with(
            "/apis/networking.istio.io",
            "{\"kind\": \"APIGroup\", \"apiVersion\": \"v1\", \"name\": \"networking.istio.io\"}");
    try (Cluster cluster = connect(null)) {
      assertThat(cluster.address()).startsWith(api.url());
    }
  }

  @Test
  void isMissedWithoutIstio() {
    api.with("/version", "{\"major\": \"1\", \"minor\": \"34\"}");
    assertThatThrownBy(() -> connect(null))
        .isInstanceOf(MissingPrerequisite.class)
        .hasMessageContaining("has no Istio");
  }

  @Test
  void isMissedWhereNobodyListens() {
    api.close();
    assertThatThrownBy(() -> connect(null))
        .isInstanceOf(MissingPrerequisite.class)
        .hasMessageContaining(
            "none answers at %s/ (context here): the connection is refused.", api.url());
  }

  @Test
  void isMissedWhereTheFileHasNoSuchContext() {
    assertThatThrownBy(() -> connect("there"))
        .isInstanceOfSatisfying(
            MissingPrerequisite.class,
            missing -> {
              assertThat(missing).hasMessageEndingWith("config has no context there.");
              assertThat(missing.remedy()).startsWith("It has here: name one of them");
            });
  }

  @Test
  void isMissedWhereThereIsNoSuchFile() {
    ClusterAddress nowhere = new ClusterAddress(directory.resolve("none"), null, ClusterNeed.PLANE);
    assertThatThrownBy(() -> Cluster.connect(nowhere))
        .isInstanceOf(MissingPrerequisite.class)
        .hasMessageEndingWith("none: there is no such file.");
  }

  @Test
  void namesWhatItRefuses() {
    try (Cluster cluster = api.cluster()) {
      assertThatThrownBy(
              () ->
                  cluster.ask(
                      "read Job shop/calls",
                      client ->
                          client.batch().v1().jobs().inNamespace("shop").withName("x").require()))
          .isInstanceOf(RuntimeException.class);
      assertThatThrownBy(
              () ->
                  cluster.ask(
                      "list the pods of shop", client -> client.pods().inNamespace("shop").list()))
          .isInstanceOf(ClusterFailed.class)
          .hasMessageStartingWith(
              "cannot list the pods of shop: the cluster does not know such a thing");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          failed calling webhook "validation.istio.io": connection refused | Istio's webhook does not answer
          failed calling webhook "other.example.com": connection refused   | the API server refuses it
          admission webhook "validation.istio.io" denied the request       | the API server refuses it
          """)
  void tellsTheSilenceOfIstioFromARefusal(String said, String words) {
    KubernetesClientException refused =
        new KubernetesClientException(said, 500, new StatusBuilder().withMessage(said).build());

    assertThat(ClusterFailed.of("apply DestinationRule shop/cart", refused))
        .hasMessageStartingWith("cannot apply DestinationRule shop/cart: " + words)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                   | is not of this lab
          {"app.kubernetes.io/managed-by": "Helm"}             | is not of this lab
          {"app.kubernetes.io/managed-by": "meshlab"}          | goes on, or that was killed
          """)
  void keepsANamespaceThatIsNotThisRuns(String labels, String words) {
    api.with("/api/v1/namespaces/shop", namespace(labels));
    try (Cluster cluster = api.cluster()) {
      assertThatThrownBy(() -> OwnNamespaces.check(cluster, List.of("shop")))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("namespace shop")
          .hasMessageContaining(words);
    }
    assertThat(api.requests).containsExactly("GET /api/v1/namespaces/shop");
  }

  @Test
  void givesANamespaceThatIsNewOrThatAnEarlierRunHasKept() {
    api.with(
        "/api/v1/namespaces/kept",
        namespace(
            "{\"app.kubernetes.io/managed-by\": \"meshlab\", \"meshlab.dev/kept\": \"true\"}"));
    try (Cluster cluster = api.cluster()) {
      OwnNamespaces.check(cluster, List.of("new", "kept"));
      assertThat(OwnNamespaces.diff(cluster, "new")).isEqualTo("+ Namespace new");
      assertThat(OwnNamespaces.diff(cluster, "kept")).startsWith("~ Namespace kept: made anew");
    }
  }

  @Test
  void losesTheNamespacesThatARunHasMadeWhenItEnds() throws InterruptedException {
    api.with("POST /api/v1/namespaces", namespace("{}"))
        .with(
            "GET /api/v1/namespaces",
            "{\"kind\": \"NamespaceList\", \"metadata\": {}, \"items\": []}")
        .with("DELETE /api/v1/namespaces/shop", "{\"kind\": \"Status\", \"status\": \"Success\"}")
        .with(
            "DELETE /api/v1/namespaces/shop/pods",
            "{\"kind\": \"Status\", \"status\": \"Success\"}");
    try (Cluster cluster = api.cluster()) {
      try (OwnNamespaces namespaces = new OwnNamespaces(cluster, false, Waiting.patient())) {
        namespaces.make("shop", Map.of("istio-injection", "enabled"));
      }
    }
    assertThat(api.requests)
        .contains(
            "POST /api/v1/namespaces",
            "DELETE /api/v1/namespaces/shop",
            "DELETE /api/v1/namespaces/shop/pods");
  }

  @Test
  void keepsItsOwnNamespacesWhateverIsInThem() {
    try (Cluster cluster = api.cluster()) {
      assertThatThrownBy(() -> OwnNamespaces.check(cluster, List.of("default")))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("--namespace");
    }
  }

  private static String namespace(String labels) {
    return "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"shop\", \"labels\": %s}}"
        .formatted(labels);
  }

  private Cluster connect(@Nullable String context) throws IOException {
    Path file = directory.resolve("config");
    Files.writeString(
        file,
        """
        {"apiVersion": "v1", "kind": "Config", "current-context": "here",
         "clusters": [{"name": "c", "cluster": {"server": "%s"}}],
         "users": [{"name": "u", "user": {}}],
         "contexts": [{"name": "here", "context": {"cluster": "c", "user": "u"}}]}
        """
            .formatted(api.url()));
    return Cluster.connect(new ClusterAddress(file, context, ClusterNeed.PLANE));
  }
}
