package dev.meshlab.lab.predict;

import com.google.protobuf.Any;
import dev.meshlab.lab.predict.AccessRules.Step;
import dev.meshlab.mesh.model.name.GrpcMethods;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The choice of a method that the proxies on the way to some pods let pass. */
public final class PermittedPath {

  /** Of gRPC itself: rules that let probes pass say nothing of a client's calls. */
  private static final String OF_GRPC = "/grpc.";

  private PermittedPath() {}

  /**
   * A proxy on the way.
   *
   * @param filters of its HTTP chains, those of RBAC among them
   * @param identity that its caller shows; empty where it shows none
   */
  public record Guard(List<Any> filters, String identity) {}

  /** The rules of a guard, and whoever calls it. */
  private record Gate(AccessRules rules, Caller caller) {

    static Gate of(Guard guard) {
      return new Gate(
          AccessRules.of(guard.filters()),
          new Caller(Optional.empty(), guard.identity(), true, true));
    }

    boolean passes(CallShape call) {
      return rules.denial(caller, call).isEmpty();
    }
  }

  /**
   * The path that the most guards let pass: the call's own if it is as good as any, else the first
   * that their rules name.
   *
   * @param methods that calls may have
   */
  public static String of(List<Guard> guards, CallShape call, GrpcMethods methods) {
    List<Gate> gates = guards.stream().distinct().map(Gate::of).toList();
    return Stream.of(
            Stream.of(call.path()),
            named(gates).filter(methods::include).filter(path -> !path.startsWith(OF_GRPC)),
            methods.paths().stream())
        .flatMap(paths -> paths)
        .distinct()
        .max(Comparator.comparingLong(path -> passed(gates, call.at(path)) * 2 + own(call, path)))
        .orElseThrow();
  }

  private static long passed(List<Gate> gates, CallShape call) {
    return gates.stream().filter(gate -> gate.passes(call)).count();
  }

  private static int own(CallShape call, String path) {
    return path.equals(call.path()) ? 1 : 0;
  }

  /** Methods of gRPC that fit the paths of the rules. */
  private static Stream<String> named(List<Gate> gates) {
    return gates.stream()
        .flatMap(gate -> gate.rules().steps().stream())
        .map(Step::rules)
        .flatMap(rules -> rules.getPoliciesMap().values().stream())
        .flatMap(policy -> policy.getPermissionsList().stream())
        .flatMap(PermittedPath::paths);
  }

  private static Stream<String> paths(Permission permission) {
    return switch (permission.getRuleCase()) {
      case AND_RULES ->
          permission.getAndRules().getRulesList().stream().flatMap(PermittedPath::paths);
      case OR_RULES ->
          permission.getOrRules().getRulesList().stream().flatMap(PermittedPath::paths);
      case NOT_RULE -> paths(permission.getNotRule());
      case URL_PATH -> MatchingCalls.paths(permission.getUrlPath().getPath());
      case URI_TEMPLATE -> Stream.of(UriTemplate.of(permission.getUriTemplate()).sample());
      default -> Stream.of();
    };
  }
}
