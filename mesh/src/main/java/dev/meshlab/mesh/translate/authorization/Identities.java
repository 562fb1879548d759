package dev.meshlab.mesh.translate.authorization;

import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import io.envoyproxy.envoy.config.rbac.v3.Principal.Authenticated;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Optional;

/** The identity in a caller's certificate, {@code spiffe://domain/ns/namespace/sa/account}. */
final class Identities {

  private static final String SPIFFE = "spiffe://";

  static final Attribute<Principal> PRINCIPAL =
      Attribute.each(principal -> authenticated(Wildcards.string(principal, SPIFFE)));

  static final Attribute<Principal> NAMESPACE =
      Attribute.each(
          namespace ->
              authenticated(
                  Wildcards.regex(".*/ns/" + Wildcards.expression(namespace, ".*") + "/.*")));

  static final Attribute<Principal> TRUST_DOMAIN =
      Attribute.each(domain -> authenticated(ofDomain(domain)));

  private Identities() {}

  /**
   * Service accounts, as {@code account} or {@code namespace/account}.
   *
   * @param namespace of those that name none
   */
  static Attribute<Principal> serviceAccount(String namespace) {
    return Attribute.each(
        written -> {
          int slash = written.indexOf('/');
          String of = slash < 0 ? namespace : written.substring(0, slash);
          String account = written.substring(slash + 1);
          return authenticated(
              Wildcards.regex(
                  "spiffe://.+/ns/%s/(.+/|)sa/%s(/.+)?"
                      .formatted(Pattern.quote(of), Pattern.quote(account))));
        });
  }

  private static StringMatcher ofDomain(String domain) {
    if (domain.equals(Wildcards.ALL)) {
      return prefix(SPIFFE);
    }
    return domain.contains(Wildcards.ALL)
        ? Wildcards.regex(SPIFFE + Wildcards.expression(domain, "[^/]*") + "/.*")
        : prefix(SPIFFE + domain + "/");
  }

  private static StringMatcher prefix(String prefix) {
    return StringMatcher.newBuilder().setPrefix(prefix).build();
  }

  private static Optional<Principal> authenticated(StringMatcher name) {
    return Optional.of(
        Principal.newBuilder()
            .setAuthenticated(Authenticated.newBuilder().setPrincipalName(name))
            .build());
  }
}
