package dev.meshlab.lab.controlplane;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.stub.StreamObserver;

/**
 * The requests of one client's stream. The tracker gets each request as it is; the library gets
 * only what the client has seen, not what it made of it. To the library, whatever was refused is
 * still to be delivered, and it would send the same again at once, thousands of times a second;
 * what was seen is not sent again until there is something else to send.
 */
final class DiscoveryRequests implements StreamObserver<DiscoveryRequest> {
  private final long stream;
  private final StreamObserver<DiscoveryRequest> library;
  private final DiscoveryResponses responses;
  private final AckTracker tracker;
  private final Runnable changed;
  private Node node = Node.getDefaultInstance();

  DiscoveryRequests(
      long stream,
      StreamObserver<DiscoveryRequest> library,
      DiscoveryResponses responses,
      AckTracker tracker,
      Runnable changed) {
    this.stream = stream;
    this.library = library;
    this.responses = responses;
    this.tracker = tracker;
    this.changed = changed;
  }

  @Override
  public void onNext(DiscoveryRequest request) {
    if (request.hasNode()) {
      // Only the first request of a stream need carry it.
      node = request.getNode();
    }
    NodeGroup group = LenientCache.group(node);
    XdsType.of(request.getTypeUrl())
        .ifPresent(type -> tracker.requested(stream, group, type, request));
    library.onNext(asSeen(request));
    changed.run();
  }

  private DiscoveryRequest asSeen(DiscoveryRequest request) {
    DiscoveryRequest.Builder seen = request.toBuilder().setNode(node).clearErrorDetail();
    DiscoveryResponse response = responses.newest(request.getTypeUrl(), request.getResponseNonce());
    if (response != null) {
      seen.setVersionInfo(response.getVersionInfo());
    }
    return seen.build();
  }

  @Override
  public void onError(Throwable error) {
    library.onError(error);
  }

  @Override
  public void onCompleted() {
    library.onCompleted();
  }
}
