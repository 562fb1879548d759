package dev.meshlab.lab.predict;

/**
 * The gRPC status that a gRPC client derives from an HTTP status where the server sent none
 * (grpc/grpc, doc/http-grpc-status-mapping.md); Envoy does it for the client in the replies that it
 * gives itself.
 */
final class HttpStatus {

  private HttpStatus() {}

  /** The name of the gRPC status. */
  static String toGrpc(int httpStatus) {
    return switch (httpStatus) {
      case 400 -> "INTERNAL";
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "UNIMPLEMENTED";
      case 429, 502, 503, 504 -> "UNAVAILABLE";
      default -> "UNKNOWN";
    };
  }
}
