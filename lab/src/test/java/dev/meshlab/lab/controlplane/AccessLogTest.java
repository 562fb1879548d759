package dev.meshlab.lab.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.ResponseFlags;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessLogTest {

  private final AccessLog log = new AccessLog();

  @Test
  void countsEachRequestAndEachOfItsFlags() {
    StreamObserver<StreamAccessLogsMessage> stream = log.streamAccessLogs(new Ignored());
    stream.onNext(message("client", ResponseFlags.newBuilder().setUpstreamOverflow(true)));
    stream.onNext(
        message(
            "",
            ResponseFlags.newBuilder()
                .setUpstreamRetryLimitExceeded(true)
                .setUpstreamOverflow(true)));
    stream.onNext(message("", ResponseFlags.newBuilder()));

    assertThat(log.of("client").requests()).isEqualTo(3);
    assertThat(log.of("client").flags()).isEqualTo(Map.of("UO", 2L, "URX", 1L));
  }

  @Test
  void keepsTheLastRequestWithEachCombinationOfFlags() {
    StreamObserver<StreamAccessLogsMessage> stream = log.streamAccessLogs(new Ignored());
    stream.onNext(message("client", ResponseFlags.newBuilder().setUpstreamOverflow(true)));
    stream.onNext(answered("grpc-status", "0"));
    stream.onNext(answered("grpc-status", "14"));

    assertThat(log.of("client").codes()).isEqualTo(Map.of("0", 1L, "200", 2L));
    assertThat(log.of("client").last())
        .containsOnlyKeys(List.of("UO"), List.of())
        .containsEntry(
            List.of(),
            new LogEntry(
                3,
                "200",
                List.of(),
                "via_upstream",
                new LogEntry.Upstream("127.0.0.1", 7),
                "14",
                "/shop.Shop/Buy"));
  }

  private static StreamAccessLogsMessage answered(String trailer, String value) {
    StreamAccessLogsMessage.Builder message = StreamAccessLogsMessage.newBuilder();
    HTTPAccessLogEntry.Builder entry = HTTPAccessLogEntry.newBuilder();
    entry.getRequestBuilder().setPath("/shop.Shop/Buy");
    entry
        .getResponseBuilder()
        .setResponseCodeDetails("via_upstream")
        .putResponseTrailers(trailer, value)
        .getResponseCodeBuilder()
        .setValue(200);
    entry
        .getCommonPropertiesBuilder()
        .getUpstreamRemoteAddressBuilder()
        .getSocketAddressBuilder()
        .setAddress("127.0.0.1")
        .setPortValue(7);
    message.getHttpLogsBuilder().addLogEntry(entry);
    return message.build();
  }

  @Test
  void keepsProxiesApart() {
    log.streamAccessLogs(new Ignored()).onNext(message("a", ResponseFlags.newBuilder()));

    assertThat(log.of("a").requests()).isEqualTo(1);
    assertThat(log.of("b")).isEqualTo(AccessLog.Tally.NONE);
  }

  /** The reason of a refusal is a message of its own, not a flag that is true. */
  @Test
  void knowsTheFlagThatHasAReason() {
    ResponseFlags.Builder refused = ResponseFlags.newBuilder();
    refused.getUnauthorizedDetailsBuilder();
    log.streamAccessLogs(new Ignored()).onNext(message("a", refused));

    assertThat(log.of("a").flags()).isEqualTo(Map.of("UAEX", 1L));
  }

  /** Only the first message of a stream names its proxy. */
  private static StreamAccessLogsMessage message(String node, ResponseFlags.Builder flags) {
    StreamAccessLogsMessage.Builder message = StreamAccessLogsMessage.newBuilder();
    if (!node.isEmpty()) {
      message.getIdentifierBuilder().setNode(Node.newBuilder().setId(node));
    }
    HTTPAccessLogEntry.Builder entry = HTTPAccessLogEntry.newBuilder();
    entry.getCommonPropertiesBuilder().setResponseFlags(flags);
    message.getHttpLogsBuilder().addLogEntry(entry);
    return message.build();
  }

  private static final class Ignored implements StreamObserver<StreamAccessLogsResponse> {

    @Override
    public void onNext(StreamAccessLogsResponse response) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
