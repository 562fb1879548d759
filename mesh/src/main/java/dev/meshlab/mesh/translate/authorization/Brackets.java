package dev.meshlab.mesh.translate.authorization;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names in brackets, at the end of the keys of conditions (istio/istio, authz/model/util.go). */
final class Brackets {

  private static final Pattern SEVERAL = Pattern.compile("(\\[[^\\[\\]]*\\])*");
  private static final Pattern ONE = Pattern.compile("\\[([^\\[\\]]*)\\]");

  private Brackets() {}

  /** The text between the first bracket and the last. */
  static Optional<String> name(String text) {
    return text.startsWith("[") && text.endsWith("]")
        ? Optional.of(text.substring(1, text.length() - 1))
        : Optional.empty();
  }

  /** {@code [a][b]}, from the outside to the inside; otherwise the one name of {@link #name}. */
  static Optional<List<String>> names(String text) {
    if (!SEVERAL.matches(text)) {
      return name(text).map(List::of);
    }
    List<String> names = new ArrayList<>();
    Matcher found = ONE.matcher(text);
    while (found.find()) {
      names.add(found.group(1));
    }
    return Optional.of(names);
  }
}
