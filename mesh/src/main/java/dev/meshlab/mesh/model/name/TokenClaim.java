package dev.meshlab.mesh.model.name;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a header that does not stand for a header but for a claim of the caller's token:
 * {@code @request.auth.claims.group.id} or {@code @request.auth.claims[group][id]} (istio/istio,
 * pkg/jwt/routing.go).
 */
public final class TokenClaim {

  private static final String PREFIX = "@request.auth.claims";

  private TokenClaim() {}

  /** True if a rule means a claim by the name of a header. */
  public static boolean isMeant(String header) {
    return path(header).isPresent();
  }

  /** The claim's names, from the outside to the inside; empty for the name of a header. */
  public static Optional<List<String>> path(String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
      return Optional.empty();
    }
    String rest = header.substring(PREFIX.length());
    if (rest.startsWith(".") && rest.length() > 1) {
      return Optional.of(List.of(rest.substring(1).split("\\.", -1)));
    }
    if (rest.startsWith("[") && rest.endsWith("]") && rest.length() > 2) {
      return Optional.of(List.of(rest.substring(1, rest.length() - 1).split("]\\[", -1)));
    }
    return Optional.empty();
  }
}
