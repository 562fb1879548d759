package dev.meshlab.lab.controlplane;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The published configuration, as one content hash for each type. Equal content has the equal
 * version, so a client is not sent again what it has.
 */
public record Version(Map<XdsType, String> hashes) {

  public Version {
    hashes = Map.copyOf(hashes);
  }

  public String of(XdsType type) {
    return Objects.requireNonNull(hashes.get(type));
  }

  @Override
  public String toString() {
    return new EnumMap<>(hashes).toString();
  }
}
