package dev.meshlab.lab.intent;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.yaml.ManifestText;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of tests for getyourguide/istio-config-validator (its docs/test-cases.md), as a MeshTest.
 * Whatever cannot be carried over stays as a comment.
 */
public final class ForeignTests {

  /** The assertions that are not about who answers. */
  private static final List<String> LEFT_OUT =
      List.of("redirect", "rewrite", "fault", "headers", "delegate");

  private static final String HEAD =
      """
      # Converted by ./meshlab test --convert from %s, which is for istio-config-validator.
      # There a request meets the rules of no caller and no gateway in particular. Here it has a caller:
      # name yours with from, and add planes: [gateway] to cases whose calls come from outside.
      apiVersion: meshlab.dev/v1
      kind: MeshTest
      metadata:
        name: converted
      spec:
        cases:
      """;

  private final StringBuilder text = new StringBuilder();
  private final Set<String> names = new HashSet<>();
  private int converted;

  private ForeignTests() {}

  /**
   * The text of the MeshTest.
   *
   * @param file as the user names it
   * @throws BadInput if it is not such a file, or has no case that can be converted
   */
  public static String converted(String file, String text) {
    List<Diagnostic> problems = new ArrayList<>();
    List<Node> roots = new ArrayList<>();
    ManifestText.read(file, text, problems, root -> roots.add(root.node()));
    ForeignTests tests = new ForeignTests();
    List<Node> cases = roots.stream().flatMap(root -> items(root, "testCases")).toList();
    if (problems.isEmpty() && cases.isEmpty()) {
      problems.add(problem(Position.of(file), "has no testCases"));
    }
    if (problems.stream().anyMatch(Diagnostic::isError)) {
      throw new BadInput(problems);
    }
    cases.stream()
        .filter(Mapping.class::isInstance)
        .forEach(each -> tests.testCase((Mapping) each));
    if (tests.converted == 0) {
      throw new BadInput(
          List.of(
              problem(
                  Position.of(file),
                  "has no case of gRPC: each path is to be /package.Service/Method, with the method POST")));
    }
    return HEAD.formatted(file) + tests.text;
  }

  private static Diagnostic problem(Position position, String message) {
    return Diagnostic.of(
        DiagnosticId.BAD_USAGE,
        position,
        "",
        message,
        "name a file of tests for istio-config-validator");
  }

  private void testCase(Mapping each) {
    String name = Optional.ofNullable(each.text("description")).orElse("line " + line(each));
    Mapping request = each.get("request") instanceof Mapping mapping ? mapping : empty(each);
    for (String field : LEFT_OUT) {
      if (each.get(field) != null) {
        comment("%s: %s is not converted".formatted(name, field));
      }
    }
    ForeignRoute route = ForeignRoute.of(each);
    if (route.goals().isEmpty()) {
      comment(name + ": asserts no destination, and is not converted");
      return;
    }
    List<String> methods = texts(request, "method");
    if (!methods.isEmpty() && !methods.contains("POST")) {
      comment(name + ": a call of gRPC has the method POST, and not " + String.join(", ", methods));
      return;
    }
    List<String> uris = texts(request, "uri");
    List<String> authorities = texts(request, "authority");
    if (uris.isEmpty() || authorities.isEmpty()) {
      comment(name + ": has no uri or no authority, and is not converted");
      return;
    }
    boolean several = uris.size() * authorities.size() > 1;
    for (String uri : uris) {
      if (!uri.matches("/[^/?#]+/[^/?#]+")) {
        comment("%s: %s is not the path of a call of gRPC".formatted(name, uri));
        continue;
      }
      for (String authority : authorities) {
        String own = several ? "%s: %s %s".formatted(name, authority, uri) : name;
        add(own, each, request, uri, authority, route);
      }
    }
  }

  private void add(
      String name,
      Mapping each,
      Mapping request,
      String uri,
      String authority,
      ForeignRoute route) {
    converted++;
    boolean wanted = "true".equals(each.text("wantMatch"));
    String host = authority.contains(":") ? authority : authority + ":" + route.port();
    line("    - name: " + quoted(unique(name)));
    line("      call:");
    line("        to: " + quoted(host));
    line("        method: " + quoted(uri));
    if (request.get("headers") instanceof Mapping headers && !headers.entries().isEmpty()) {
      line(
          headers.entries().keySet().stream()
              .map(key -> quoted(key) + ": " + quoted(String.valueOf(headers.text(key))))
              .collect(Collectors.joining(", ", "        metadata: {", "}")));
    }
    line(
        (wanted
                ? Stream.of(route.parts())
                : route.goals().stream().map(goal -> "no " + goal.pods()))
            .map(ForeignTests::quoted)
            .collect(Collectors.joining(", ", "      expect: [", "]")));
  }

  /** The name, with a number behind it where another case has it. */
  private String unique(String name) {
    String own = name;
    for (int number = 2; !names.add(own); number++) {
      own = name + ", " + number;
    }
    return own;
  }

  static Stream<Node> items(Node node, String field) {
    return node instanceof Mapping mapping && mapping.get(field) instanceof Sequence sequence
        ? sequence.items().stream()
        : Stream.of();
  }

  private static List<String> texts(Mapping mapping, String field) {
    return items(mapping, field)
        .filter(Scalar.class::isInstance)
        .map(item -> ((Scalar) item).text())
        .toList();
  }

  private static Mapping empty(Node at) {
    return new Mapping(at.position(), Map.of());
  }

  private static int line(Node node) {
    return node.position().line();
  }

  private void comment(String why) {
    line("    # " + why.replaceAll("\\s+", " "));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + "\"";
  }
}
