package dev.meshlab.lab.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** The line that the server prints once it serves. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Started(String event, String uuid, int port, int maintenancePort, int metricsPort) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty for another line; a JVM has warnings that it prints on standard output. */
  static Optional<Started> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(line, Started.class))
          .filter(started -> "started".equals(started.event));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
