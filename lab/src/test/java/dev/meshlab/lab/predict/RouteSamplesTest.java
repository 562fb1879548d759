package dev.meshlab.lab.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.meshlab.lab.predict.RouteSamples.RouteSample;
import dev.meshlab.mesh.model.name.GrpcMethods;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSamplesTest {

  private static final CallShape PLAIN =
      new CallShape("shop:80", 80, "/own.Service/Call", List.of());

  private static List<RouteSample> of(String... matches) throws TextFormat.ParseException {
    StringBuilder routes = new StringBuilder("virtual_hosts { domains: 'shop:80' domains: 'b' ");
    for (String match : matches) {
      routes.append("routes { match { ").append(match).append(" } route { cluster: 'c' } } ");
    }
    RouteConfiguration.Builder configuration = RouteConfiguration.newBuilder();
    TextFormat.merge(routes + "}", configuration);
    return RouteSamples.of(VirtualHosts.of(configuration.build()), PLAIN, GrpcMethods.ANY);
  }

  /** Each match is the first of two routes, the second of which takes everything. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          path: '/a.B/C'                                                         # /a.B/C []
          prefix: '/a.B/'                                                        # /a.B/Any []
          prefix: '/a.B'                                                         # /a.B/Any []
          prefix: '/a.B/Get'                                                     # /a.B/Get []
          path_separated_prefix: '/a.B'                                          # /a.B/Any []
          safe_regex { regex: '/a[.]B/(Get|Put)' }                               # /a.B/Get []
          safe_regex { regex: '/[a-z]{3}/C' }                                    # -
          safe_regex { regex: '/.*/none[0-9]{2}|/a.B/(Get|Put)' }                # /a.B/Get []
          prefix: '/' headers { name: 'x' invert_match: true present_match: true } # /own.Service/Call []
          prefix: '/' headers { name: 'x' string_match { safe_regex { regex: 'a|b' } } } # /own.Service/Call [x=a]
          safe_regex { regex: '/a.B/(Get|Put)' }                                 # /a.B/Get []
          safe_regex { regex: '/a.B/.*' }                                        # /a.B/Any []
          prefix: '/' headers { name: 'x' string_match { exact: 'y' } }          # /own.Service/Call [x=y]
          prefix: '/' headers { name: 'x' string_match { prefix: 'y-' } }        # /own.Service/Call [x=y-]
          prefix: '/' headers { name: 'x' string_match { safe_regex { regex: '^(.*;)?(u=1)(;.*)?$' } } } # /own.Service/Call [x=Any;u=1;Any]
          prefix: '/' headers { name: 'x' present_match: true }                  # /own.Service/Call [x=Any]
          prefix: '/' headers { name: ':method' string_match { exact: 'GET' } }  # -
          prefix: '/' headers { name: ':method' string_match { exact: 'POST' } } # /own.Service/Call []
          """)
  void takeTheRoute(String match, String call) throws Exception {
    RouteSample first = of(match, "prefix: '/'").get(0);

    assertThat(first.call().map(c -> c.path() + " " + c.metadata()).orElse("-")).isEqualTo(call);
    assertThat(first.problem().isEmpty()).isEqualTo(first.call().isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "*, exact: 'b', b",
    "*, prefix: 'b', b",
    "*.d.example, prefix: 'b.d', b.d.example",
    "*.d.example, prefix: 'b', b.d.example",
    "*.d.example, suffix: '.d.example', .d.example",
    "*.d.example, exact: 'b.e.example', -"
  })
  void callByAnAuthorityThatARouteAsksForAndTheHostTakes(
      String domain, String match, String authority) throws Exception {
    String asked = "prefix: '/' headers { name: ':authority' string_match { " + match + " } }";
    RouteConfiguration.Builder configuration = RouteConfiguration.newBuilder();
    TextFormat.merge(
        "virtual_hosts { domains: '%s' routes { match { %s } route { cluster: 'c' } } }"
            .formatted(domain, asked),
        configuration);
    CallShape plain = new CallShape("any.d.example", 80, "/own.Service/Call", List.of());

    assertThat(RouteSamples.of(VirtualHosts.of(configuration.build()), plain, GrpcMethods.ANY))
        .extracting(sample -> sample.call().map(CallShape::authority).orElse("-"))
        .containsExactly(authority);
  }

  /** Each match is the second of two routes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          headers { name: 'x' invert_match: true present_match: true }                          # shop:80 /own.Service/Call [x=Any]
          headers { name: 'x' invert_match: true string_match { exact: 'y' } }                  # shop:80 /own.Service/Call [x=y]
          headers { name: ':authority' string_match { exact: 'shop:80' } }                      # b /own.Service/Call []
          headers { name: ':path' string_match { exact: '/own.Service/Call' } }                 # shop:80 /Any/Any []
          headers { name: ':path' invert_match: true string_match { prefix: '/Any.Any/' } }     # shop:80 /Any.Any/Any []
          headers { name: ':method' string_match { exact: 'POST' } }                            # -
          """)
  void slipPastARouteThatComesFirst(String first, String call) throws Exception {
    RouteSample second = of("prefix: '/' " + first, "prefix: '/'").get(1);

    assertThat(
            second.call().map(c -> c.authority() + " " + c.path() + " " + c.metadata()).orElse("-"))
        .isEqualTo(call);
  }

  @Test
  void sayWhichRouteHidesAnother() throws Exception {
    assertThat(of("prefix: '/a.B/'", "path: '/a.B/C'").get(1).problem())
        .isEqualTo("route #1, which comes first, takes such calls (path /a.B/C)");
  }

  @Test
  void leaveTheOnlyRouteOfAHostWithoutAName() throws Exception {
    assertThat(of("prefix: '/'")).extracting(RouteSample::route).containsExactly("");
  }
}
