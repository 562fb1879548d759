package dev.meshlab.mesh.translate;

import com.google.protobuf.Duration;

/** Values of Java as values of Protocol Buffers. */
final class Protos {

  private Protos() {}

  static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
