package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Places;
import dev.meshlab.mesh.advice.gateway.GatewayAdvice;
import dev.meshlab.mesh.advice.gateway.GatewayClashAdvice;
import dev.meshlab.mesh.advice.gateway.GatewayCredentialAdvice;
import dev.meshlab.mesh.advice.gateway.GatewayHostAdvice;
import dev.meshlab.mesh.advice.gateway.GatewayPodAdvice;
import dev.meshlab.mesh.advice.gateway.GatewayPortAdvice;
import dev.meshlab.mesh.advice.gateway.MeshGatewayAdvice;
import dev.meshlab.mesh.advice.gateway.PassthroughAdvice;
import dev.meshlab.mesh.advice.gateway.TokenClaimAdvice;
import dev.meshlab.mesh.advice.security.AuthorizationAdvice;
import dev.meshlab.mesh.advice.security.CredentialSelectorAdvice;
import dev.meshlab.mesh.advice.security.IdentityAdvice;
import dev.meshlab.mesh.advice.security.MutualTlsAdvice;
import dev.meshlab.mesh.advice.security.PeerPortAdvice;
import dev.meshlab.mesh.advice.security.PolicySelectorAdvice;
import dev.meshlab.mesh.advice.security.RulePortAdvice;
import dev.meshlab.mesh.advice.security.SourceNamespaceAdvice;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.progress.HowFar;
import dev.meshlab.mesh.progress.Steps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All advisers. */
public final class Advisers {

  /** All advisers, in order: where two give the same advice on a field, the earlier wins. */
  public static final List<Adviser> ALL =
      List.of(
          new EjectionAdvice(),
          new OutlierAdvice(),
          new LoadBalancerAdvice(),
          new HashAdvice(),
          new LocalityAdvice(),
          new ConnectionPoolAdvice(),
          new UpgradeAdvice(),
          new DefaultValueAdvice(),
          new PortSettingsAdvice(),
          new TwoPoliciesAdvice(),
          new HiddenPolicyAdvice(),
          new TwoRoutesAdvice(),
          new RetryAdvice(),
          new RepetitionAdvice(),
          new RouteAdvice(),
          new CoveredMatchAdvice(),
          new DefaultRouteAdvice(),
          new MatchAdvice(),
          new GrpcPathAdvice(),
          new HostAdvice(),
          new DelegateAdvice(),
          new DestinationPortAdvice(),
          new GatewayAdvice(),
          new GatewayHostAdvice(),
          new GatewayClashAdvice(),
          new PassthroughAdvice(),
          new GatewayPodAdvice(),
          new GatewayPortAdvice(),
          new GatewayCredentialAdvice(),
          new TokenClaimAdvice(),
          new MeshGatewayAdvice(),
          new GrpcRouteAdvice(),
          new ServiceAdvice(),
          new SessionLabelAdvice(),
          new HttpPortAdvice(),
          new LabelAdvice(),
          new SubsetNameAdvice(),
          new PodAdvice(),
          new InjectionAdvice(),
          new AnnotationAdvice(),
          new SidecarAdvice(),
          new ServiceEntryAdvice(),
          new ReportedConditionAdvice(),
          new EnvoyFilterAdvice(),
          new PatchOperationAdvice(),
          new CalledHostAdvice(),
          new ReferenceAdvice(),
          new UnseenSubsetAdvice(),
          new TargetPortAdvice(),
          new HttpTargetAdvice(),
          new PeerPortAdvice(),
          new AuthorizationAdvice(),
          new RulePortAdvice(),
          new HttpRuleAdvice(),
          new IdentityAdvice(),
          new PolicySelectorAdvice(),
          new MutualTlsAdvice(),
          new CredentialSelectorAdvice(),
          new SourceNamespaceAdvice(),
          new CallerSelectorAdvice(),
          new HonouredAdvice(),
          new MeshConfigAdvice());

  /** One for each adviser. */
  public static final int STEPS = ALL.size();

  private Advisers() {}

  /** All advice on some manifests, in the order of the files. */
  public static Advice advise(ManifestSet manifests, Mesh mesh, ClientWorkload client) {
    return advise(ALL, new AdviceContext(manifests, mesh, client), new Steps(HowFar.UNSEEN, STEPS));
  }

  public static Advice advise(AdviceContext context, Steps steps) {
    return advise(ALL, context, steps);
  }

  public static Advice advise(List<Adviser> advisers, AdviceContext context, Steps steps) {
    ManifestSet manifests = context.manifests();
    Map<String, Diagnostic> first = new LinkedHashMap<>();
    manifests.problems().stream()
        .filter(problem -> !problem.isError())
        .map(Advisers::asComment)
        .forEach(warning -> first.putIfAbsent(key(warning), warning));
    for (Adviser adviser : advisers) {
      steps.begin("looking for advice");
      for (Diagnostic advice : adviser.advise(context)) {
        first.putIfAbsent(key(advice), advice);
      }
    }
    Refused refused = new Refused(manifests, new Places(manifests.documents()));
    List<Diagnostic> all =
        first.values().stream()
            .map(advice -> refused.isRepeatedBy(advice) ? advice.withoutFix() : advice)
            .toList();
    return new Advice(all, List.of()).without(manifests.ignoreComments());
  }

  private static String key(Diagnostic advice) {
    return advice.id() + " " + advice.position() + " " + advice.path();
  }

  /** A reader's remedy is a sentence, where an adviser's is YAML to paste. */
  private static Diagnostic asComment(Diagnostic warning) {
    return warning.fix().isEmpty() ? warning : warning.withFix("# " + warning.fix());
  }
}
