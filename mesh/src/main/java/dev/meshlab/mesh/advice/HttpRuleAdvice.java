package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.GrpcPortName;
import dev.meshlab.mesh.advice.context.GuardedPods;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.ServedPort;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules on requests at ports whose sidecar hands bytes on. It cannot read what they ask for: a rule
 * of ALLOW then lets nothing in, and any other holds without that condition (istio/istio,
 * authz/model/model.go).
 */
final class HttpRuleAdvice implements Adviser {

  private static final List<String> OF_OPERATIONS =
      List.of("hosts", "notHosts", "methods", "notMethods", "paths", "notPaths");
  private static final List<String> OF_SOURCES =
      List.of("requestPrincipals", "notRequestPrincipals");
  private static final String ALLOW = "ALLOW";
  private static final String PORT = "destination.port";

  /** A field of a rule that asks for something in a request. */
  private record Asking(Fields holder, String field) {}

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    GuardedPods pods = new GuardedPods(context.mesh());
    return context.manifests().of("security.istio.io", "AuthorizationPolicy").stream()
        .flatMap(policy -> advise(context, policy, pods.of(policy)))
        .toList();
  }

  /**
   * The ports at which a rule may hold.
   *
   * @param opaque those whose sidecar hands bytes on
   * @param read those whose sidecar reads requests, or may
   */
  private record Ports(List<ServedPort> opaque, List<ServedPort> read) {

    static Ports of(Fields rule, List<ServedPort> served) {
      List<ServedPort> held = served.stream().filter(port -> mayHoldAt(rule, port)).toList();
      return new Ports(
          held.stream().filter(HttpRuleAdvice::isOpaque).toList(),
          held.stream().filter(port -> !isOpaque(port)).toList());
    }
  }

  private static Stream<Diagnostic> advise(
      AdviceContext context, Document policy, List<Pod> chosen) {
    Fields spec = AdviceContext.spec(policy);
    String action = spec.string("action", ALLOW);
    if (action.equals("CUSTOM")) {
      return Stream.of();
    }
    List<ServedPort> served =
        chosen.stream().flatMap(pod -> context.mesh().servedPorts(pod).stream()).toList();
    return spec.children("rules").stream()
        .flatMap(rule -> advise(policy, rule, action, Ports.of(rule, served)).stream());
  }

  /** A list of what is allowed may well leave the other ports out. */
  private static Optional<Diagnostic> advise(
      Document policy, Fields rule, String action, Ports ports) {
    boolean meant = action.equals(ALLOW) && !ports.read().isEmpty();
    return ports.opaque().isEmpty() || meant
        ? Optional.empty()
        : asking(rule)
            .findFirst()
            .map(asking -> advice(asking, action, ports))
            .map(a -> ports.read().isEmpty() ? a.idling(idle(policy, rule, action)) : a);
  }

  private static boolean isOpaque(ServedPort port) {
    return port.port().protocol().isOpaque();
  }

  /** True unless the rule names other ports. */
  private static boolean mayHoldAt(Fields rule, ServedPort port) {
    List<Fields> to = rule.children("to");
    return conditions(rule).allMatch(when -> isAt(when, "values", "notValues", port))
        && (to.isEmpty()
            || to.stream()
                .map(each -> each.below("operation"))
                .anyMatch(operation -> isAt(operation, "ports", "notPorts", port)));
  }

  private static Stream<Fields> conditions(Fields rule) {
    return rule.children("when").stream()
        .filter(condition -> condition.string("key", "").equals(PORT));
  }

  private static boolean isAt(Fields fields, String in, String out, ServedPort port) {
    String number = String.valueOf(port.number());
    return (!fields.has(in) || fields.strings(in).contains(number))
        && !fields.strings(out).contains(number);
  }

  private static Stream<Asking> asking(Fields rule) {
    return Stream.of(
            asking(rule.children("to"), "operation", OF_OPERATIONS),
            asking(rule.children("from"), "source", OF_SOURCES),
            rule.children("when").stream()
                .filter(condition -> condition.string("key", "").startsWith("request."))
                .map(condition -> new Asking(condition, "key")))
        .flatMap(some -> some);
  }

  private static Stream<Asking> asking(List<Fields> blocks, String content, List<String> fields) {
    return blocks.stream()
        .map(block -> block.below(content))
        .flatMap(block -> fields.stream().filter(block::has).map(f -> new Asking(block, f)));
  }

  /** A rule of ALLOW has no effect without a condition of it, and any other has less of one. */
  private static List<Idle> idle(Document policy, Fields rule, String action) {
    return action.equals(ALLOW)
        ? List.of(new Idle(policy.position(), rule.path(), Side.BOTH))
        : asking(rule)
            .map(each -> new Idle(policy.position(), each.holder().path(each.field()), Side.BOTH))
            .toList();
  }

  private static Diagnostic advice(Asking asking, String action, Ports ports) {
    ServedPort at = ports.opaque().get(0);
    String message =
        "sidecars read no requests at the pods' port %d, to which Service %s leads as %s: there this rule %s"
            .formatted(
                at.number(),
                at.service().name(),
                at.port().protocol(),
                action.equals(ALLOW)
                    ? "allows nothing"
                    : "holds without this condition, for every connection that fits the others");
    return asking
        .holder()
        .diagnostic(DiagnosticId.HTTP_RULE_AT_TCP, asking.field(), message, fix(at, ports.read()));
  }

  /** A rule for the other ports only; where there are none, a port that is read. */
  private static String fix(ServedPort at, List<ServedPort> read) {
    List<String> numbers =
        read.stream().map(port -> String.valueOf(port.number())).distinct().sorted().toList();
    return numbers.isEmpty()
        ? "# in Service %s, if its pods speak gRPC at this port: %s"
            .formatted(
                at.service().name(),
                Block.of("name", GrpcPortName.of(at.port().name(), at.service())))
        : "# in each operation of the rule\n" + Block.ofTexts("ports", numbers);
  }
}
