package dev.meshlab.lab.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A user's choices for the Envoys of a run, and for what else counts the calls.
 *
 * @param binary the Envoy to run; null to look for one
 * @param workers the worker threads of each
 * @param oneSidecar whether only the client has a sidecar, and the pods are called directly
 * @param accessLog whether the client's sidecar logs its calls, with their response flags
 * @param metricsPages whether the pods' metrics are read, too
 */
public record ProxySettings(
    @Nullable Path binary,
    int workers,
    boolean oneSidecar,
    boolean accessLog,
    boolean metricsPages) {

  /** Envoys without an access log, and pods without more than their ledgers. */
  public ProxySettings(@Nullable Path binary, int workers, boolean oneSidecar) {
    this(binary, workers, oneSidecar, false, false);
  }
}
