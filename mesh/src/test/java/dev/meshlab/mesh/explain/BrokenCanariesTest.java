package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.input.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A sound canary that is broken in the ways in which people break theirs. Each break but one is
 * advised on, so that {@code explain --fail-on advice} fails a pipeline.
 */
class BrokenCanariesTest {

  private static final Path SOUND = Path.of("src/test/resources/advice/canary.yaml");

  @Test
  void soundOneNeedsNoAdvice() throws IOException {
    assertThat(advice()).isEmpty();
  }

  /** The weights may be meant so: no advice can tell 9 in 91 from a slip. */
  @Test
  void weightsThatSlippedNeedNone() throws IOException {
    assertThat(advice("weight: 90", "weight: 9", "weight: 10", "weight: 91")).isEmpty();
  }

  /** The fault, the text that takes the place of another, the idea of the advice, and its field. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          label of a subset         | version: v2}} # canary     | version: V2}}                              | empty-subset          | spec.subsets[1].labels
          host of the policy        | host: ratings # policy    | host: rating                              | unknown-host          | spec.host
          host of the routes        | hosts: [ratings]          | hosts: [ratngs]                           | unknown-host          | spec.hosts
          namespace of the routes   | namespace: shop} # routes | namespace: shp}                           | unknown-host          | spec.hosts
          name of a subset          | subset: v2 # canary       | subset: v3                                | unknown-subset        | spec.http[0].route[0].destination.subset
          sum of the weights        | weight: 90                | weight: 85                                | weights-not-100       | spec.http[1].route
          order of the routes       | # first                   | - route: [{destination: {host: ratings}}] | unreachable-route     | spec.http[1]
          Gateway that is missing   | gateways: [mesh]          | gateways: [mesh, public]                  | unknown-gateway       | spec.gateways
          mesh that is missing      | gateways: [mesh]          | gateways: [istio-system/public]           | gateways-without-mesh | spec.gateways
          port without a protocol   | name: grpc # port         | name: api                                 | port-sniffed          | spec.ports[0].name
          port of another protocol  | name: grpc # port         | name: http                                | http-before-grpc      | spec.ports[0].name
          first of swapped subsets  | version: v1}} # stable     | version: v2}}                              | subset-misnamed       | spec.subsets[0].labels
          second of swapped subsets | version: v2}} # canary     | version: v1}}                              | subset-misnamed       | spec.subsets[1].labels
          header in capitals        | x-canary:                 | X-Canary:                                 | header-name-case      | spec.http[0].match[0].headers.X-Canary
          """)
  void brokenOneIsAdvisedOn(String what, String inPlaceOf, String text, String id, String path)
      throws IOException {
    assertThat(advice(inPlaceOf, text)).contains(id + " " + path);
  }

  /** The advice on the canary with some texts in place of others. */
  private static List<String> advice(String... replaced) throws IOException {
    String text = Files.readString(SOUND);
    for (int i = 0; i < replaced.length; i += 2) {
      assertThat(text.contains(replaced[i])).as(replaced[i]).isTrue();
      text = text.replace(replaced[i], replaced[i + 1]);
    }
    Explanation explanation = Explanation.of(Manifests.parse("canary.yaml", text), Meshes.CLIENT);
    assertThat(explanation.problems()).isEmpty();
    return explanation.advice().stream().map(each -> each.id() + " " + each.path()).toList();
  }
}
