package dev.meshlab.mesh.input;

import dev.meshlab.mesh.admission.AdmissionRules;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.schema.KindTrait;
import dev.meshlab.mesh.schema.Kinds;
import dev.meshlab.mesh.schema.SchemaCheck;
import dev.meshlab.mesh.schema.Type;
import dev.meshlab.mesh.schema.WithoutNulls;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import dev.meshlab.mesh.yaml.Templates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes objects of the roots of files: lists are taken apart, and each object is checked. */
final class ObjectReader {

  private final List<Diagnostic> problems;
  private final Map<String, Document> documents = new LinkedHashMap<>();

  /** The kinds of vendors, so that each is reported once. */
  private final Set<String> leftOut = new HashSet<>();

  /**
   * @param problems where to put what is wrong
   */
  ObjectReader(List<Diagnostic> problems) {
    this.problems = problems;
  }

  /** The objects read so far, those with errors included. */
  List<Document> documents() {
    return List.copyOf(documents.values());
  }

  void readRoot(Node root) {
    if (Scalar.isNull(root)) {
      return; // an empty document, such as after a closing ---
    }
    if (!(root instanceof Mapping mapping)) {
      problems.add(
          Diagnostic.of(
              DiagnosticId.NOT_AN_OBJECT,
              root.position(),
              "",
              "must be an object but is " + root.described(),
              "start it with apiVersion: and kind:"));
    } else if (isList(mapping)) {
      readItems(mapping);
    } else {
      readObject(mapping, null);
    }
  }

  /**
   * True for the output of {@code kubectl get -o yaml}: {@code List}, or {@code ServiceList} of an
   * API.
   */
  private static boolean isList(Mapping root) {
    String kind = root.text("kind");
    return kind != null && kind.endsWith("List") && root.get("items") instanceof Sequence;
  }

  private void readItems(Mapping list) {
    if (list.get("items") instanceof Sequence items) {
      for (Node item : items.items()) {
        if (item instanceof Mapping object && !isList(object)) {
          readObject(object, list);
        } else {
          readRoot(item);
        }
      }
    }
  }

  /**
   * @param list the list that holds the object, and says of what kind its items are if they do not
   */
  private void readObject(Mapping root, @Nullable Mapping list) {
    String apiVersion = text(root, list, "apiVersion");
    String kind = text(root, list, "kind");
    if (apiVersion == null || kind == null) {
      String field = apiVersion == null ? "apiVersion" : "kind";
      problems.add(
          Diagnostic.of(
              DiagnosticId.NOT_AN_OBJECT,
              root.position(),
              field,
              "is missing",
              "say what object this is"));
      return;
    }
    Optional<Type> type = Kinds.ALL.find(apiVersion, kind);
    if (type.isEmpty()) {
      unknown(root, apiVersion, kind);
      return;
    }
    List<Diagnostic> found = new ArrayList<>();
    boolean custom = Kinds.ALL.isCustom(apiVersion, kind);
    Mapping object = WithoutNulls.of(root, type.get(), custom);
    new SchemaCheck(found, custom).check(object, type.get(), "");
    Document document = MeshConfigText.opened(document(apiVersion, kind, object), found);
    found.addAll(new AdmissionRules(document).problems(found));
    found.stream().map(Templates::explained).forEach(problems::add);
    add(document);
  }

  private void unknown(Mapping root, String apiVersion, String kind) {
    if (!Kinds.ALL.isVendors(apiVersion, kind)) {
      Kinds.Correction meant = Kinds.ALL.meant(apiVersion, kind);
      String message = "no kind \"" + kind + "\" in version \"" + apiVersion + "\"";
      Position position = position(root, meant.field());
      problems.add(
          Diagnostic.of(DiagnosticId.UNKNOWN_KIND, position, meant.field(), message, meant.hint()));
    } else if (leftOut.add(apiVersion + " " + kind)) {
      String message = "left out: the lab knows nothing of " + kind + " in " + apiVersion;
      String hint = "a cluster that has its definition takes it; here it changes nothing";
      problems.add(
          Diagnostic.of(
              DiagnosticId.NOT_HONOURED,
              position(root, "apiVersion"),
              "apiVersion",
              message,
              hint));
    }
  }

  private static Position position(Mapping root, String field) {
    Mapping.Entry written = root.entries().get(field);
    return written == null ? root.position() : written.key();
  }

  private static @Nullable String text(Mapping object, @Nullable Mapping list, String field) {
    String own = object.text(field);
    String ofList = own != null || list == null ? null : list.text(field);
    if (ofList == null || !field.equals("kind")) {
      return own == null ? ofList : own;
    }
    String kind = ofList.substring(0, ofList.length() - "List".length());
    return kind.isEmpty() ? null : kind;
  }

  private Document document(String apiVersion, String kind, Mapping root) {
    Mapping metadata =
        root.get("metadata") instanceof Mapping given
            ? given
            : new Mapping(root.position(), Map.of());
    String name = metadata.text("name");
    if (name == null
        && metadata.get("generateName") == null
        && !Kinds.ALL.have(apiVersion, kind, KindTrait.NAMELESS)) {
      problems.add(
          Diagnostic.of(
              DiagnosticId.NOT_AN_OBJECT,
              metadata.position(),
              "metadata.name",
              "is missing",
              "give it a name"));
    }
    String namespace = metadata.text("namespace");
    return new Document(
        apiVersion,
        kind,
        name == null ? "" : name,
        Kinds.ALL.have(apiVersion, kind, KindTrait.CLUSTER_SCOPED)
            ? ""
            : namespace == null ? "default" : namespace,
        root);
  }

  /** The later of two objects with one name replaces the first, as it does in a cluster. */
  private void add(Document document) {
    String key = document.group() + " " + document.described();
    Document first =
        documents.put(document.name().isEmpty() ? key + documents.size() : key, document);
    if (first != null) {
      String message = document.described() + " replaces the one at " + first.position();
      problems.add(
          Diagnostic.of(
              DiagnosticId.SAME_NAME,
              document.position(),
              "metadata.name",
              message,
              "keep one of them"));
    }
  }
}
