package dev.meshlab.lab.controlplane;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * java-control-plane's ADS with the tracker in between, which thus sees each request and each
 * response, and each stream's end however it comes: the library's own callbacks leave out a call
 * that is cancelled. Serves the state-of-the-world variant only.
 */
final class DiscoveryService extends AggregatedDiscoveryServiceImplBase {
  private final AggregatedDiscoveryServiceImplBase library;
  private final AckTracker tracker;
  private final Runnable changed;
  private long streams;

  /**
   * @param changed runs after each event that the tracker has noted
   */
  DiscoveryService(
      AggregatedDiscoveryServiceImplBase library, AckTracker tracker, Runnable changed) {
    this.library = library;
    this.tracker = tracker;
    this.changed = changed;
  }

  @Override
  public StreamObserver<DiscoveryRequest> streamAggregatedResources(
      StreamObserver<DiscoveryResponse> client) {
    long id = streams++;
    Runnable end =
        () -> {
          tracker.closed(id);
          changed.run();
        };
    ServerCallStreamObserver<DiscoveryResponse> call =
        (ServerCallStreamObserver<DiscoveryResponse>) client;
    call.setOnCancelHandler(end);
    call.setOnCloseHandler(end);
    DiscoveryResponses responses = new DiscoveryResponses(id, client, tracker);
    return new DiscoveryRequests(
        id, library.streamAggregatedResources(responses), responses, tracker, changed);
  }
}
