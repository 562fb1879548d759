package dev.meshlab.lab.plane;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.MetadataEntry;
import dev.meshlab.lab.report.RequestLine;
import dev.meshlab.lab.verdict.CallShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Calls that are all alike, to one target.
 *
 * @param route the route that they are made to take, by its name; empty when they are not made for
 *     one
 * @param load how many of them, and how; with the method and the metadata of each
 */
public record Request(Target target, String route, Load load) {

  /** The calls that a load describes. */
  static Request of(Target target, Load load) {
    return new Request(target, "", load);
  }

  /**
   * Calls of this shape, beside whatever metadata the load has anyway.
   *
   * @throws dev.meshlab.client.load.InvalidLoadException if no gRPC client can make such calls
   */
  static Request of(Target target, String route, Load load, CallShape call) {
    List<MetadataEntry> metadata = new ArrayList<>(load.metadata());
    call.metadata().forEach(e -> metadata.add(new MetadataEntry(e.getKey(), e.getValue())));
    String echo = "/" + load.fullMethodName();
    Load shaped =
        load.toBuilder()
            .method(call.path().equals(echo) ? load.method() : call.path())
            .metadata(metadata)
            .build();
    return new Request(target.calledBy(call.authority()), route, shaped);
  }

  /** What a route can see of these calls. */
  CallShape shape() {
    List<Map.Entry<String, String>> metadata =
        load.metadata().stream().map(entry -> Map.entry(entry.key(), entry.value())).toList();
    return new CallShape(target.authority(), target.port(), "/" + load.fullMethodName(), metadata);
  }

  /** As reports show it. */
  public RequestLine line() {
    return new RequestLine(
        route,
        "/" + load.fullMethodName(),
        target.authority(),
        load.metadata().stream().map(MetadataEntry::toString).toList());
  }
}
