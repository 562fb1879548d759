package dev.meshlab.server.ledger;

import io.grpc.Metadata;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The calls by the identity of their caller: the URI of the certificate that the pod's own proxy
 * was shown, which it adds as the last entry of {@code x-forwarded-client-cert}. Thread-safe; a
 * call without that header costs a look for it.
 *
 * @see <a
 *     href="https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#x-forwarded-client-cert">The
 *     header</a>
 */
final class Callers {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("x-forwarded-client-cert", Metadata.ASCII_STRING_MARSHALLER);
  private static final String URI = "URI=";

  /** A client without a proxy invents identities at no cost, so that all would grow for ever. */
  private static final int MOST = 1_000;

  private final ConcurrentMap<String, LongAdder> calls = new ConcurrentHashMap<>();

  void count(Metadata headers) {
    String header = headers.get(HEADER);
    if (header != null) {
      identity(header).ifPresent(this::count);
    }
  }

  private void count(String identity) {
    LongAdder known = calls.get(identity);
    if (known != null) {
      known.increment();
    } else if (calls.size() < MOST) {
      calls.computeIfAbsent(identity, first -> new LongAdder()).increment();
    }
  }

  /**
   * The first URI of the last entry; empty where it has none. Entries are separated by commas,
   * their elements by semicolons, and a value in quotes may hold both.
   */
  static Optional<String> identity(String header) {
    int begin = -1;
    int end = -1;
    int element = 0;
    boolean quoted = false;
    for (int i = 0; i <= header.length(); i++) {
      char each = i == header.length() ? ',' : header.charAt(i);
      if (quoted && each == '\\') {
        i++;
      } else if (each == '"') {
        quoted = !quoted;
      } else if (!quoted && (each == ';' || each == ',')) {
        if (begin < 0 && header.regionMatches(true, element, URI, 0, URI.length())) {
          begin = element + URI.length();
          end = i;
        }
        element = i + 1;
        if (each == ',' && i < header.length()) {
          begin = -1;
        }
      }
    }
    return begin < 0 ? Optional.empty() : Optional.of(header.substring(begin, end));
  }

  Map<String, Long> read() {
    Map<String, Long> read = new TreeMap<>();
    calls.forEach((identity, count) -> read.put(identity, count.sum()));
    return read;
  }
}
