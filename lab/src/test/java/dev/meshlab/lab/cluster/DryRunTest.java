package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DryRunTest {

  private static final String YAML =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: good, namespace: shop}
      spec: {servers: []}
      ---
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata: {name: bad, namespace: shop}
      ---
      apiVersion: networking.io/v1
      kind: DestinationRule
      metadata: {name: unknown, namespace: shop}
      """;

  private static final String KINDS =
      """
      {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "networking.istio.io/v1",
       "resources": [
         {"name": "gateways", "kind": "Gateway", "namespaced": true, "verbs": ["create"]},
         {"name": "sidecars", "kind": "Sidecar", "namespaced": true, "verbs": ["create"]}]}
      """;

  private static final String GATEWAY =
      """
      {"kind": "Gateway", "apiVersion": "networking.istio.io/v1",
       "metadata": {"name": "good", "namespace": "default"}}
      """;

  @Test
  void hasAReasonForEachObjectThatIsRefusedAndKeepsNone() throws IOException {
    String gateways = "/apis/networking.istio.io/v1/namespaces/default/gateways";
    try (FakeApi api = new FakeApi()) {
      api.with("/apis/networking.istio.io/v1", KINDS).with(gateways + "?dryRun=All", GATEWAY);
      List<String> refusals;
      try (Cluster cluster = api.cluster()) {
        refusals = DryRun.refusals(cluster, YAML);
      }

      assertThat(refusals).hasSize(2);
      assertThat(refusals.get(0))
          .startsWith("cannot create networking.istio.io/v1 Sidecar default/bad: ")
          .contains("not found");
      assertThat(refusals.get(1))
          .startsWith("cannot create networking.io/v1 DestinationRule default/unknown: ")
          .contains("does not know this kind");
      assertThat(api.requests).contains("POST " + gateways);
    }
  }
}
