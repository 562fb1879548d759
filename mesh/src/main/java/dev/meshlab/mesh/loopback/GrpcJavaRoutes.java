package dev.meshlab.mesh.loopback;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.meshlab.mesh.translate.xds.Names;
import dev.meshlab.mesh.translate.xds.Percentages;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch.PathSpecifierCase;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import java.util.List;
import java.util.Map;

/** Routes that mean to grpc-java what istiod's mean to Envoy, and that it does not refuse. */
final class GrpcJavaRoutes {

  private static final String FAULT = "envoy.filters.http.fault";
  private static final String CORS = "envoy.filters.http.cors";

  static final List<Adaptation> ADAPTATIONS =
      List.of(
          Adaptation.ofRoutes(
              new Deviation(
                  "routes with match.query_parameters",
                  "routes",
                  "left out",
                  "grpc-java ignores them, since the path of a gRPC call has no query (gRFC A28), and"
                      + " never asks for their clusters"),
              GrpcJavaRoutes::withoutQueries),
          routes(
              new Deviation(
                  "route.match.case_sensitive",
                  "unset where there is no condition",
                  "true",
                  "the default is true in the API and in Envoy, but grpc-java reads an unset one as"
                      + " false"),
              (route, host) -> matchCase(route)),
          routes(
              new Deviation(
                  "route.match.path_separated_prefix",
                  "/service",
                  "prefix /service/",
                  "grpc-java refuses the field; the path of a gRPC call always goes on after the"
                      + " service"),
              (route, host) -> plainPrefix(route)),
          routes(
              new Deviation(
                  "route.direct_response and route.redirect",
                  "an answer with an HTTP status",
                  "a fault that aborts every call with this status",
                  "grpc-java refuses both; to a gRPC caller, any answer that is not gRPC is the"
                      + " error that its HTTP status maps to"),
              GrpcJavaRoutes::abort),
          routes(
              new Deviation(
                  "route.typed_per_filter_config of CORS",
                  "the policy",
                  "none",
                  "grpc-java refuses settings of a filter that it does not have; only browsers heed"
                      + " the policy"),
              (route, host) -> route.removeTypedPerFilterConfig(CORS)));

  private static final Map<RedirectResponseCode, Integer> STATUS =
      Map.of(
          RedirectResponseCode.MOVED_PERMANENTLY, 301,
          RedirectResponseCode.FOUND, 302,
          RedirectResponseCode.SEE_OTHER, 303,
          RedirectResponseCode.TEMPORARY_REDIRECT, 307,
          RedirectResponseCode.PERMANENT_REDIRECT, 308);

  private GrpcJavaRoutes() {}

  /** A change of one route of the virtual host of that name. */
  private interface Change {
    void make(Route.Builder route, String virtualHost);
  }

  private static Adaptation routes(Deviation deviation, Change change) {
    return Adaptation.ofRoutes(
        deviation,
        routes -> {
          RouteConfiguration.Builder changed = routes.toBuilder();
          for (VirtualHost.Builder host : changed.getVirtualHostsBuilderList()) {
            host.getRoutesBuilderList().forEach(route -> change.make(route, host.getName()));
          }
          return changed.build();
        });
  }

  private static RouteConfiguration withoutQueries(RouteConfiguration routes) {
    RouteConfiguration.Builder changed = routes.toBuilder();
    for (VirtualHost.Builder host : changed.getVirtualHostsBuilderList()) {
      List<Route> kept =
          host.getRoutesList().stream()
              .filter(route -> route.getMatch().getQueryParametersCount() == 0)
              .toList();
      host.clearRoutes().addAllRoutes(kept);
    }
    return changed.build();
  }

  /** The prefix of every path has no letters. */
  private static void matchCase(Route.Builder route) {
    boolean matters = !route.getMatch().getPrefix().equals("/");
    if (matters && !route.getMatch().hasCaseSensitive()) {
      route.getMatchBuilder().setCaseSensitive(BoolValue.of(true));
    }
  }

  private static void plainPrefix(Route.Builder route) {
    if (route.getMatch().getPathSpecifierCase() == PathSpecifierCase.PATH_SEPARATED_PREFIX) {
      route.getMatchBuilder().setPrefix(route.getMatch().getPathSeparatedPrefix() + "/");
    }
  }

  private static void abort(Route.Builder route, String virtualHost) {
    if (route.hasDirectResponse()) {
      abort(route, route.getDirectResponse().getStatus(), virtualHost);
    } else if (route.hasRedirect()) {
      abort(route, STATUS.getOrDefault(route.getRedirect().getResponseCode(), 301), virtualHost);
    }
  }

  /** A route has to lead somewhere; no call gets there. */
  private static void abort(Route.Builder route, int status, String virtualHost) {
    int colon = virtualHost.lastIndexOf(':');
    int port = Integer.parseInt(virtualHost.substring(colon + 1));
    FaultAbort.Builder always =
        FaultAbort.newBuilder().setHttpStatus(status).setPercentage(Percentages.ofWhole(100));
    route
        .putTypedPerFilterConfig(FAULT, Any.pack(HTTPFault.newBuilder().setAbort(always).build()))
        .getRouteBuilder()
        .setCluster(Names.cluster(port, "", virtualHost.substring(0, colon)));
  }
}
