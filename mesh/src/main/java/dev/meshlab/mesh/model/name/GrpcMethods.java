package dev.meshlab.mesh.model.name;

import java.util.List;

/**
 * The methods that gRPC servers have.
 *
 * @param paths of each, {@code /package.Service/Method}; empty where they are not known, and any
 *     service of protobuf may be there
 */
public record GrpcMethods(List<String> paths) {

  /** Whatever protobuf allows. */
  public static final GrpcMethods ANY = new GrpcMethods(List.of());

  public GrpcMethods {
    paths = List.copyOf(paths);
  }

  public boolean areKnown() {
    return !paths.isEmpty();
  }

  /** True if a call of this path may reach a method. */
  public boolean include(String path) {
    return areKnown() ? paths.contains(path) : GrpcPath.isMethod(path);
  }
}
