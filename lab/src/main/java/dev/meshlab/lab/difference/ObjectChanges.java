package dev.meshlab.lab.difference;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects that are not the same on both sides, wherever they stand and in whatever order. */
final class ObjectChanges {

  private ObjectChanges() {}

  static List<ObjectChange> between(ManifestSet before, ManifestSet after) {
    Map<String, Document> was = byIdentity(before);
    Map<String, Document> is = byIdentity(after);
    Set<String> all = new LinkedHashSet<>(was.keySet());
    all.addAll(is.keySet());
    List<ObjectChange> changes = new ArrayList<>();
    for (String identity : all) {
      Optional<Document> old = Optional.ofNullable(was.get(identity));
      Optional<Document> now = Optional.ofNullable(is.get(identity));
      if (!old.map(ObjectChanges::content).equals(now.map(ObjectChanges::content))) {
        changes.add(
            new ObjectChange(
                now.or(() -> old).orElseThrow().described(),
                old.map(Document::position),
                now.map(Document::position)));
      }
    }
    return changes;
  }

  private static Object content(Document document) {
    return FieldWords.trees(Fields.of(document));
  }

  private static Map<String, Document> byIdentity(ManifestSet manifests) {
    Map<String, Document> byIdentity = new LinkedHashMap<>();
    manifests
        .documents()
        .forEach(each -> byIdentity.put(each.group() + " " + each.described(), each));
    return byIdentity;
  }
}
