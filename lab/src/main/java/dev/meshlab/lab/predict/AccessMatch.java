package dev.meshlab.lab.predict;

import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Principal;

/**
 * A call of a caller, held against the permissions and principals of RBAC policies
 * (envoy/config/rbac/v3/rbac.proto). Callers and pods share the loopback address here; there are no
 * tokens, so nothing that asks for one matches.
 */
record AccessMatch(Caller caller, CallShape call) {

  private static final int LOOPBACK = 127;

  boolean permits(Permission permission) {
    return switch (permission.getRuleCase()) {
      case ANY -> permission.getAny();
      case AND_RULES -> permission.getAndRules().getRulesList().stream().allMatch(this::permits);
      case OR_RULES -> permission.getOrRules().getRulesList().stream().anyMatch(this::permits);
      case NOT_RULE -> !permits(permission.getNotRule());
      case HEADER -> RouteSelection.matches(permission.getHeader(), call);
      case URL_PATH -> RouteSelection.matches(permission.getUrlPath().getPath(), call.path());
      case URI_TEMPLATE -> UriTemplate.of(permission.getUriTemplate()).matches(call.path());
      case DESTINATION_IP -> isLoopback(permission.getDestinationIp());
      default -> false;
    };
  }

  boolean includes(Principal principal) {
    return switch (principal.getIdentifierCase()) {
      case ANY -> principal.getAny();
      case AND_IDS -> principal.getAndIds().getIdsList().stream().allMatch(this::includes);
      case OR_IDS -> principal.getOrIds().getIdsList().stream().anyMatch(this::includes);
      case NOT_ID -> !includes(principal.getNotId());
      case AUTHENTICATED ->
          !caller.identity().isEmpty()
              && RouteSelection.matches(
                  principal.getAuthenticated().getPrincipalName(), caller.identity());
      case HEADER -> RouteSelection.matches(principal.getHeader(), call);
      case URL_PATH -> RouteSelection.matches(principal.getUrlPath().getPath(), call.path());
      case DIRECT_REMOTE_IP -> isLoopback(principal.getDirectRemoteIp());
      case REMOTE_IP -> isLoopback(principal.getRemoteIp());
      default -> false;
    };
  }

  private static boolean isLoopback(CidrRange range) {
    String first = range.getAddressPrefix().split("\\.", 2)[0];
    return range.getPrefixLen().getValue() == 0 || first.equals(String.valueOf(LOOPBACK));
  }
}
