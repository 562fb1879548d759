package dev.meshlab.mesh.translate.route;

import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import java.util.Map;

/** {@code redirect} (istio/istio, core/route/route.go ApplyRedirect). */
final class Redirects {

  private static final Map<Integer, RedirectResponseCode> CODES =
      Map.of(
          301, RedirectResponseCode.MOVED_PERMANENTLY,
          302, RedirectResponseCode.FOUND,
          303, RedirectResponseCode.SEE_OTHER,
          307, RedirectResponseCode.TEMPORARY_REDIRECT,
          308, RedirectResponseCode.PERMANENT_REDIRECT);

  private Redirects() {}

  /**
   * @param port the port that was called
   * @param tls whether it was called over TLS
   */
  static RedirectAction of(Fields redirect, int port, boolean tls) {
    RedirectAction.Builder out = RedirectAction.newBuilder();
    out.setHostRedirect(redirect.string("authority", ""));
    out.setPathRedirect(redirect.string("uri", ""));
    String scheme = redirect.string("scheme", "");
    if (!scheme.isEmpty()) {
      out.setSchemeRedirect(scheme);
    }
    int target = port(redirect, port);
    if (!isDefault(target, scheme.isEmpty() ? (tls ? "https" : "http") : scheme)) {
      out.setPortRedirect(target);
    }
    int code = redirect.integer("redirectCode", 301);
    return out.setResponseCode(CODES.getOrDefault(code, RedirectResponseCode.MOVED_PERMANENTLY))
        .build();
  }

  /** Envoy cannot take the port from the request, but a route belongs to one port anyway. */
  private static int port(Fields redirect, int calledPort) {
    return redirect.string("derivePort", "").equals("FROM_REQUEST_PORT")
        ? calledPort
        : redirect.integer("port", 0);
  }

  private static boolean isDefault(int port, String scheme) {
    return (port == 80 && scheme.equals("http")) || (port == 443 && scheme.equals("https"));
  }
}
