package dev.meshlab.lab.difference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.meshlab.lab.difference.CallChange.Turn;
import dev.meshlab.lab.report.Page;
import dev.meshlab.mesh.comparison.Difference;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceFormsTest {

  private static final ManifestDifference NOTHING =
      new ManifestDifference(
          "a", "b", true, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of());

  private static final Change ANSWER =
      new Change(
          Change.ANSWER,
          new Said("90 % v1, 10 % v2", Optional.of(new Position("HEAD:pay.yaml", 7, 1))),
          new Said("every call fails with UNAVAILABLE: a|b", Optional.empty()));

  private static final ManifestDifference SOME =
      new ManifestDifference(
          "HEAD",
          "the work tree",
          true,
          List.of(
              new CallerChange(
                  List.of("Deployment shop/cart", "Job shop/sum"),
                  "by its sidecar",
                  List.of(
                      new TargetChange(
                          "pay.shop:9000",
                          TargetChange.Kind.CHANGED,
                          List.of(
                              new CallChange(
                                  "calls with x-tester: yes", Turn.FAILS, List.of(ANSWER))))))),
          List.of(),
          List.of(),
          List.of(),
          List.of(
              new ObjectChange(
                  "VirtualService shop/pay",
                  Optional.of(new Position("HEAD:pay.yaml", 1, 1)),
                  Optional.empty())),
          List.of(
              new XdsChange(
                  List.of("Deployment shop/cart"),
                  "route",
                  "9000",
                  List.of(
                      new Difference("9000", "/timeout", Optional.of("1s"), Optional.empty())))),
          List.of());

  @Test
  void textShowsBothSidesWithTheirPlaces() {
    assertThat(new DifferenceText(SOME, Page.plain(80)).print())
        .isEqualTo(
            """
            From Deployment shop/cart, Job shop/sum, by its sidecar
              to pay.shop:9000
                calls with x-tester: yes
                  answered by
                    - 90 % v1, 10 % v2 (HEAD:pay.yaml:7)
                    + every call fails with UNAVAILABLE: a|b

            Objects that differ
              gone    VirtualService shop/pay (HEAD:pay.yaml:1)

            xDS
              route 9000, of Deployment shop/cart
                /timeout
                  - 1s

            1 kind of call starts to fail, 1 target changes, 1 object differs
            """);
  }

  @Test
  void textOfNothingIsOneLine() {
    assertThat(new DifferenceText(NOTHING, Page.plain(80)).print())
        .isEqualTo("nothing changes for any call\n");
    assertThat(NOTHING.isEmpty()).isTrue();
  }

  @Test
  void markdownBeginsWithWhatFailsAndFoldsTheRest() {
    String comment = new DifferenceMarkdown(SOME).print();

    assertThat(comment)
        .startsWith("<!-- meshlab diff -->\n### Mesh: 1 kind of call starts to fail")
        .contains(
            "| Deployment shop/cart and 1 more | `pay.shop:9000` | with x-tester: yes | 90 % v1, 10"
                + " % v2 | :x: every call fails with UNAVAILABLE: a\\|b |\n")
        .contains("<details><summary>Objects that differ: 1</summary>")
        .contains("- 90 % v1, 10 % v2 (HEAD:pay.yaml:7)\n+ every call fails");
    assertThat(comment.split("<details>", -1)).hasSameSizeAs(comment.split("</details>", -1));
  }

  @Test
  void markdownOfNothingSaysSo() {
    assertThat(new DifferenceMarkdown(NOTHING).print())
        .contains("nothing changes for any call")
        .doesNotContain("<details>");
  }

  @Test
  void jsonHasAllOfIt() throws Exception {
    JsonNode found = JsonMapper.builder().build().readTree(DifferenceJson.print(SOME));

    assertThat(found.at("/schemaVersion").asInt()).isEqualTo(DifferenceJson.SCHEMA_VERSION);
    assertThat(found.at("/differs").asBoolean()).isTrue();
    assertThat(found.at("/callers/0/targets/0/calls/0/turn").asText()).isEqualTo("fails");
    assertThat(found.at("/callers/0/targets/0/calls/0/changes/0/beforeAt").asText())
        .isEqualTo("HEAD:pay.yaml:7");
    assertThat(found.at("/objects/0/after").isNull()).isTrue();
    assertThat(found.at("/xds/0/differences/0/before").asText()).isEqualTo("1s");
  }
}
