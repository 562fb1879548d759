package dev.meshlab.lab.report;

import java.util.List;

/**
 * The calls of a measurement.
 *
 * @param route the route that the calls were made to take; empty when they were not made for one
 * @param method the path of the method
 * @param authority the {@code :authority} of the calls
 * @param metadata their metadata, {@code key=value}
 */
public record RequestLine(String route, String method, String authority, List<String> metadata) {

  public RequestLine {
    metadata = List.copyOf(metadata);
  }

  /** The target's short name, and the route where there is one. */
  public String name(String target) {
    String host = target.replaceFirst("(\\.default)?\\.svc\\.cluster\\.local(?=:)", "");
    return route.isEmpty() ? host : host + ", route " + route;
  }

  /** In a reader's words; the authority only where it is not the target. */
  String sentence(String target) {
    String name = authority.equals(target) ? "" : " as " + authority;
    String entries = metadata.isEmpty() ? "" : " with " + String.join(", ", metadata);
    return "route " + route + ": " + method + name + entries;
  }
}
