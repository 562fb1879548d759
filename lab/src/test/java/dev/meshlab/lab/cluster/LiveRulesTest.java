package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveRulesTest {

  private static String kind(String name, String plural) {
    return "{\"name\": \"%s\", \"kind\": \"%s\", \"namespaced\": true, \"verbs\": [\"get\", \"list\"]}"
        .formatted(plural, name);
  }

  private static String kinds(String... kinds) {
    return "{\"kind\": \"APIResourceList\", \"apiVersion\": \"v1\", \"resources\": [%s]}"
        .formatted(String.join(",", kinds));
  }

  @Test
  void areReadInTheFirstVersionThatHasTheirKind() throws IOException {
    try (FakeApi api = new FakeApi()) {
      api.with(
              "/apis/networking.istio.io",
              """
              {"kind": "APIGroup", "apiVersion": "v1", "name": "networking.istio.io", "versions": [
               {"groupVersion": "networking.istio.io/v1", "version": "v1"},
               {"groupVersion": "networking.istio.io/v1alpha3", "version": "v1alpha3"}]}
              """)
          .with(
              "/apis/networking.istio.io/v1",
              kinds(
                  kind("Sidecar", "sidecars"),
                  "{\"name\": \"sidecars/status\", \"kind\": \"Sidecar\", \"verbs\": [\"get\"]}"))
          .with(
              "/apis/networking.istio.io/v1alpha3",
              kinds(kind("Sidecar", "sidecars"), kind("EnvoyFilter", "envoyfilters")))
          .with("/apis/networking.istio.io/v1/sidecars", list("Sidecar", "v1"))
          .with("/apis/networking.istio.io/v1alpha3/envoyfilters", list("EnvoyFilter", "v1alpha3"))
          .with(
              "/api/v1/namespaces/istio-system/configmaps/istio",
              "{\"kind\": \"ConfigMap\", \"apiVersion\": \"v1\", \"metadata\": {\"name\":"
                  + " \"istio\"}}");
      List<HasMetadata> rules;
      try (Cluster cluster = api.cluster()) {
        rules = LiveRules.of(cluster);
      }

      assertThat(rules)
          .extracting(HasMetadata::getKind)
          .containsExactly("Sidecar", "EnvoyFilter", "ConfigMap");
      assertThat(api.requests).doesNotContain("GET /apis/networking.istio.io/v1alpha3/sidecars");
    }
  }

  private static String list(String kind, String version) {
    return """
    {"kind": "%1$sList", "apiVersion": "networking.istio.io/%2$s", "items": [
     {"kind": "%1$s", "apiVersion": "networking.istio.io/%2$s",
      "metadata": {"name": "x", "namespace": "shop"}}]}
    """
        .formatted(kind, version);
  }
}
