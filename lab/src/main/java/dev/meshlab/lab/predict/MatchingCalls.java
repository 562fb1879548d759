package dev.meshlab.lab.predict;

import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.MetadataMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Calls that might satisfy a match: simple ones, to be tried in turn. Metadata that the plain call
 * has is kept as it is, whatever the match asks for.
 */
final class MatchingCalls {

  private static final String ANY = RegexSample.ANY;

  /** An IPv4 address, by which few clients call a Service. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+(:[0-9]+)?");

  private MatchingCalls() {}

  /**
   * @param domains of the virtual host that has the route
   */
  static List<CallShape> calls(RouteMatch match, CallShape plain, List<String> domains) {
    List<Map.Entry<String, String>> metadata = new ArrayList<>(plain.metadata());
    List<String> authorities = List.of(plain.authority());
    for (HeaderMatcher header : match.getHeadersList()) {
      Optional<String> value = header.getInvertMatch() ? Optional.empty() : value(header);
      if (value.isPresent() && header.getName().equals(":authority")) {
        authorities = authorities(header, value.get(), domains);
      } else if (value.isPresent() && plain.header(header.getName()) == null) {
        metadata.add(Map.entry(header.getName(), value.get()));
      }
    }
    return authorities.stream()
        .flatMap(
            authority ->
                paths(match, plain.path())
                    .map(
                        path ->
                            new CallShape(authority, plain.port(), path, metadata, plain.keyed())))
        .toList();
  }

  /** The value itself, the names of the host that match, and names within its wildcards. */
  private static List<String> authorities(
      HeaderMatcher header, String value, List<String> domains) {
    Stream<String> own =
        domains.stream()
            .filter(domain -> !domain.startsWith("*") && !ADDRESS.matches(domain))
            .filter(domain -> RouteSelection.matches(header.getStringMatch(), domain));
    Stream<String> within =
        domains.stream()
            .filter(domain -> domain.startsWith("*."))
            .map(domain -> joined(value, domain.substring(1)));
    return Stream.of(Stream.of(value), own, within).flatMap(names -> names).distinct().toList();
  }

  /** A name that begins with one text and ends with another, which may overlap. */
  private static String joined(String beginning, String end) {
    int from = Math.max(0, beginning.length() - end.length());
    while (!end.startsWith(beginning.substring(from))) {
      from++;
    }
    return beginning.substring(0, from) + end;
  }

  /**
   * The plain call with what a match asks to be absent, by another name of the host, or with
   * another method: calls that may slip past a route which takes too many.
   *
   * @param domains of the virtual host that has the route
   */
  static Stream<CallShape> past(RouteMatch match, CallShape plain, List<String> domains) {
    Stream<CallShape> withHeaders =
        match.getHeadersList().stream()
            .filter(HeaderMatcher::getInvertMatch)
            .filter(header -> plain.header(header.getName()) == null)
            .flatMap(header -> value(header).map(v -> plain.with(header.getName(), v)).stream());
    Stream<CallShape> byOtherNames =
        match.getHeadersList().stream().anyMatch(h -> h.getName().equals(":authority"))
            ? domains.stream()
                .filter(name -> !name.contains("*") && !ADDRESS.matches(name))
                .map(plain::calledBy)
            : Stream.of();
    Stream<CallShape> ofOtherMethods = Stream.of(plain.at("/" + ANY + "." + ANY + "/" + ANY));
    return Stream.of(withHeaders, byOtherNames, ofOtherMethods).flatMap(calls -> calls);
  }

  /** The metadata of the plain call that stands where the match asks for another value. */
  static List<String> kept(RouteMatch match, CallShape plain) {
    List<String> kept = new ArrayList<>();
    for (HeaderMatcher header : match.getHeadersList()) {
      Optional<String> asked = header.getInvertMatch() ? Optional.empty() : value(header);
      String own = plain.header(header.getName());
      boolean isMetadata = !header.getName().startsWith(":");
      if (isMetadata && own != null && asked.filter(value -> !value.equals(own)).isPresent()) {
        kept.add(header.getName().toLowerCase(Locale.ROOT) + "=" + own);
      }
    }
    return kept;
  }

