package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Retrying;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.mesh.translate.cluster.Endpoints;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.List;

/**
 * The pods that a client dials by their own addresses, as those of a headless Service.
 *
 * @param ports the loopback ports of their endpoints
 * @param inTurn whether the calls of a channel go to all of them in turn, instead of to one
 */
public record DialledPods(List<Integer> ports, boolean inTurn) {

  /** Of a target with an address of its own. */
  public static final DialledPods NONE = new DialledPods(List.of(), false);

  public DialledPods {
    ports = List.copyOf(ports);
  }

  /** The endpoints of a cluster that goes where the client dialled. */
  List<LocalityLbEndpoints> localities() {
    LocalityLbEndpoints.Builder all = LocalityLbEndpoints.newBuilder();
    for (int port : ports) {
      all.addLbEndpoints(
          LbEndpoint.newBuilder()
              .setEndpoint(Endpoint.newBuilder().setAddress(Endpoints.address("127.0.0.1", port))));
    }
    return ports.isEmpty() ? List.of() : List.of(all.build());
  }

  /** The prediction for calls that all go where the client dialled. */
  Prediction calls(Group dialled, Retrying retrying) {
    return inTurn
        ? new PerCall(
            List.of(new Group(dialled.cluster(), 1, Balancing.CLIENT_ROTATION, dialled.uuids())),
            new Rotations.OfConnections(),
            retrying)
        : new PinnedConnections(Balancing.RANDOM, dialled.uuids());
  }

  /** The way in which one of them gets a call that is led there beside other destinations. */
  Balancing besideOthers() {
    return inTurn ? Balancing.RANDOM : Balancing.OF_CONNECTION;
  }
}
