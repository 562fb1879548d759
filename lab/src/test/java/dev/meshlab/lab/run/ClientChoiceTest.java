package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientChoiceTest {

  private static final ClientWorkload OTHER =
      new ClientWorkload("shop", Map.of("app", "caller"), Locality.parse("eu/eu-1"));

  @Test
  void keepsWhatWasNotChosen() {
    assertThat(new ClientChoice(null, null, Map.of(), null).orElse(OTHER)).isEqualTo(OTHER);
  }

  @Test
  void putsEachPartThatWasChosenInItsPlace() {
    assertThat(new ClientChoice(null, "web", Map.of(), null).orElse(OTHER))
        .isEqualTo(new ClientWorkload("web", OTHER.labels(), OTHER.locality()));
    assertThat(new ClientChoice(null, null, Map.of("version", "v2"), null).orElse(OTHER))
        .isEqualTo(new ClientWorkload("shop", Map.of("version", "v2"), OTHER.locality()));
    assertThat(new ClientChoice(null, null, Map.of(), Locality.parse("us")).orElse(OTHER))
        .isEqualTo(new ClientWorkload("shop", OTHER.labels(), Locality.parse("us")));
  }
}
