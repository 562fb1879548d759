package dev.meshlab.mesh.translate.xds;

import com.google.protobuf.Duration;

/** Values of Java as values of Protocol Buffers. */
public final class Protos {

  private Protos() {}

  public static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
