package dev.meshlab.mesh.advice.security;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.KnownLabels;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies of security whose selector chooses no pod, so that they protect none. */
public final class PolicySelectorAdvice implements Adviser {

  private static final String LABELS = "matchLabels";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    Map<String, List<Map<String, String>>> labels =
        context.mesh().pods().stream()
            .collect(
                Collectors.groupingBy(
                    Pod::namespace, Collectors.mapping(Pod::labels, Collectors.toList())));
    List<Diagnostic> advice = new ArrayList<>();
    Stream.of("AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication")
        .flatMap(kind -> context.manifests().of("security.istio.io", kind).stream())
        .forEach(rule -> advice(rule, context.mesh(), labels).ifPresent(advice::add));
    return advice;
  }

  /** A policy of the root namespace is for the pods of all, and may be for a presumed gateway. */
  private static Optional<Diagnostic> advice(
      Document rule, Mesh mesh, Map<String, List<Map<String, String>>> labels) {
    if (!rule.namespace().equals(mesh.config().rootNamespace())) {
      return advice(
          rule,
          labels.getOrDefault(rule.namespace(), List.of()),
          "of namespace " + rule.namespace());
    }
    List<Map<String, String>> all =
        Stream.concat(
                labels.values().stream().flatMap(List::stream),
                mesh.gatewayWorkloads().stream().map(ClientWorkload::labels))
            .toList();
    boolean ofGateway =
        AdviceContext.spec(rule).below("selector").below(LABELS).has(IstioNames.GATEWAY_LABEL);
    return ofGateway ? Optional.empty() : advice(rule, all, "of any namespace");
  }

  private static Optional<Diagnostic> advice(
      Document rule, List<Map<String, String>> pods, String of) {
    Fields selector = AdviceContext.spec(rule).below("selector");
    Map<String, String> wanted = selector.stringMap(LABELS);
    KnownLabels known = new KnownLabels(pods.stream());
    return wanted.isEmpty() || known.isEmpty() || known.includes(wanted)
        ? Optional.empty()
        : Optional.of(
            selector.diagnostic(
                DiagnosticId.POLICY_WITHOUT_PODS,
                LABELS,
                "match no pod %s, so that this policy is for none".formatted(of),
                underOtherKeys(selector, wanted, pods)
                    .or(() -> known.meant(selector, LABELS, List.of()))
                    .orElse("# the labels of the pods that it is to protect")));
  }

  /** The same values as the only keys have them under which pods do. */
  private static Optional<String> underOtherKeys(
      Fields selector, Map<String, String> wanted, List<Map<String, String>> pods) {
    RewrittenFields labels = RewrittenFields.at(selector);
    for (String value : wanted.values()) {
      Set<String> keys = new TreeSet<>();
      pods.stream()
          .flatMap(pod -> pod.entrySet().stream())
          .filter(label -> label.getValue().equals(value))
          .forEach(label -> keys.add(label.getKey()));
      if (keys.size() != 1) {
        return Optional.empty();
      }
      labels.put(keys.iterator().next(), value);
    }
    return Optional.of(Block.of(LABELS, labels));
  }
}
