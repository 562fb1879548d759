package dev.meshlab.lab.controlplane;

import dev.meshlab.lab.controlplane.Subscription.Answer;
import io.envoyproxy.controlplane.cache.Resources;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The responses of one client's stream. Each is noted before it is sent, so before anything can
 * answer to it.
 */
final class DiscoveryResponses implements StreamObserver<DiscoveryResponse> {
  private final long stream;
  private final StreamObserver<DiscoveryResponse> client;
  private final AckTracker tracker;
  private final Map<String, DiscoveryResponse> newest = new HashMap<>();

  DiscoveryResponses(long stream, StreamObserver<DiscoveryResponse> client, AckTracker tracker) {
    this.stream = stream;
    this.client = client;
    this.tracker = tracker;
  }

  @Override
  public void onNext(DiscoveryResponse response) {
    newest.put(response.getTypeUrl(), response);
    XdsType.of(response.getTypeUrl())
        .ifPresent(type -> tracker.responded(stream, type, answer(response)));
    client.onNext(response);
  }

  private static Answer answer(DiscoveryResponse response) {
    return new Answer(
        response.getNonce(),
        response.getVersionInfo(),
        response.getResourcesList().stream()
            .map(Resources::getResourceName)
            .collect(Collectors.toSet()));
  }

  /** The newest response of a type, if that is the one which the nonce names. */
  @Nullable DiscoveryResponse newest(String typeUrl, String nonce) {
    DiscoveryResponse response = newest.get(typeUrl);
    return response != null && response.getNonce().equals(nonce) ? response : null;
  }

  @Override
  public void onError(Throwable error) {
    client.onError(error);
  }

  @Override
  public void onCompleted() {
    client.onCompleted();
  }
}
