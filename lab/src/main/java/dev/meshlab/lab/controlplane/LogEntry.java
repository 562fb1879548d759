package dev.meshlab.lab.controlplane;

import dev.meshlab.mesh.loopback.AccessLogs;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPResponseProperties;
import java.util.List;

/**
 * A request in the access log of a proxy.
 *
 * @param number in the order of the log, from 1
 * @param code of the response, as HTTP has it; 0 where there was none
 * @param flags of the response
 * @param details why the response is as it is
 * @param upstream the address to which the last attempt went; its port is 0 where there was none
 * @param grpcStatus the number of the call's status; empty where the response has none
 * @param path that was called
 */
public record LogEntry(
    long number,
    String code,
    List<String> flags,
    String details,
    Upstream upstream,
    String grpcStatus,
    String path) {

  /** An address. */
  public record Upstream(String host, int port) {}

  public LogEntry {
    flags = List.copyOf(flags);
  }

  static LogEntry of(HTTPAccessLogEntry message, long number, List<String> flags) {
    HTTPResponseProperties response = message.getResponse();
    SocketAddress upstream =
        message.getCommonProperties().getUpstreamRemoteAddress().getSocketAddress();
    return new LogEntry(
        number,
        Integer.toString(response.getResponseCode().getValue()),
        flags,
        response.getResponseCodeDetails(),
        new Upstream(upstream.getAddress(), upstream.getPortValue()),
        response.getResponseTrailersOrDefault(
            AccessLogs.GRPC_STATUS,
            response.getResponseHeadersOrDefault(AccessLogs.GRPC_STATUS, "")),
        message.getRequest().getPath());
  }
}
