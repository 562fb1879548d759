package dev.meshlab.lab.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dump of a sidecar of Istio 1.31 in a real cluster, made small. */
class ConfigDumpTest {

  private static final String SERVER = "outbound|50051||server.shop.svc.cluster.local";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigDump dump;

  @BeforeEach
  void read() throws IOException {
    dump =
        new ConfigDump(
            JSON.readTree(Path.of("src/test/resources/envoy/config-dump.json").toFile()));
  }

  @Test
  void hasWhatWasSentAndNotTheBootstraps() throws IOException {
    assertThat(names(dump.clusters(name -> true)))
        .containsExactlyInAnyOrder(SERVER, "BlackHoleCluster", "InboundPassthroughCluster");
    assertThat(names(dump.routes(name -> true))).containsExactly("50051");
    assertThat(names(dump.listeners(name -> true)))
        .as("a listener that drains is gone")
        .containsExactlyInAnyOrder("0.0.0.0_50051", "virtualOutbound");
    assertThat(names(dump.clusters(name -> name.startsWith("outbound")))).containsExactly(SERVER);
  }

  @Test
  void hasTheEndpointsThatWereSentWithoutTheDefaultsOfTheProxy() throws IOException {
    JsonNode endpoints = JSON.readTree(dump.endpoints(name -> true));

    assertThat(names(endpoints.toString())).containsExactly(SERVER);
    assertThat(endpoints.get(0).has("policy")).isFalse();
    assertThat(endpoints.at("/0/endpoints/0/lb_endpoints/0/endpoint").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("address");
  }

  @Test
  void namesWhatTheProxyHasRefused() throws IOException {
    assertThat(dump.refused()).isEmpty();
    assertThat(
            new ConfigDump(
                    JSON.readTree(
                        """
                        {"configs": [{"@type": "x.ListenersConfigDump", "dynamic_listeners": [
                         {"name": "0.0.0.0_80", "error_state": {
                          "failed_configuration": {"name": "0.0.0.0_80"}, "details": "no regex"}}]}]}
                        """))
                .refused())
        .containsExactly("0.0.0.0_80: no regex");
  }

  private static List<String> names(String array) throws IOException {
    List<String> names = new ArrayList<>();
    JSON.readTree(array)
        .forEach(each -> names.add(each.path("name").asText(each.path("cluster_name").asText())));
    return names;
  }
}
