package dev.meshlab.lab.run;

import dev.meshlab.client.load.CallKind;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.MetadataEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A load by the names of its flags, without those that make no difference to it. */
final class AskedLoad {

  private AskedLoad() {}

  static Map<String, Object> of(Load load) {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("rpc", load.kind().flag());
    if (load.calls() > 0) {
      asked.put("calls", load.calls());
    }
    put(asked, "duration", load.duration());
    asked.put("connections", load.connections());
    if (load.rate() > 0) {
      asked.put("rate", load.rate());
    } else {
      asked.put("concurrency", load.concurrency());
    }
    if (load.kind() != CallKind.UNARY && load.kind() != CallKind.CREATE) {
      asked.put("messages", load.messages());
    }
    if (load.payloadBytes() > 0) {
      asked.put("payload-bytes", load.payloadBytes());
    }
    put(asked, "deadline", load.deadline());
    if (load.keys().any()) {
      asked.put("keys", load.keys().toString());
    }
    if (!load.metadata().isEmpty()) {
      asked.put("metadata", load.metadata().stream().map(MetadataEntry::toString).toList());
    }
    return asked;
  }

  private static void put(Map<String, Object> asked, String flag, Duration time) {
    if (!time.isZero()) {
      asked.put(flag, time.toMillis() + "ms");
    }
  }
}
