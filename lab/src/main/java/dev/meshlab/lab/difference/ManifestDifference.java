package dev.meshlab.lab.difference;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Stream;

/**
 * The difference that a change of manifests makes.
 *
 * @param before the name of one side
 * @param after the name of the other
 * @param compared whether there were calls to compare
 * @param came the advice that only the side after has, and {@code went} that of the side before
 * @param xds empty where it was not asked for
 * @param notes on what was not compared, a line each
 */
public record ManifestDifference(
    String before,
    String after,
    boolean compared,
    List<CallerChange> callers,
    List<PodChange> pods,
    List<Diagnostic> came,
    List<Diagnostic> went,
    List<ObjectChange> objects,
    List<XdsChange> xds,
    List<String> notes) {

  public ManifestDifference {
    callers = List.copyOf(callers);
    pods = List.copyOf(pods);
    came = List.copyOf(came);
    went = List.copyOf(went);
    objects = List.copyOf(objects);
    xds = List.copyOf(xds);
    notes = List.copyOf(notes);
  }

  /** The same with remarks that come first. */
  public ManifestDifference withNotes(List<String> more) {
    List<String> all = Stream.concat(more.stream(), notes.stream()).toList();
    return new ManifestDifference(
        before, after, compared, callers, pods, came, went, objects, xds, all);
  }

  /** True if something changes for a call, or for whom pods let in. */
  boolean changesCalls() {
    return !callers.isEmpty() || !pods.isEmpty();
  }

  /** True if anything at all was found. */
  public boolean isEmpty() {
    return !changesCalls()
        && came.isEmpty()
        && went.isEmpty()
        && objects.isEmpty()
        && xds.isEmpty();
  }
}
