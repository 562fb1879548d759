package dev.meshlab.server;

import dev.meshlab.v1.ServerIdentity;
import java.util.stream.Collectors;

/**
 * The one line on stdout: who serves, and on which ports in truth.
 *
 * @param version of the pod, not of this program
 */
record Started(
    String uuid, String pod, String version, int port, int maintenancePort, int metricsPort) {

  static Started of(ServerIdentity identity, Pod pod) {
    return new Started(
        identity.getUuid(),
        identity.getPod(),
        identity.getVersion(),
        pod.port(),
        pod.maintenancePort(),
        pod.metricsPort());
  }

  String json() {
    return """
        {"event":"started","uuid":%s,"pod":%s,"version":%s,"port":%d,"maintenancePort":%d,"metricsPort":%d}"""
        .formatted(quoted(uuid), quoted(pod), quoted(version), port, maintenancePort, metricsPort);
  }

  /** A JSON string (RFC 8259, section 7). */
  private static String quoted(String text) {
    return text.codePoints().mapToObj(Started::escaped).collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int character) {
    if (character == '"' || character == '\\') {
      return "\\" + Character.toString(character);
    }
    return character < ' ' ? "\\u%04x".formatted(character) : Character.toString(character);
  }
}
