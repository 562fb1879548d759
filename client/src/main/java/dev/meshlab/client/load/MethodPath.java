package dev.meshlab.client.load;

import java.util.Optional;
import java.util.regex.Pattern;

/** The path of a method: what HTTP/2 carries as {@code :path}. */
final class MethodPath {

  /** A path as HTTP allows it (RFC 3986, section 3.3), without a query, as gRPC wants a method. */
  private static final Pattern PATH =
      Pattern.compile("/[\\w.~!$&'()*+,;=:@%-][\\w.~!$&'()*+,;=:@%/-]*");

  private MethodPath() {}

  /**
   * The path that is meant, of the spellings that people use: {@code /package.Service/Method} as it
   * is on the wire, without the first slash as gRPC names methods, and {@code
   * package.Service.Method} as grpcurl and ghz take it too.
   *
   * @return empty where it is none
   */
  static Optional<String> of(String method) {
    String path = method;
    if (!method.contains("/")) {
      int dot = method.lastIndexOf('.');
      if (dot < 1 || dot == method.length() - 1) {
        return Optional.empty();
      }
      path = method.substring(0, dot) + "/" + method.substring(dot + 1);
    }
    return Optional.of(path.startsWith("/") ? path : "/" + path)
        .filter(written -> PATH.matcher(written).matches());
  }
}
