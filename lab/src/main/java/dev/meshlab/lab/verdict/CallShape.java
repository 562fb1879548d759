package dev.meshlab.lab.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a route can see of a call.
 *
 * @param authority the {@code :authority} that the client sends, with its port
 * @param port the port of the Service that the client dials
 * @param path the full method, {@code /package.Service/Method}
 * @param metadata the request metadata
 */
public record CallShape(
    String authority, int port, String path, List<Map.Entry<String, String>> metadata) {

  public CallShape {
    metadata = List.copyOf(metadata);
  }

  /**
   * The value of a request header as Envoy matches it: several of one name joined by commas; null
   * if absent.
   */
  @Nullable String header(String name) {
    return switch (name) {
      case ":authority" -> authority;
      case ":path" -> path;
      case ":method" -> "POST";
      case ":scheme" -> "http";
      case "content-type" -> "application/grpc";
      case "te" -> "trailers";
      default ->
          metadata.stream()
              .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(name))
              .map(Map.Entry::getValue)
              .reduce((a, b) -> a + "," + b)
              .orElse(null);
    };
  }
}
