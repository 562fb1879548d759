package dev.meshlab.mesh.advice.security;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.GuardedPods;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.ServedPort;
import dev.meshlab.mesh.model.name.GrpcPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operations that are those of no gRPC call, in policies for pods that serve nothing else. A call
 * is a POST to {@code /package.Service/Method} (grpc/grpc, doc/PROTOCOL-HTTP2.md).
 */
public final class AuthorizationAdvice implements Adviser {

  private static final String POST = "POST";
  private static final String ANY = "*";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    GuardedPods pods = new GuardedPods(context.mesh());
    for (Document policy : context.manifests().of("security.istio.io", "AuthorizationPolicy")) {
      List<ServedPort> served =
          pods.of(policy).stream()
              .flatMap(pod -> context.mesh().servedPorts(pod).stream())
              .toList();
      Fields spec = AdviceContext.spec(policy);
      String effect = effect(spec.string("action", ""));
      spec.children("rules").stream()
          .flatMap(rule -> rule.children("to").stream())
          .map(to -> to.below("operation"))
          .flatMap(
              operation ->
                  pathAsMethod(operation, effect)
                      .or(() -> check(operation, served, effect))
                      .stream())
          .forEach(advice::add);
    }
    return advice;
  }

  /** A path is not a method of HTTP at any port. */
  private static Optional<Diagnostic> pathAsMethod(Fields operation, String effect) {
    List<String> methods = operation.strings("methods");
    return methods.isEmpty() || !methods.stream().allMatch(method -> method.startsWith("/"))
        ? Optional.empty()
        : advice(
            operation,
            "methods",
            operation.has("paths")
                ? "methods: [POST]"
                : "methods: [POST]\n" + Block.ofTexts("paths", methods),
            effect);
  }

  private static Optional<Diagnostic> check(
      Fields operation, List<ServedPort> served, String effect) {
    List<String> ports = operation.strings("ports");
    List<ServedPort> asked =
        served.stream()
            .filter(port -> ports.isEmpty() || ports.contains(String.valueOf(port.number())))
            .toList();
    return asked.isEmpty() || !asked.stream().allMatch(AuthorizationAdvice::isForGrpc)
        ? Optional.empty()
        : check(operation, effect);
  }

  private static boolean isForGrpc(ServedPort port) {
    return port.port().protocol() == Protocol.GRPC;
  }

  /** The effect of a rule that fits no call. */
  static String effect(String action) {
    return switch (action) {
      case "DENY" -> "refuses no call";
      case "AUDIT" -> "logs no call";
      case "CUSTOM" -> "asks its provider about no call";
      default -> "allows no call";
    };
  }

  private static Optional<Diagnostic> check(Fields operation, String effect) {
    List<String> methods = operation.strings("methods");
    List<String> paths = operation.strings("paths");
    List<String> excluded = operation.strings("notMethods");
    if (!methods.isEmpty() && methods.stream().noneMatch(AuthorizationAdvice::fitsPost)) {
      return advice(operation, "methods", "methods: [POST]", effect);
    }
    if (excluded.stream().anyMatch(AuthorizationAdvice::fitsPost)) {
      return advice(operation, "notMethods", "# without notMethods", effect);
    }
    return !paths.isEmpty() && paths.stream().noneMatch(AuthorizationAdvice::fitsCall)
        ? advice(operation, "paths", "# paths such as /package.Service/Method", effect)
        : Optional.empty();
  }

  private static boolean fitsPost(String pattern) {
    return pattern.startsWith(ANY)
        ? POST.endsWith(pattern.substring(1))
        : pattern.endsWith(ANY)
            ? POST.startsWith(pattern.substring(0, pattern.length() - 1))
            : pattern.equals(POST);
  }

  /** True for a path of a call, and for a pattern that some such path may fit. */
  private static boolean fitsCall(String pattern) {
    long slashes = pattern.chars().filter(c -> c == '/').count();
    boolean open = pattern.startsWith(ANY) || pattern.endsWith(ANY) || pattern.contains("{");
    boolean fromTheRoot = pattern.startsWith("/") || pattern.startsWith(ANY);
    return fromTheRoot && (open ? slashes <= GrpcPath.SLASHES : slashes == GrpcPath.SLASHES);
  }

  private static Optional<Diagnostic> advice(
      Fields operation, String field, String fix, String effect) {
    return Optional.of(
        operation.diagnostic(
            DiagnosticId.GRPC_OPERATION,
            field,
            "a gRPC call is a POST to /package.Service/Method, so this operation " + effect,
            fix));
  }
}
