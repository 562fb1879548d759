package dev.meshlab.lab.report;

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

  public RequestLine {
    metadata = List.copyOf(metadata);
  }

  /** The same calls, made by another caller than that of the run. */
  RequestLine calledBy(String workload) {
    return new RequestLine(workload, route, method, authority, metadata);
  }

  /** True for the only calls of their kind to a target, of which nothing is to be said. */
  boolean isPlain() {
    return caller.isEmpty() && route.isEmpty();
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
      String name = authority.equals(target) ? "" : " as " + authority;
      String entries = metadata.isEmpty() ? "" : " with " + String.join(", ", metadata);
      parts.add("route " + route + ": " + method + name + entries);
    }
    return String.join(", ", parts);
  }
}
