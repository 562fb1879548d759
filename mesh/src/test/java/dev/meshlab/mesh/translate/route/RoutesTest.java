package dev.meshlab.mesh.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

  private static final String TO_SERVER = "route: [{destination: {host: server}}]";

  private final Reads reads = new Reads();

  @Test
  void stopAtTheFirstThatEveryRequestMatches() {
    assertThat(
            routes(
                "{name: a, match: [{uri: {prefix: /a}}], %s}".formatted(TO_SERVER),
                "{name: b, match: [{uri: {prefix: /}}, {uri: {prefix: /b}}], %s}"
                    .formatted(TO_SERVER),
                "{name: c, %s}".formatted(TO_SERVER)))
        .extracting(Route::getName)
        .containsExactly("a", "b");
  }

  @Test
  void answerWithoutADestination() {
    assertThat(
            routes(
                "{name: a, match: [{uri: {exact: /a}}], directResponse: {status: 503}}",
                "{name: b, match: [{uri: {exact: /b}}], redirect: {uri: /c}}"))
        .extracting(Route::getActionCase)
        .containsExactly(Route.ActionCase.DIRECT_RESPONSE, Route.ActionCase.REDIRECT);
  }

  @Test
  void takeTheNameOfTheMatchToo() {
    assertThat(
            routes(
                "{name: a, match: [{name: m, port: 50051, uri: {exact: /m}}, {}], %s}"
                    .formatted(TO_SERVER)))
        .extracting(Route::getName)
        .containsExactly("a.m", "a");
  }

  @ParameterizedTest
  @CsvSource({
    "'port: 50051', 1",
    "'port: 80', 0",
    "'sourceNamespace: default', 1",
    "'sourceNamespace: shop', 0",
    "'sourceLabels: {app: client}', 1",
    "'sourceLabels: {app: other}', 0",
    "'gateways: [mesh]', 1",
    "'gateways: [gw]', 0"
  })
  void leaveOutMatchesThatCannotHoldForTheClient(String condition, int expected) {
    List<Route> routes = routes("{name: cond, match: [{%s}], %s}".formatted(condition, TO_SERVER));

    assertThat(routes.stream().filter(route -> route.getName().equals("cond")).count())
        .isEqualTo(expected);
  }

  @Test
  void fallBackToTheDefaultWhenNoneCanHold() {
    assertThat(routes("{match: [{port: 80}], %s}".formatted(TO_SERVER)))
        .singleElement()
        .satisfies(
            route -> {
              assertThat(route.getName()).isEqualTo("default");
              assertThat(route.getRoute().getRetryPolicy()).isEqualTo(Retries.DEFAULT);
            });
  }

  @ParameterizedTest
  @CsvSource({"exact, PATH", "prefix, PREFIX", "regex, SAFE_REGEX"})
  void matchThePath(String kind, RouteMatch.PathSpecifierCase specifier) {
    RouteMatch match = match("uri: {%s: /a}".formatted(kind));

    assertThat(match.getPathSpecifierCase()).isEqualTo(specifier);
    assertThat(match.getCaseSensitive().getValue()).isTrue();
  }

  @Test
  void ignoreTheCaseOfThePathWhenAsked() {
    RouteMatch match = match("uri: {prefix: /a}, ignoreUriCase: true");

    assertThat(match.hasCaseSensitive()).isTrue();
    assertThat(match.getCaseSensitive().getValue()).isFalse();
  }

  @Test
  void matchHeadersSortedByNameWithPseudoHeadersLast() {
    RouteMatch match =
        match(
            "authority: {exact: a}, method: {exact: POST},"
                + " headers: {zone: {prefix: z}, any: {}}, withoutHeaders: {stop: {}}");

    assertThat(match.getHeadersList())
        .extracting(HeaderMatcher::getName)
        .containsExactly("any", "stop", "zone", ":method", ":authority");
    assertThat(match.getHeaders(0).getPresentMatch()).isTrue();
    assertThat(match.getHeaders(1).getInvertMatch()).isTrue();
    assertThat(match.getHeaders(1).getTreatMissingHeaderAsEmpty()).isFalse();
  }

  @Test
  void dropWeightsOfZeroButKeepTheSplit() {
    RouteAction action =
        routes(
                "{route: [{destination: {host: server}, weight: 70},"
                    + " {destination: {host: other}, weight: 0}]}")
            .get(0)
            .getRoute();

    assertThat(action.getWeightedClusters().getClustersList())
        .singleElement()
        .satisfies(cluster -> assertThat(cluster.getWeight().getValue()).isEqualTo(70));
  }

  @ParameterizedTest
  @CsvSource({
    "'attempts: 3', 3, 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes'",
    "'attempts: 1, retryOn: reset', 1, reset",
    "'attempts: 1, retryOn: \"503,reset\"', 1, 'reset,retriable-status-codes'",
    "'attempts: 1, retryOn: \"retriable-status-codes,503\"', 1, retriable-status-codes"
  })
  void retryAsTheAuthorSays(String retries, int attempts, String retryOn) {
    RouteAction action =
        routes("{%s, retries: {%s}}".formatted(TO_SERVER, retries)).get(0).getRoute();

    assertThat(action.getRetryPolicy().getNumRetries().getValue()).isEqualTo(attempts);
    assertThat(action.getRetryPolicy().getRetryOn()).isEqualTo(retryOn);
  }

  @Test
  void neverRetryWithZeroAttempts() {
    assertThat(
            routes("{%s, retries: {attempts: 0}}".formatted(TO_SERVER))
                .get(0)
                .getRoute()
                .hasRetryPolicy())
        .isFalse();
  }

  @Test
  void leaveUnreadWhatIsNeverReached() {
    ManifestSet manifests =
        Meshes.manifests(
            Meshes.SERVER, rule("{%s}, {timeout: 1s, %s}".formatted(TO_SERVER, TO_SERVER)));
    Document rule = manifests.of("networking.istio.io", "VirtualService").get(0);
    translate(Mesh.of(manifests, reads, Viewer.CALLER));

    assertThat(reads.unread(rule))
        .extracting(Reads.Unread::path)
        .containsExactly("spec.http[1].timeout", "spec.http[1].route[0].destination.host");
  }

  private RouteMatch match(String condition) {
    return routes("{match: [{%s}], %s}".formatted(condition, TO_SERVER)).get(0).getMatch();
  }

  private List<Route> routes(String... http) {
    Mesh mesh =
        Mesh.of(
            Meshes.manifests(Meshes.SERVER, rule(String.join(", ", http))), reads, Viewer.CALLER);
    return translate(mesh).routes().get(0).getVirtualHosts(0).getRoutesList();
  }

  private static Resources translate(Mesh mesh) {
    return SidecarView.translate(
        mesh, new ClientWorkload("default", Map.of("app", "client"), Locality.UNKNOWN));
  }

  private static String rule(String http) {
    return Meshes.virtualService("v", "hosts: [server], http: [" + http + "]");
  }
}
