package dev.meshlab.lab.controlplane;

import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.ResponseFlags;
import io.envoyproxy.envoy.service.accesslog.v3.AccessLogServiceGrpc.AccessLogServiceImplBase;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A count of the requests in the access logs of proxies, and the last of each kind. Safe for use
 * from several threads.
 */
public final class AccessLog extends AccessLogServiceImplBase {

  /**
   * The names of the flags as people know them, by the fields of their message (Envoy,
   * source/common/stream_info/utility.h).
   */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("failed_local_healthcheck", "LH"),
          Map.entry("no_healthy_upstream", "UH"),
          Map.entry("upstream_request_timeout", "UT"),
          Map.entry("local_reset", "LR"),
          Map.entry("upstream_remote_reset", "UR"),
          Map.entry("upstream_connection_failure", "UF"),
          Map.entry("upstream_connection_termination", "UC"),
          Map.entry("upstream_overflow", "UO"),
          Map.entry("no_route_found", "NR"),
          Map.entry("delay_injected", "DI"),
          Map.entry("fault_injected", "FI"),
          Map.entry("rate_limited", "RL"),
          Map.entry("rate_limit_service_error", "RLSE"),
          Map.entry("unauthorized_details", "UAEX"),
          Map.entry("downstream_connection_termination", "DC"),
          Map.entry("upstream_retry_limit_exceeded", "URX"),
          Map.entry("stream_idle_timeout", "SI"),
          Map.entry("invalid_envoy_request_headers", "IH"),
          Map.entry("downstream_protocol_error", "DPE"),
          Map.entry("upstream_max_stream_duration_reached", "UMSDR"),
          Map.entry("no_filter_config_found", "NFCF"),
          Map.entry("duration_timeout", "DT"),
          Map.entry("upstream_protocol_error", "UPE"),
          Map.entry("no_cluster_found", "NC"),
          Map.entry("overload_manager", "OM"),
          Map.entry("dns_resolution_failure", "DF"),
          Map.entry("downstream_remote_reset", "DR"));

  private final Map<String, Tally> byNode = new ConcurrentHashMap<>();

  /**
   * The requests of one proxy.
   *
   * @param requests all of them
   * @param flags of them; one may have several
   * @param codes of their responses
   * @param last the last one with each combination of flags
   */
  public record Tally(
      long requests,
      Map<String, Long> flags,
      Map<String, Long> codes,
      Map<List<String>, LogEntry> last) {

    /** No request yet. */
    public static final Tally NONE = new Tally(0, Map.of(), Map.of(), Map.of());

    public Tally {
      flags = Map.copyOf(flags);
      codes = Map.copyOf(codes);
      last = Map.copyOf(last);
    }

    private Tally with(HTTPAccessLogEntry message) {
      LogEntry entry = LogEntry.of(message, requests + 1, names(message));
      Map<String, Long> moreFlags = new HashMap<>(flags);
      entry.flags().forEach(flag -> moreFlags.merge(flag, 1L, Long::sum));
      Map<String, Long> moreCodes = new HashMap<>(codes);
      moreCodes.merge(entry.code(), 1L, Long::sum);
      Map<List<String>, LogEntry> now = new HashMap<>(last);
      now.put(entry.flags(), entry);
      return new Tally(entry.number(), moreFlags, moreCodes, now);
    }

    private static List<String> names(HTTPAccessLogEntry message) {
      ResponseFlags its = message.getCommonProperties().getResponseFlags();
      return its.getAllFields().entrySet().stream()
          .filter(field -> !Boolean.FALSE.equals(field.getValue()))
          .map(field -> field.getKey().getName())
          .map(name -> NAMES.getOrDefault(name, name))
          .toList();
    }
  }

  /** The requests so far of the proxy of a node. */
  public Tally of(String node) {
    return byNode.getOrDefault(node, Tally.NONE);
  }

  @Override
  public StreamObserver<StreamAccessLogsMessage> streamAccessLogs(
      StreamObserver<StreamAccessLogsResponse> responses) {
    return new StreamObserver<>() {
      private String node = "";

      @Override
      public void onNext(StreamAccessLogsMessage message) {
        if (message.hasIdentifier()) {
          node = message.getIdentifier().getNode().getId(); // only in the first of a stream
        }
        message
            .getHttpLogs()
            .getLogEntryList()
            .forEach(
                entry ->
                    byNode.compute(
                        node, (id, tally) -> (tally == null ? Tally.NONE : tally).with(entry)));
      }

      @Override
      public void onError(Throwable gone) {
        // The proxy has ended, and its log with it.
      }

      @Override
      public void onCompleted() {
        responses.onCompleted();
      }
    };
  }
}
