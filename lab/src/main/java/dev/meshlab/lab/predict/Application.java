package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.mesh.loopback.PodSocket;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.util.Optional;

/** The server within a pod, as it takes what arrives at its port. */
sealed interface Application {

  static Application at(PodSocket socket) {
    return socket.http1() ? new Http1() : new Grpc(socket.methods());
  }

  /**
   * The answer that a call gets in place of its method's; empty if it reaches the method.
   *
   * @param caller whoever connects to the pod
   * @param http2 whether the call arrives in HTTP/2, and not in HTTP/1.1
   */
  Optional<Denial> denial(Caller caller, boolean http2, CallShape call);

  /** A gRPC server, which speaks HTTP/2 in plain text. */
  record Grpc(GrpcMethods methods) implements Application {
    @Override
    public Optional<Denial> denial(Caller caller, boolean http2, CallShape call) {
      if (!http2) {
        return denied("UNAVAILABLE", "the pod is spoken to in HTTP/1.1, and it speaks gRPC");
      }
      return methods.include(call.path())
          ? Optional.empty()
          : denied(
              "UNIMPLEMENTED",
              methods.areKnown()
                  ? call.path() + " comes to the pods, which have no such method"
                  : call.path()
                      + " comes to the pods, and a gRPC server knows only /package.Service/Method");
    }
  }

  /** A server of HTTP/1.1, which has no page at the path of a gRPC method. */
  record Http1() implements Application {
    /**
     * gRPC makes UNIMPLEMENTED of HTTP 404 (grpc/grpc, doc/http-grpc-status-mapping.md). An answer
     * in HTTP/1.1 to HTTP/2 is a protocol error to Envoy, and INTERNAL to a client of gRPC.
     */
    @Override
    public Optional<Denial> denial(Caller caller, boolean http2, CallShape call) {
      return http2
          ? denied(
              caller.proxy() ? "UNAVAILABLE" : "INTERNAL",
              "an HTTP/1.1 server is at this port of the pods, and it is spoken to in HTTP/2")
          : denied(
              "UNIMPLEMENTED",
              "an HTTP/1.1 server is at this port of the pods, and answers 404 to a call of gRPC");
    }
  }

  private static Optional<Denial> denied(String status, String reason) {
    return Optional.of(new Denial(status, reason, false));
  }
}
