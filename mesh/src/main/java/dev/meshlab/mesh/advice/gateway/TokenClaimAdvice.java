package dev.meshlab.mesh.advice.gateway;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.TokenClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Routes by claims of the caller's token at gateways where no RequestAuthentication has the tokens
 * read (istio.io, "JWT claim based routing"; IST0149).
 */
public final class TokenClaimAdvice implements Adviser {

  /** The fields of conditions, and what becomes of these when no call has a claim. */
  private static final Map<String, String> CONDITIONS =
      Map.of("headers", "takes no request", "withoutHeaders", "holds for every request");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Fields> readers =
        context.manifests().of("security.istio.io", "RequestAuthentication").stream()
            .map(AdviceContext::spec)
            .toList();
    List<Diagnostic> advice = new ArrayList<>();
    for (AdviceContext.Route route : context.routes()) {
      List<Fields> conditions =
          route.fields().children("match").stream().flatMap(TokenClaimAdvice::conditions).toList();
      if (!conditions.isEmpty() && isUnread(context, route.rule(), readers)) {
        conditions.forEach(each -> advise(each, advice));
      }
    }
    return advice;
  }

  private static Stream<Fields> conditions(Fields match) {
    return CONDITIONS.keySet().stream()
        .sorted()
        .map(match::below)
        .filter(headers -> headers.names().stream().anyMatch(TokenClaim::isMeant));
  }

  /** True if the gateways of a rule are known, and none of them reads tokens. */
  private static boolean isUnread(AdviceContext context, Document rule, List<Fields> readers) {
    List<GatewayServer> servers =
        AdviceContext.gateways(rule).stream()
            .filter(name -> !name.equals(VirtualService.MESH))
            .flatMap(name -> context.servers(name).stream())
            .toList();
    return !servers.isEmpty()
        && context.mesh().gatewayWorkloads().stream()
            .filter(workload -> opens(context, workload, servers))
            .noneMatch(workload -> readers.stream().anyMatch(reader -> isFor(reader, workload)));
  }

  private static boolean opens(
      AdviceContext context, ClientWorkload workload, List<GatewayServer> servers) {
    return context.mesh().gatewayPorts(workload).stream()
        .anyMatch(port -> port.servers().stream().anyMatch(servers::contains));
  }

  /** The namespace is not asked: a gateway that the manifests do not show may be in any. */
  private static boolean isFor(Fields reader, ClientWorkload workload) {
    return reader.has("targetRef")
        || reader.has("targetRefs")
        || Labels.satisfy(reader.below("selector").stringMap("matchLabels"), workload.labels());
  }

  private static void advise(Fields headers, List<Diagnostic> advice) {
    String what = headers.path().endsWith("withoutHeaders") ? "withoutHeaders" : "headers";
    headers.names().stream()
        .filter(TokenClaim::isMeant)
        .map(
            name ->
                headers.diagnostic(
                    DiagnosticId.CLAIM_WITHOUT_AUTHENTICATION,
                    name,
                    "no RequestAuthentication has the gateway read tokens, so no call has a claim: the condition "
                        + CONDITIONS.get(what),
                    "# add a RequestAuthentication for the gateway's pods, in their namespace"))
        .forEach(advice::add);
  }
}
