package dev.meshlab.lab.prediction;

/**
 * The name of the model behind a prediction.
 *
 * @param full the whole name
 * @param brief the name where there is little room
 */
public record ModelName(String full, String brief) {

  static ModelName of(String name) {
    return new ModelName(name, name);
  }

  /** The name of a model that comes on top of this one. */
  ModelName after(String first) {
    return new ModelName(first + ", " + full, first + ", " + brief);
  }
}
