package dev.meshlab.lab.run;

import dev.meshlab.lab.live.Timeline;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.List;

/**
 * The calls of one request on one plane under changes.
 *
 * @param timelines what was seen in each repeat
 * @param after the calls that were made after the last changes; not measured where the plane failed
 */
public record LiveMeasured(Plane plane, List<Timeline> timelines, Measured after) {

  public LiveMeasured {
    timelines = List.copyOf(timelines);
  }

  /** The same calls, where the subsets and Services of each pod are known, too. */
  public LiveMeasured labelled(Plan plan) {
    String target = after.report().target();
    return new LiveMeasured(
        plane,
        timelines.stream()
            .map(each -> each.of(Measured.labelled(each.pods(), plan, plane, target)))
            .toList(),
        after.labelled(plan, plane));
  }
}
