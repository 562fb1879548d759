package dev.meshlab.mesh.translate.authorization;

import dev.meshlab.mesh.translate.xds.MetadataMatchers;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import io.envoyproxy.envoy.type.matcher.v3.MetadataMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.envoyproxy.envoy.type.matcher.v3.ValueMatcher;
import java.util.List;
import java.util.Optional;

/** The claims of a caller's token, as the filter that checks tokens leaves them for others. */
final class JwtClaims {

  /** {@code issuer/subject}. */
  static final Attribute<Principal> PRINCIPAL = Attribute.together(JwtClaims::principal).httpOnly();

  private static final String CLAIMS = "request.auth.claims";
  private static final StringMatcher ANY = Wildcards.string(Wildcards.ALL);

  private JwtClaims() {}

  /** The attribute of a key in {@code when}; empty when it is not one of a token. */
  static Optional<Attribute<Principal>> attribute(String key) {
    return switch (key) {
      case "request.auth.audiences" -> Optional.of(claim(Optional.of(List.of("aud"))));
      case "request.auth.presenter" -> Optional.of(claim(Optional.of(List.of("azp"))));
      default ->
          key.startsWith(CLAIMS)
              ? Optional.of(claim(Brackets.names(key.substring(CLAIMS.length()))))
              : Optional.empty();
    };
  }

  /** A claim may be a value or a list that has it. */
  private static Attribute<Principal> claim(Optional<List<String>> path) {
    return Attribute.<Principal>together(
            values ->
                path.map(
                    names -> {
                      ValueMatcher value = FilterMetadata.anyOf(values);
                      return principal(names, MetadataMatchers.valueOrListWith(value));
                    }))
        .httpOnly();
  }

  private static Optional<Principal> principal(List<String> written) {
    List<Principal> all = written.stream().map(JwtClaims::principal).toList();
    return Optional.of(all.size() == 1 ? all.get(0) : Combination.OF_PRINCIPALS.or().apply(all));
  }

  /** An issuer may be a URL, so that the last slash is the one before the subject. */
  private static Principal principal(String written) {
    int slash = written.lastIndexOf('/');
    String issuer = slash < 0 ? written : written.substring(0, slash);
    String subject = slash < 0 ? "" : written.substring(slash + 1);
    if (written.equals(Wildcards.ALL)) {
      return both(ANY, ANY);
    }
    if (written.startsWith(Wildcards.ALL)) {
      return slash < 0
          ? both(ANY, Wildcards.string(written))
          : both(Wildcards.string(issuer), Wildcards.exact(subject));
    }
    if (written.endsWith(Wildcards.ALL)) {
      return slash < 0
          ? both(Wildcards.string(written), ANY)
          : both(Wildcards.exact(issuer), Wildcards.string(subject));
    }
    return both(Wildcards.exact(issuer), Wildcards.exact(subject));
  }

  private static Principal both(StringMatcher issuer, StringMatcher subject) {
    return Combination.OF_PRINCIPALS
        .and()
        .apply(
            List.of(
                principal(List.of("iss"), MetadataMatchers.string(issuer)),
                principal(List.of("sub"), MetadataMatchers.string(subject))));
  }

  @SuppressWarnings("deprecation") // istiod does not use its successor, sourced_metadata
  private static Principal principal(List<String> claim, ValueMatcher value) {
    MetadataMatcher metadata = MetadataMatchers.ofToken(claim, value);
    return Principal.newBuilder().setMetadata(metadata).build();
  }
}
