package dev.meshlab.client.load;

import dev.meshlab.client.report.ServerDescription;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/** A server's description of itself in response metadata, by the keys of {@code meshlab.v1}. */
final class Identity {

  private static final Metadata.Key<String> UUID = key("meshlab-uuid");
  private static final Metadata.Key<String> POD = key("meshlab-pod");
  private static final Metadata.Key<String> VERSION = key("meshlab-version");
  private static final Metadata.Key<String> ZONE = key("meshlab-zone");

  private Identity() {}

  /** The server's UUID; "" where it did not name itself. */
  static String uuid(Metadata metadata) {
    return orEmpty(metadata.get(UUID));
  }

  static ServerDescription describe(Metadata metadata) {
    return new ServerDescription(
        orEmpty(metadata.get(POD)), orEmpty(metadata.get(VERSION)), orEmpty(metadata.get(ZONE)));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