  /** The client's own method where it will do. */
  private static Stream<String> paths(RouteMatch match, String own) {
    return switch (match.getPathSpecifierCase()) {
      case PATH -> Stream.of(match.getPath());
      case PREFIX -> Stream.concat(Stream.of(own), below(match.getPrefix()));
      case PATH_SEPARATED_PREFIX -> Stream.of(match.getPathSeparatedPrefix() + "/" + ANY);
      case SAFE_REGEX ->
          Stream.concat(Stream.of(own), RegexSample.of(match.getSafeRegex().getRegex()).stream());
      default -> Stream.of(own);
    };
  }

  /** Paths that fit a text, for texts that are simple enough. */
  static Stream<String> paths(StringMatcher path) {
    return path.getMatchPatternCase() == StringMatcher.MatchPatternCase.PREFIX
        ? below(path.getPrefix())
        : path.getMatchPatternCase() == StringMatcher.MatchPatternCase.SUFFIX
            ? Stream.of("/" + ANY + "." + ANY + path.getSuffix())
            : text(path).stream();
  }

  /** A method below a prefix: of the Service, where it names one, or the one that it names. */
  private static Stream<String> below(String prefix) {
    if (prefix.endsWith("/")) {
      return Stream.of(prefix + ANY, prefix + ANY + "/" + ANY);
    }
    boolean namesMethod = prefix.indexOf('/', 1) > 0;
    return namesMethod
        ? Stream.of(prefix, prefix + ANY)
        : Stream.of(prefix + "/" + ANY, prefix + ANY + "/" + ANY);
  }

  private static Optional<String> value(HeaderMatcher header) {
    return switch (header.getHeaderMatchSpecifierCase()) {
      case PRESENT_MATCH -> header.getPresentMatch() ? Optional.of(ANY) : Optional.empty();
      case STRING_MATCH -> text(header.getStringMatch());
      default -> Optional.of(ANY);
    };
  }

  private static Optional<String> text(StringMatcher text) {
    return switch (text.getMatchPatternCase()) {
      case EXACT -> Optional.of(text.getExact());
      case PREFIX -> Optional.of(text.getPrefix());
      case SUFFIX -> Optional.of(text.getSuffix());
      case CONTAINS -> Optional.of(text.getContains());
      case SAFE_REGEX -> RegexSample.of(text.getSafeRegex().getRegex());
      default -> Optional.empty();
    };
  }

  /** The conditions of a match, as a text. */
  static String described(RouteMatch match) {
    String path =
        switch (match.getPathSpecifierCase()) {
          case PATH -> "path " + match.getPath();
          case PREFIX -> "path " + match.getPrefix() + "*";
          case PATH_SEPARATED_PREFIX -> "path " + match.getPathSeparatedPrefix() + "/*";
          case SAFE_REGEX -> "path like " + match.getSafeRegex().getRegex();
          default -> "any path";
        };
    return Stream.of(
            Stream.of(path),
            match.getHeadersList().stream().map(MatchingCalls::described),
            match.getDynamicMetadataList().stream().map(MatchingCalls::described))
        .flatMap(conditions -> conditions)
        .collect(Collectors.joining(", "));
  }

  private static String described(MetadataMatcher claim) {
    String names =
        claim.getPathList().stream()
            .skip(1)
            .map(MetadataMatcher.PathSegment::getKey)
            .collect(Collectors.joining("."));
    return (claim.getInvert() ? "without " : "") + "the token's claim " + names;
  }

  private static String described(HeaderMatcher header) {
    StringMatcher text = header.getStringMatch();
    String value =
        switch (text.getMatchPatternCase()) {
          case EXACT -> "=" + text.getExact();
          case PREFIX -> "=" + text.getPrefix() + "*";
          case SUFFIX -> "=*" + text.getSuffix();
          case CONTAINS -> "=*" + text.getContains() + "*";
          case SAFE_REGEX -> " like " + text.getSafeRegex().getRegex();
          default -> "";
        };
    return (header.getInvertMatch() ? "without " : "") + header.getName() + value;
  }
}
