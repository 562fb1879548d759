package dev.meshlab.lab.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodNamesTest {

  private final PodNames names =
      new PodNames(Map.of("server-1", "server-58f5-aaaaa", "server-2", "server-58f5-bbbbb"));

  @Test
  void askThePodOfTheClusterForWhatIsAskedOfTheOneInTheFiles() {
    Load load =
        Load.builder().calls(1).metadata("rpc-behavior", "hostname=server-1 error-code-14").build();

    assertThat(names.given(load).metadata())
        .hasToString("[rpc-behavior=hostname=server-58f5-aaaaa error-code-14]");
  }

  @Test
  void leaveOtherMetadataAlone() {
    Load load =
        Load.builder()
            .calls(1)
            .metadata("x-host", "hostname=server-1")
            .metadata("rpc-behavior", "hostname=server-10 sleep-1")
            .build();

    assertThat(names.given(load).metadata())
        .hasToString("[x-host=hostname=server-1, rpc-behavior=hostname=server-10 sleep-1]");
  }

  @Test
  void nameThePodsOfTheClusterAsTheFilesDo() {
    PodLabels given =
        new PodLabels(
            Map.of(
                "uuid-b", new PodLabel("server-58f5-bbbbb", "lab", "v1", "zone1"),
                "uuid-new", new PodLabel("server-58f5-ccccc", "lab", "v1", "zone1")));

    assertThat(names.played(given).byUuid())
        .containsEntry("uuid-b", new PodLabel("server-2", "lab", "v1", "zone1"))
        .containsEntry("uuid-new", new PodLabel("server-58f5-ccccc", "lab", "v1", "zone1"));
  }
}
