package dev.meshlab.mesh.translate.authorization;

import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Conditions about the caller, which are Envoy's principals.
 *
 * @param namespace of the policy, for service accounts without one
 * @param blocks the number of the rule's {@code from} blocks
 */
record Sources(TrustDomains domains, String namespace, int blocks) {

  private static final String HEADERS = "request.headers";

  private static final Attribute<Principal> IP =
      Attribute.each(
          block ->
              IpBlocks.range(block)
                  .map(range -> Principal.newBuilder().setDirectRemoteIp(range).build()));
  private static final Attribute<Principal> REMOTE_IP =
      Attribute.each(
          block ->
              IpBlocks.range(block)
                  .map(range -> Principal.newBuilder().setRemoteIp(range).build()));

  /** The conditions of a {@code source}. */
  List<Condition<Principal>> conditions(Fields source) {
    return Stream.of(
            condition(source, "principals", "notPrincipals", principal()),
            condition(source, "requestPrincipals", "notRequestPrincipals", JwtClaims.PRINCIPAL),
            condition(source, "serviceAccounts", "notServiceAccounts", serviceAccount()),
            condition(source, "trustDomains", "notTrustDomains", trustDomain()),
            condition(source, "namespaces", "notNamespaces", Identities.NAMESPACE),
            condition(source, "remoteIpBlocks", "notRemoteIpBlocks", REMOTE_IP),
            condition(source, "ipBlocks", "notIpBlocks", IP))
        .toList();
  }

  private static Condition<Principal> condition(
      Fields source, String values, String notValues, Attribute<Principal> attribute) {
    return new Condition<>(attribute, source.strings(values), source.strings(notValues));
  }

  private Attribute<Principal> principal() {
    return Identities.PRINCIPAL.after(domains::principals);
  }

  private Attribute<Principal> serviceAccount() {
    return Identities.serviceAccount(namespace);
  }

  private Attribute<Principal> trustDomain() {
    return Identities.TRUST_DOMAIN.after(domains::domains);
  }

  /** The attribute of a key in {@code when}; empty when it is not of the caller. */
  Optional<Attribute<Principal>> attribute(String key) {
    return switch (key) {
      case "source.ip" -> Optional.of(IP);
      case "remote.ip" -> Optional.of(REMOTE_IP);
      case "source.namespace" -> Optional.of(Identities.NAMESPACE);
      case "source.trustDomain" -> Optional.of(trustDomain());
      case "source.serviceAccount" -> Optional.of(serviceAccount());
      case "source.principal" -> Optional.of(sharedPrincipal());
      case "request.auth.principal" -> Optional.of(JwtClaims.PRINCIPAL);
      default -> key.startsWith(HEADERS) ? Optional.of(header(key)) : JwtClaims.attribute(key);
    };
  }

  /**
   * A principal of {@code when} is shared by all {@code from} blocks, and istiod adds the aliases
   * once for each block, so that terms come several times.
   */
  private Attribute<Principal> sharedPrincipal() {
    Attribute<Principal> shared = principal();
    for (int i = 1; i < blocks; i++) {
      shared = shared.after(domains::principals);
    }
    return shared;
  }

  private static Attribute<Principal> header(String key) {
    Optional<String> name = Brackets.name(key.substring(HEADERS.length()));
    return Attribute.<Principal>each(
            value ->
                name.map(
                    n ->
                        Principal.newBuilder()
                            .setHeader(Wildcards.header(n, value, false))
                            .build()))
        .httpOnly();
  }
}
