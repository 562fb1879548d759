package dev.meshlab.lab.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meshlab.lab.report.Page;
import dev.meshlab.mesh.comparison.Comparison;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonFormsTest {

  private static final ProxyComparison FOUND =
      new ProxyComparison(
          "shop/client-1",
          "cluster",
          Comparison.of(
              "[{'name':'a','lb_policy':'RANDOM'},{'name':'b'},{'name':'c'}]",
              "[{'name':'a'},{'name':'b'},{'name':'d'}]"),
          List.of("0.0.0.0_80: no such cluster"),
          List.of("DestinationRule shop/a is in the cluster, and not in the files"));

  private static final ProxyComparison EQUAL =
      new ProxyComparison(
          "shop/client-1",
          "cluster",
          Comparison.of("[{'name':'a'}]", "[{'name':'a'}]"),
          List.of(),
          List.of());

  @Test
  void textHasEachDifferenceBelowItsResource() {
    assertThat(new ComparisonText(FOUND, Page.plain(80)).print())
        .isEqualTo(
            """
            a
              /lb_policy
                in the cluster  RANDOM
                translated      none

            c is in the cluster, and not translated

            d is translated, and not in the cluster

            The proxy has refused what istiod sent last:
              0.0.0.0_80: no such cluster

            Possible causes:
              DestinationRule shop/a is in the cluster, and not in the files

            pod shop/client-1, cluster: 1 as translated, 3 not
            """);
  }

  @Test
  void textOfNoDifferenceIsALine() {
    assertThat(new ComparisonText(EQUAL, Page.plain(80)).print())
        .isEqualTo("pod shop/client-1, cluster: 1 as translated, none different\n");
  }

  @Test
  void jsonHasBothValues() throws IOException {
    JsonNode json = new ObjectMapper().readTree(ComparisonJson.print(FOUND));

    assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.path("equal")).hasSize(1);
    assertThat(json.at("/differences/0/path").asText()).isEqualTo("/lb_policy");
    assertThat(json.at("/differences/0/inCluster").asText()).isEqualTo("RANDOM");
    assertThat(json.at("/differences/0/translated").isNull()).isTrue();
    assertThat(json.at("/refused/0").asText()).isEqualTo("0.0.0.0_80: no such cluster");
    assertThat(json.at("/causes/0").asText()).startsWith("DestinationRule shop/a");
  }

  @Test
  void junitHasACaseForEachResource() {
    assertThat(ComparisonJUnit.print(FOUND))
        .contains("tests=\"5\" failures=\"4\"", "/lb_policy: istiod has RANDOM, ours has none");
    assertThat(ComparisonJUnit.print(EQUAL)).contains("tests=\"1\" failures=\"0\"");
  }
}
