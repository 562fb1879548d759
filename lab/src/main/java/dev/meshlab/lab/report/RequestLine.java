package dev.meshlab.lab.report;

import dev.meshlab.v1.EchoServiceGrpc;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of a measurement.
 *
 * @param caller the workload that made the calls; empty for the caller of the run
 * @param route the route that the calls were made to take; empty when they were not made for one
 * @param method the path of the method
 * @param authority the {@code :authority} of the calls
 * @param metadata their metadata, {@code key=value}
 */
public record RequestLine(
    String caller, String route, String method, String authority, List<String> metadata) {

  private static final String OWN_METHODS = "/" + EchoServiceGrpc.SERVICE_NAME + "/";

  public RequestLine {
    metadata = List.copyOf(metadata);
  }

  /** The same calls, made by another caller than that of the run. */
  RequestLine calledBy(String workload) {
    return new RequestLine(workload, route, method, authority, metadata);
  }

  /**
   * True for the only calls of their kind to a target, where they are those that the user asks for.
   *
   * @param asked metadata, as {@code key=value}
   */
  boolean isPlain(List<String> asked) {
    return caller.isEmpty()
        && route.isEmpty()
        && method.startsWith(OWN_METHODS)
        && metadata.equals(asked);
  }

  /** The target's short name, the route where there is one, and the caller if it is another. */
  public String name(String target) {
    String host = target.replaceFirst("(\\.default)?\\.svc\\.cluster\\.local(?=:)", "");
    return host
        + (route.isEmpty() ? "" : ", route " + route)
        + (caller.isEmpty() ? "" : ", from " + caller);
  }

  /** In a reader's words; the authority only where it is not the target. */
  String sentence(String target) {
    List<String> parts = new ArrayList<>();
    if (!caller.isEmpty()) {
      parts.add("from " + caller);
    }
    if (!route.isEmpty()) {
      parts.add("route " + route + ": " + call(target));
    } else if (caller.isEmpty()) {
      parts.add("calls: " + call(target));
    }
    return String.join(", ", parts);
  }

  private String call(String target) {
    String name = authority.equals(target) ? "" : " as " + authority;
    String entries = metadata.isEmpty() ? "" : " with " + String.join(", ", metadata);
    return method + name + entries;
  }
}
