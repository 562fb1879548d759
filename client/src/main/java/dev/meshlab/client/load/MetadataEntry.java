package dev.meshlab.client.load;

import io.grpc.Metadata;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One entry of request metadata. A key may occur more than once in a load.
 *
 * @param key in lower case, as HTTP/2 carries it (RFC 9113, section 8.2.1), however it was given
 * @param value printable ASCII; base64 where the key ends in {@code -bin}
 */
public record MetadataEntry(String key, String value) {

  /** The key by which gRPC's interoperability tests ask a server for a behaviour. */
  private static final String BEHAVIOR = "rpc-behavior";

  private static final Pattern WAIT =
      Pattern.compile("(?<![^ ,])(?:sleep-\\d+|keep-open)(?![^ ,])");

  public MetadataEntry {
    key = key.toLowerCase(Locale.ROOT);
  }

  /** The problem with this entry, if there is one. */
  Optional<String> problem() {
    if (key.startsWith("grpc-")) {
      return Optional.of("names that begin with grpc- are gRPC's own; choose another");
    }
    if (!isBinary() && !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return Optional.of("write printable ASCII, or base64 under a key that ends in -bin");
    }
    try {
      addTo(new Metadata());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          isBinary()
              ? "write a key of letters, digits, - _ . and a value in base64"
              : "write a key of letters, digits, - _ .");
    }
  }

  /** The same entry, without the waiting that it may ask of a server. */
  MetadataEntry withoutWaiting() {
    return key.equals(BEHAVIOR)
        ? new MetadataEntry(key, WAIT.matcher(value).replaceAll("sleep-0"))
        : this;
  }

  void addTo(Metadata metadata) {
    if (isBinary()) {
      metadata.put(
          Metadata.Key.of(key, Metadata.BINARY_BYTE_MARSHALLER), Base64.getDecoder().decode(value));
    } else {
      metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
    }
  }

  private boolean isBinary() {
    return key.endsWith(Metadata.BINARY_HEADER_SUFFIX);
  }

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
