package dev.meshlab.mesh.model.name;

import com.google.re2j.Pattern;

/**
 * The paths of gRPC calls, {@code /package.Service/Method} (grpc/grpc, doc/PROTOCOL-HTTP2.md), as
 * far as a service of protobuf can have them.
 */
public final class GrpcPath {

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
  private static final Pattern METHOD = Pattern.compile("/" + NAME + "(\\." + NAME + ")*/" + NAME);

  /** The slashes of such a path. */
  public static final int SLASHES = 2;

  private GrpcPath() {}

  /** True if some gRPC server may have a method of this path. */
  public static boolean isMethod(String path) {
    return METHOD.matches(path);
  }
}
