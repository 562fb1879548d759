package dev.meshlab.mesh.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The result of a comparison of istiod's resources of one type with ours. A field that is present
 * on one side and absent on the other is a difference; what {@link LeftOut} has is none.
 *
 * @param equal the names of the resources that are the same on both sides
 * @param differences by resource
 * @param leftOut how many fields and filters were not compared, on both sides together
 */
public record Comparison(List<String> equal, List<Difference> differences, int leftOut) {

  public Comparison {
    equal = List.copyOf(equal);
    differences = List.copyOf(differences);
  }

  /** The comparison of two JSON arrays of resources. */
  public static Comparison of(String theirs, String ours) {
    NormalForm form = new NormalForm();
    Map<String, Object> sent = form.byName(theirs);
    Map<String, Object> translated = form.byName(ours);
    List<String> equal = new ArrayList<>();
    List<Difference> differences = new ArrayList<>();
    for (String name : union(sent.keySet(), translated.keySet())) {
      Walk walk = new Walk(name, differences);
      int before = differences.size();
      walk.compare("", sent.get(name), translated.get(name));
      if (differences.size() == before) {
        equal.add(name);
      }
    }
    return new Comparison(equal, differences, form.leftOut());
  }

  private static <T> Set<T> union(Set<? extends T> some, Set<? extends T> others) {
    Set<T> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  /** A walk through the two forms of one resource. */
  private record Walk(String resource, List<Difference> found) {

    /** Those items of a list that are not on both sides. */
    private static final String SOME = "[…]";

    /** Null stands for what a side does not have. */
    void compare(String path, @Nullable Object theirs, @Nullable Object ours) {
      if (theirs instanceof Map<?, ?> a && ours instanceof Map<?, ?> b) {
        for (Object name : union(a.keySet(), b.keySet())) {
          compare(path + "/" + name, a.get(name), b.get(name));
        }
      } else if (theirs instanceof List<?> a && ours instanceof List<?> b) {
        items(path, a, b);
      } else if (theirs == null || !theirs.equals(ours)) {
        found.add(
            new Difference(
                resource,
                path,
                Optional.ofNullable(theirs).map(NormalForm::shown),
                Optional.ofNullable(ours).map(NormalForm::shown)));
      }
    }

    /** Items that have names on both sides are compared by these, if they have one order. */
    private void items(String path, List<?> theirs, List<?> ours) {
      Map<String, Object> a = byName(theirs);
      Map<String, Object> b = byName(ours);
      if (a.size() == theirs.size() && b.size() == ours.size() && haveOneOrder(a, b)) {
        for (String name : union(a.keySet(), b.keySet())) {
          compare("%s[%s]".formatted(path, name), a.get(name), b.get(name));
        }
      } else if (theirs.size() == ours.size()) {
        for (int i = 0; i < theirs.size(); i++) {
          compare("%s[%d]".formatted(path, i), theirs.get(i), ours.get(i));
        }
      } else {
        found.add(
            new Difference(
                resource, path + SOME, some(without(theirs, ours)), some(without(ours, theirs))));
      }
    }

    /** The items that are on one side only; each is what is left of as many equal ones. */
    private static List<Object> without(List<?> items, List<?> others) {
      List<Object> left = new ArrayList<>(items);
      others.forEach(left::remove);
      return left;
    }

    private static Optional<String> some(List<Object> items) {
      return items.isEmpty() ? Optional.empty() : Optional.of(NormalForm.shown(items));
    }

    private static Map<String, Object> byName(List<?> items) {
      Map<String, Object> byName = new LinkedHashMap<>();
      for (Object item : items) {
        if (item instanceof Map<?, ?> fields && fields.get("name") instanceof String name) {
          byName.put(name, item);
        }
      }
      return byName;
    }

    private static boolean haveOneOrder(Map<String, Object> a, Map<String, Object> b) {
      List<String> common = new ArrayList<>(a.keySet());
      common.retainAll(b.keySet());
      List<String> others = new ArrayList<>(b.keySet());
      others.retainAll(a.keySet());
      return common.equals(others);
    }
  }
}
