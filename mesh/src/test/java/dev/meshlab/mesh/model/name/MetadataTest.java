package dev.meshlab.mesh.model.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The orders in which istiod takes objects. */
class MetadataTest {

  private static final Metadata OLD = new Metadata("z", "z", "2026-01-01T00:00:00Z");
  private static final Metadata A_IN_X = new Metadata("a", "x", "2026-01-02T00:00:00Z");
  private static final Metadata A_IN_Y = new Metadata("a", "y", "2026-01-02T00:00:00Z");
  private static final Metadata A_B_IN_X = new Metadata("a-b", "x", "2026-01-02T00:00:00Z");

  @Test
  void rulesGoByAgeThenByNameThenByNamespace() {
    assertThat(sorted(Metadata.BY_AGE)).containsExactly(OLD, A_IN_X, A_IN_Y, A_B_IN_X);
  }

  @Test
  void routesOfTheGatewayApiGoByNamespaceBeforeName() {
    assertThat(sorted(Metadata.BY_AGE_AND_NAMESPACE))
        .containsExactly(OLD, A_IN_X, A_B_IN_X, A_IN_Y);
  }

  /** A hyphen sorts before the dot that ends a name. */
  @Test
  void servicesGoByTheirNameWithItsNamespace() {
    assertThat(sorted(Metadata.BY_AGE_AND_HOST)).containsExactly(OLD, A_B_IN_X, A_IN_X, A_IN_Y);
  }

  private static List<Metadata> sorted(Comparator<Metadata> order) {
    return List.of(A_B_IN_X, A_IN_Y, A_IN_X, OLD).stream().sorted(order).toList();
  }
}
