package dev.meshlab.lab.trace;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Manifests in which each HTTP route of a VirtualService, and each rule of a GRPCRoute, has its
 * number for a name. A name goes through the translation and changes nothing else, so that a route
 * of xDS says where it was written.
 */
final class MarkedRoutes {

  private static final Pattern MARK = Pattern.compile("meshlab-route-(\\d+)");

  /** The field with the routes, by the kind of an object that has some. */
  private static final Map<String, String> FIELD =
      Map.of("VirtualService", "http", "GRPCRoute", "rules");

  /**
   * A route where it stands.
   *
   * @param what it is called in its object
   * @param rule that it is in, as messages name it
   * @param path of the route in it
   * @param name that it has; may be empty
   */
  record Written(Position position, String what, String rule, String path, String name) {

    /** The route by its name, or by its place. */
    String described() {
      return what + " " + (name.isEmpty() ? path : name);
    }

    /** The route and its place. */
    String inFull() {
      return "%s of %s (%s)".formatted(described(), rule, position);
    }
  }

  private final List<Written> routes = new ArrayList<>();
  private final ManifestSet marked;

  private MarkedRoutes(ManifestSet manifests) {
    this.marked =
        new ManifestSet(
            manifests.documents().stream().map(this::mark).toList(),
            manifests.problems(),
            manifests.ignoreComments());
  }

  static MarkedRoutes of(ManifestSet manifests) {
    return new MarkedRoutes(manifests);
  }

  /** The manifests with the marks. */
  ManifestSet manifests() {
    return marked;
  }

  /** The route of xDS where it was written; of one that was delegated, the delegate's own. */
  Optional<Written> written(String name) {
    Matcher mark = MARK.matcher(name);
    Optional<Written> last = Optional.empty();
    while (mark.find()) {
      last = Optional.of(routes.get(Integer.parseInt(mark.group(1))));
    }
    return last;
  }

  private Document mark(Document document) {
    String field = FIELD.getOrDefault(document.kind(), "");
    return document.root().get("spec") instanceof Mapping spec
            && spec.get(field) instanceof Sequence routes
        ? document.withRoot(
            document.root().with("spec", spec.with(field, marked(document, field, routes))))
        : document;
  }

  private Sequence marked(Document document, String field, Sequence all) {
    List<Node> items = new ArrayList<>();
    for (Node item : all.items()) {
      String path = "spec.%s[%d]".formatted(field, items.size());
      items.add(item instanceof Mapping route ? marked(document, route, path) : item);
    }
    return new Sequence(all.position(), items);
  }

  private Mapping marked(Document document, Mapping route, String path) {
    String name = Optional.ofNullable(route.text("name")).orElse("");
    String what = document.kind().equals("GRPCRoute") ? "rule" : "route";
    routes.add(new Written(route.position(), what, document.described(), path, name));
    String mark = "meshlab-route-" + (routes.size() - 1);
    return route.with("name", Scalar.plain(route.position(), mark));
  }

  /** An object of the manifests where it stands. */
  static Optional<Document> find(
      ManifestSet manifests, String kind, String namespace, String name) {
    return manifests.documents().stream()
        .filter(each -> each.kind().equals(kind) && each.name().equals(name))
        .filter(each -> each.namespace().equals(namespace))
        .findFirst();
  }

  /** The fields of an object's spec. */
  static Fields spec(Document document) {
    return Fields.of(document).below("spec");
  }
}
