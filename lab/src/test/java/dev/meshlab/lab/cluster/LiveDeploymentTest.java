package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.cluster.LiveDeployment.Member;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LiveDeploymentTest {

  private static final String DEPLOYMENT =
      """
      {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "cart", "namespace": "shop"},
       "spec": {"replicas": 2, "selector": {"matchLabels": {"app": "cart"}},
         "template": {"spec": {"containers": [{"name": "cart"}]}}}}
      """;

  private FakeApi api;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi().with("/apis/apps/v1/namespaces/shop/deployments/cart", DEPLOYMENT);
    cluster = api.cluster();
  }

  @AfterEach
  void stop() {
    cluster.close();
    api.close();
  }

  @ParameterizedTest(name = "{0}, {1}: ready {2}, going {3}, {4} restarts")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          "x": 1                                       | True  | true  | false | 0
          "x": 1                                       | False | false | false | 0
          "deletionTimestamp": "2026-01-01T00:00:00Z"  | True  | false | true  | 0
          """)
  void listsItsPods(String metadata, String ready, boolean isReady, boolean going, int restarts) {
    list(pod("a", metadata, ready, 0));

    assertThat(deployment().pods())
        .containsExactly(new Member("a", "uid-a", isReady, going, restarts));
  }

  @Test
  void knowsAPodThatWasStartedAgain() {
    Member before = new Member("a", "uid-a", true, false, 0);

    assertThat(before.wasRestartedAs(new Member("a", "uid-a", false, false, 1))).isTrue();
    assertThat(before.wasRestartedAs(new Member("a", "uid-a", true, false, 0))).isFalse();
    assertThat(before.wasRestartedAs(new Member("b", "uid-b", true, false, 1))).isFalse();
  }

  @Test
  void showsItsPodsAsTheyAreListed() {
    list(pod("a", "\"x\": 1", "True", 3));

    LiveDeployment.Listed listed = deployment().listed();
    assertThat(listed.template()).contains("\"name\":\"cart\"");
    assertThat(listed.pods()).singleElement().asString().contains("\"restartCount\":3");
  }

  @Test
  void isAwaited() throws InterruptedException {
    list(pod("a", "\"x\": 1", "True", 0));

    assertThat(deployment().await("of 1 pod", pods -> pods.size() == 1))
        .extracting(Member::name)
        .containsExactly("a");
  }

  @Test
  void isNotAwaitedOnceTheUserEndsTheRun() {
    list(pod("a", "\"x\": 1", "False", 0));
    LiveDeployment stopped =
        new LiveDeployment(
            cluster, "shop", "cart", new Waiting(CompletableFuture.completedFuture(null)));

    assertThatThrownBy(
            () -> {
              List<Member> unused = stopped.await("of 2 pods", pods -> pods.size() == 2);
            })
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void isChangedAsKubectlDoesIt() {
    api.with("DELETE /api/v1/namespaces/shop/pods/a", pod("a", "\"x\": 1", "True", 0))
        .with("PATCH /apis/apps/v1/namespaces/shop/deployments/cart", DEPLOYMENT);

    deployment().delete(new Member("a", "uid-a", true, false, 0));
    deployment().restart();

    assertThat(api.requests).contains("DELETE /api/v1/namespaces/shop/pods/a");
    assertThat(api.bodies.get("PATCH /apis/apps/v1/namespaces/shop/deployments/cart"))
        .contains("kubectl.kubernetes.io/restartedAt");
  }

  @Test
  void saysWhatCouldNotBeDone() {
    LiveDeployment none = new LiveDeployment(cluster, "shop", "none", Waiting.patient());

    assertThatThrownBy(none::listed)
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("none");
  }

  private LiveDeployment deployment() {
    return new LiveDeployment(cluster, "shop", "cart", Waiting.patient());
  }

  private void list(String pod) {
    api.with(
        "/api/v1/namespaces/shop/pods",
        "{\"kind\": \"PodList\", \"apiVersion\": \"v1\", \"metadata\": {}, \"items\": [%s]}"
            .formatted(pod));
  }

  private static String pod(String name, String metadata, String ready, int restarts) {
    return """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%1$s", "namespace": "shop",
           "uid": "uid-%1$s", "labels": {"app": "cart"}, %2$s},
         "status": {"conditions": [{"type": "Ready", "status": "%3$s"}],
           "containerStatuses": [{"name": "cart", "restartCount": %4$d}]}}
        """
        .formatted(name, metadata, ready, restarts);
  }
}
