package dev.meshlab.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The difference between an object as it is to be and as it lives in the cluster. Fields that the
 * manifest does not have, such as defaults, are not compared.
 *
 * @param object as messages name it
 * @param isNew whether none lives there
 * @param changes the fields that would change, each as {@code path: before -> after}
 */
public record ObjectDiff(String object, boolean isNew, List<String> changes) {

  private static final String SPEC = "spec";

  public ObjectDiff {
    changes = List.copyOf(changes);
  }

  static ObjectDiff of(ClusterObject wanted, @Nullable GenericKubernetesResource live) {
    List<String> changes = new ArrayList<>();
    if (live != null) {
      compare("", wanted.tree(), ClusterObject.tree(live), changes);
    }
    return new ObjectDiff(wanted.described(), live == null, changes);
  }

  /**
   * The same without defaults, as for kinds whose objects an API server keeps as they are written:
   * a field that the manifest does not have is a change, too.
   */
  static ObjectDiff exact(ClusterObject wanted, @Nullable GenericKubernetesResource live) {
    ObjectDiff diff = of(wanted, live);
    List<String> changes = new ArrayList<>(diff.changes);
    if (live != null) {
      JsonNode spec = wanted.tree().path(SPEC);
      compareRest(SPEC, spec, ClusterObject.tree(live).path(SPEC), changes);
    }
    return new ObjectDiff(diff.object, diff.isNew, changes);
  }

  private static void compareRest(String path, JsonNode then, JsonNode now, List<String> changes) {
    if (then.isObject() && now.isObject()) {
      for (Map.Entry<String, JsonNode> field : now.properties()) {
        String below = path + "." + field.getKey();
        if (then.has(field.getKey())) {
          compareRest(below, then.path(field.getKey()), field.getValue(), changes);
        } else {
          changes.add("%s: %s -> -".formatted(below, field.getValue()));
        }
      }
    } else if (then.isArray() && now.isArray() && then.size() == now.size()) {
      for (int i = 0; i < then.size(); i++) {
        compareRest("%s[%d]".formatted(path, i), then.get(i), now.get(i), changes);
      }
    }
  }

  private static void compare(String path, JsonNode then, JsonNode now, List<String> changes) {
    if (then.isObject() && now.isObject()) {
      then.properties()
          .forEach(
              field ->
                  compare(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      now.path(field.getKey()),
                      changes));
    } else if (then.isArray() && now.isArray() && then.size() == now.size()) {
      for (int i = 0; i < then.size(); i++) {
        compare("%s[%d]".formatted(path, i), then.get(i), now.get(i), changes);
      }
    } else if (!then.equals(now) && !then.isNull()) {
      changes.add("%s: %s -> %s".formatted(path, now instanceof MissingNode ? "-" : now, then));
    }
  }

  /** A line, and one more for each change. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add((isNew ? "+ " : changes.isEmpty() ? "= " : "~ ") + object);
    changes.forEach(change -> lines.add("    " + change));
    return lines;
  }
}
