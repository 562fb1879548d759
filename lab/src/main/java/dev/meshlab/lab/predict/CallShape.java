package dev.meshlab.lab.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a call that a route can see.
 *
 * @param authority the {@code :authority} that the client sends, with its port
 * @param port the port of the Service that the client dials
 * @param path the full method, {@code /package.Service/Method}
 * @param metadata the request metadata; names are in lower case, as gRPC sends them
 * @param keyed the name of the metadata that has another value from call to call; "" for none
 */
public record CallShape(
    String authority,
    int port,
    String path,
    List<Map.Entry<String, String>> metadata,
    String keyed) {

  /** Calls that are all alike. */
  public CallShape(
      String authority, int port, String path, List<Map.Entry<String, String>> metadata) {
    this(authority, port, path, metadata, "");
  }

  public CallShape {
    metadata =
        metadata.stream()
            .map(entry -> Map.entry(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()))
            .toList();
  }

  /** The same to another name. */
  CallShape calledBy(String name) {
    return new CallShape(name, port, path, metadata, keyed);
  }

  /** The same at another path. */
  CallShape at(String other) {
    return new CallShape(authority, port, other, metadata, keyed);
  }

  /** The same with one more entry of metadata. */
  CallShape with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(metadata);
    more.add(Map.entry(name, value));
    return new CallShape(authority, port, path, more, keyed);
  }

  /** The same with a key that differs from call to call, and this value in one of them. */
  public CallShape keyedBy(String name, String value) {
    CallShape one = with(name, value);
    return new CallShape(authority, port, path, one.metadata, name);
  }

  /** True if a header has another value from call to call. */
  boolean differsIn(String name) {
    return !keyed.isEmpty() && keyed.equalsIgnoreCase(name);
  }

  /**
   * The value of a request header as Envoy matches it: several of one name joined by commas; null
   * if absent.
   *
   * @param name in any case, as Envoy and gRPC compare it
   */
  @Nullable String header(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case ":authority" -> authority;
      case ":path" -> path;
      case ":method" -> "POST";
      case ":scheme" -> "http";
      case "content-type" -> "application/grpc";
      case "te" -> "trailers";
      default ->
          metadata.stream()
              .filter(entry -> entry.getKey().equals(lower))
              .map(Map.Entry::getValue)
              .reduce((a, b) -> a + "," + b)
              .orElse(null);
    };
  }
}
