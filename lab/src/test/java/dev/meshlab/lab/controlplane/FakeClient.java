package dev.meshlab.lab.controlplane;

import com.google.rpc.Status;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An ADS client whose every step a test decides. */
final class FakeClient implements AutoCloseable {
  private static final long BOUND_SECONDS = 10;

  private final ManagedChannel channel;
  private final StreamObserver<DiscoveryRequest> requests;
  private final BlockingQueue<DiscoveryResponse> responses = new LinkedBlockingQueue<>();
  private final Map<XdsType, String> accepted = new EnumMap<>(XdsType.class);
  private final Node node;

  FakeClient(int port, NodeGroup group) {
    node = Node.newBuilder().setId(group.id()).build();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    requests =
        AggregatedDiscoveryServiceGrpc.newStub(channel).streamAggregatedResources(new Inbox());
  }

  void ask(XdsType type, String... names) {
    requests.onNext(request(type, "", names).build());
  }

  void accept(DiscoveryResponse response, String... names) {
    XdsType type = XdsType.of(response.getTypeUrl()).orElseThrow();
    accepted.put(type, response.getVersionInfo());
    requests.onNext(request(type, response.getNonce(), names).build());
  }

  void reject(DiscoveryResponse response, String message, String... names) {
    XdsType type = XdsType.of(response.getTypeUrl()).orElseThrow();
    requests.onNext(
        request(type, response.getNonce(), names)
            .setErrorDetail(Status.newBuilder().setCode(13).setMessage(message))
            .build());
  }

  /** Asks for everything by wildcard and accepts until each type was answered. */
  void takeAll() throws InterruptedException {
    for (XdsType type : List.of(XdsType.CDS, XdsType.EDS, XdsType.LDS, XdsType.RDS)) {
      ask(type);
      accept(next(type));
    }
  }

  DiscoveryResponse next(XdsType type) throws InterruptedException {
    DiscoveryResponse response = responses.poll(BOUND_SECONDS, TimeUnit.SECONDS);
    if (response == null || !response.getTypeUrl().equals(type.typeUrl())) {
      throw new AssertionError("expected a response of type " + type + ", not " + response);
    }
    return response;
  }

  /** The number of responses that have come and that the test has not taken. */
  int waiting() {
    return responses.size();
  }

  private DiscoveryRequest.Builder request(XdsType type, String nonce, String... names) {
    return DiscoveryRequest.newBuilder()
        .setNode(node)
        .setTypeUrl(type.typeUrl())
        .setVersionInfo(accepted.getOrDefault(type, ""))
        .setResponseNonce(nonce)
        .addAllResourceNames(List.of(names));
  }

  /** Ends the call as a client that dies does. */
  @Override
  public void close() {
    channel.shutdownNow();
  }

  private final class Inbox implements StreamObserver<DiscoveryResponse> {
    @Override
    public void onNext(DiscoveryResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {}
  }
}
