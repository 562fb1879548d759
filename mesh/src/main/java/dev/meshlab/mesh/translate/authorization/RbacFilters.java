package dev.meshlab.mesh.translate.authorization;

import com.google.protobuf.Any;
import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import dev.meshlab.mesh.model.security.AuthorizationPolicy.Action;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.rbac.v3.RBAC;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * The filters that hold a workload's callers to its policies (istio/istio, authz/builder). They are
 * the same in each of its chains, and stand before all others: those of CUSTOM, then one each for
 * AUDIT, DENY and ALLOW.
 *
 * <p>CUSTOM is translated as for a provider that the mesh configuration does not have: what its
 * rules fit is denied. The services of extension providers are not played.
 *
 * @param http for chains with an HTTP connection manager
 * @param network for chains that hand bytes on
 */
public record RbacFilters(List<HttpFilter> http, List<Filter> network) {

  private static final String TCP_STATS = "tcp.";
  private static final String DRY_RUN_ALLOW = "istio_dry_run_allow_";
  private static final String DRY_RUN_DENY = "istio_dry_run_deny_";

  /** The filters of a workload with these policies; none of any kind without policies. */
  public static RbacFilters of(List<AuthorizationPolicy> policies, TrustDomains domains) {
    return new RbacFilters(
        rules(policies, domains, Layer.HTTP).stream().map(RbacFilters::http).toList(),
        rules(policies, domains, Layer.TCP).stream().map(RbacFilters::network).toList());
  }

  private static List<ActionRules> rules(
      List<AuthorizationPolicy> policies, TrustDomains domains, Layer layer) {
    List<ActionRules> all = new ArrayList<>(CustomRules.of(policies, domains, layer));
    for (Action action : List.of(Action.AUDIT, Action.DENY, Action.ALLOW)) {
      List<AuthorizationPolicy> some = policies.stream().filter(p -> p.action() == action).toList();
      if (!some.isEmpty()) {
        RuleTranslation translation = new RuleTranslation(domains, layer, action);
        all.add(ActionRules.of(some, translation, rbac(action)));
      }
    }
    return all;
  }

  private static RBAC.Action rbac(Action action) {
    return switch (action) {
      case ALLOW -> RBAC.Action.ALLOW;
      case DENY, CUSTOM -> RBAC.Action.DENY;
      case AUDIT -> RBAC.Action.LOG;
    };
  }

  private static HttpFilter http(ActionRules rules) {
    var rbac = io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBAC.newBuilder();
    rules.enforced().ifPresent(rbac::setRules);
    rules.shadow().ifPresent(rbac::setShadowRules);
    rbac.setShadowRulesStatPrefix(shadowStats(rules));
    return HttpFilter.newBuilder()
        .setName("envoy.filters.http.rbac")
        .setTypedConfig(Any.pack(rbac.build()))
        .build();
  }

  private static Filter network(ActionRules rules) {
    var rbac = io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC.newBuilder();
    rules.enforced().ifPresent(rbac::setRules);
    rules.shadow().ifPresent(rbac::setShadowRules);
    rbac.setShadowRulesStatPrefix(shadowStats(rules)).setStatPrefix(TCP_STATS);
    return Filter.newBuilder()
        .setName("envoy.filters.network.rbac")
        .setTypedConfig(Any.pack(rbac.build()))
        .build();
  }

  /** The prefix for ALLOW also where there are no shadow rules: it is the enum's zero value. */
  private static String shadowStats(ActionRules rules) {
    if (rules.isCustom()) {
      return "";
    }
    return switch (rules.shadow().map(RBAC::getAction).orElse(RBAC.Action.ALLOW)) {
      case ALLOW -> DRY_RUN_ALLOW;
      case DENY -> DRY_RUN_DENY;
      default -> "";
    };
  }
}
