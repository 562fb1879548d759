package dev.meshlab.lab.plane;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.MetadataEntry;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.cast.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A load as the arguments of the client's program. */
final class ClientArguments {

  private ClientArguments() {}

  /**
   * @param address at which it calls the target, as in {@code xds:///server:50051}
   * @param interval after which it says what it has counted
   */
  static List<String> of(
      String address,
      Target target,
      Load load,
      WarmUpLimit warmUp,
      Duration interval,
      LbPolicy lbPolicy) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--target=" + address);
    arguments.add("--authority=" + target.authority());
    arguments.add("--lb-policy=" + lbPolicy.toString());
    arguments.add("--rpc=" + load.kind().flag());
    if (!load.method().isEmpty()) {
      arguments.add("--method=" + load.method());
    }
    arguments.add("--connections=" + load.connections());
    arguments.add("--concurrency=" + load.concurrency());
    arguments.add("--rate=" + load.rate());
    arguments.add("--max-in-flight=" + load.maxInFlight());
    arguments.add("--calls=" + load.calls());
    arguments.add("--duration=" + time(load.duration()));
    arguments.add("--messages=" + load.messages());
    arguments.add("--deadline=" + time(load.deadline()));
    arguments.add("--grace=" + time(load.grace()));
    arguments.add("--payload-bytes=" + load.payloadBytes());
    for (MetadataEntry entry : load.metadata()) {
      arguments.add("--metadata=" + entry);
    }
    if (load.keys().any()) {
      arguments.add("--keys=" + load.keys());
    }
    arguments.add("--warm-up=" + warmUp(warmUp));
    arguments.addAll(List.of("--interval=" + time(interval), "--output=ndjson", "--step-by-step"));
    return arguments;
  }

  private static String warmUp(WarmUpLimit limit) {
    return limit.calls() > 0 ? Long.toString(limit.calls()) : time(limit.time());
  }

  private static String time(Duration time) {
    return time.toMillis() + "ms";
  }
}
