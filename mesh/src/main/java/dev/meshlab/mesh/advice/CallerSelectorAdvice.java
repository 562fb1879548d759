package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selectors of callers ({@code sourceLabels}, a DestinationRule's {@code workloadSelector}) that
 * hold the labels of the servers, and so choose no caller.
 */
final class CallerSelectorAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    LabelIndex<Pod> pods = new LabelIndex<>(context.mesh().pods(), Pod::labels);
    for (AdviceContext.Route route : context.routes()) {
      for (Fields match : route.fields().children("match")) {
        Map<String, String> labels = match.stringMap("sourceLabels");
        if (isOfServersAlone(context, pods, labels, destinations(context, route))) {
          advice.add(
              advice(
                  match,
                  "sourceLabels",
                  "# choose among the pods by subsets of a DestinationRule"));
        }
      }
    }
    for (Document rule : context.manifests().of(AdviceContext.NETWORKING, "DestinationRule")) {
      Fields spec = AdviceContext.spec(rule);
      Map<String, String> labels = spec.below("workloadSelector").stringMap("matchLabels");
      String host = Hosts.resolve(spec.string("host", ""), rule.namespace());
      if (isOfServersAlone(context, pods, labels, context.mesh().servicesCoveredBy(host))) {
        advice.add(
            advice(spec, "workloadSelector", "# without workloadSelector it is for all callers"));
      }
    }
    return advice;
  }

  private static List<Service> destinations(AdviceContext context, AdviceContext.Route route) {
    return route.fields().children("route").stream()
        .map(to -> to.below("destination").string("host", ""))
        .flatMap(host -> context.service(host, route.namespace()).stream())
        .distinct()
        .toList();
  }

  /** True if some pods have the labels, all of them behind the Services that are called. */
  private static boolean isOfServersAlone(
      AdviceContext context,
      LabelIndex<Pod> pods,
      Map<String, String> labels,
      List<Service> called) {
    if (labels.isEmpty() || Labels.satisfy(labels, context.client().labels())) {
      return false;
    }
    Set<Pod> servers = new HashSet<>();
    called.forEach(service -> servers.addAll(context.mesh().selectedPods(service)));
    List<Pod> chosen = pods.selected(labels);
    return !chosen.isEmpty()
        && servers.containsAll(chosen)
        && context.mesh().deployments().stream()
            .filter(workload -> Labels.satisfy(labels, workload.labels()))
            .allMatch(workload -> called.stream().anyMatch(service -> leadsTo(service, workload)));
  }

  /** A Job that waits for its time has no pods, and is a caller all the same. */
  private static boolean leadsTo(Service service, Deployment workload) {
    return service.namespace().equals(workload.namespace())
        && Labels.satisfy(service.selector().labels(), workload.labels());
  }

  private static Diagnostic advice(Fields block, String field, String fix) {
    return block.diagnostic(
        DiagnosticId.SELECTOR_OF_SERVERS,
        field,
        "chooses callers, and only pods of the Service that is called have these labels: no caller of these manifests is one",
        fix);
  }
}
