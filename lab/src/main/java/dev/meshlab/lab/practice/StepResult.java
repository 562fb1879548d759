package dev.meshlab.lab.practice;

import java.util.List;

/**
 * The results of a step.
 *
 * @param name of the step
 * @param planes in their order
 */
public record StepResult(String name, List<PlaneResult> planes) {

  public StepResult {
    planes = List.copyOf(planes);
  }
}
