package dev.meshlab.lab.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRewriteTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prefix: '/'       | cluster: 'c'                          | /a.B/C       | /a.B/C",
        "prefix: '/alpha'  | prefix_rewrite: '/'                   | /alpha/a.B/C | //a.B/C",
        "prefix: '/alpha/' | prefix_rewrite: '/'                   | /alpha/a.B/C | /a.B/C",
        "prefix: '/a.'     | prefix_rewrite: '/b.'                 | /a.B/C       | /b.B/C",
        "path: '/a.B/C'    | prefix_rewrite: '/d.E/F'              | /a.B/C       | /d.E/F",
        "path_separated_prefix: '/a.B' | prefix_rewrite: '/d.E'    | /a.B/C       | /d.E/C",
        "prefix: '/' | regex_rewrite { pattern { regex: '^/v1[.](.*)$' } substitution: '/v2.\\\\1' }"
            + " | /v1.B/C | /v2.B/C",
      })
  void isThePathThatThePodsGet(String match, String action, String called, String arriving)
      throws Exception {
    Route route =
        TextFormat.parse("match { %s } route { %s }".formatted(match, action), Route.class);

    assertThat(PathRewrite.of(route, new CallShape("h", 80, called, List.of())).path())
        .isEqualTo(arriving);
  }
}
