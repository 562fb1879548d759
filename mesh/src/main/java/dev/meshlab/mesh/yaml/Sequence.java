package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Position;
import java.util.List;

/** A list of values. */
public record Sequence(Position position, List<Node> items) implements Node {

  public Sequence {
    items = List.copyOf(items);
  }

  @Override
  public String described() {
    return "a list";
  }
}
