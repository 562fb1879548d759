package dev.meshlab.lab.fleet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.process.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pods that are lent to one mesh after the other. */
@Timeout(120)
class PodPoolIT {

  private static final Duration BOUND = Duration.ofSeconds(60);

  private Sandbox sandbox;
  private PodPool pool;

  @BeforeEach
  void open() throws Exception {
    sandbox = Sandbox.open();
    pool = new PodPool(sandbox, ServerArtefact.find(), 1);
  }

  @AfterEach
  void close() {
    pool.close();
    sandbox.close();
  }

  @Test
  void goOnWhereTheyAreWantedAgainUnderAnotherUuid() throws Exception {
    List<PodProcess> first = lend(pod("a", "uid-1", "zone-1"), pod("b", "uid-2", "zone-1"));
    List<PodProcess> second = lend(pod("b", "uid-3", "zone-1"), pod("a", "uid-4", "zone-1"));

    assertThat(second).containsExactly(first.get(1), first.get(0));
    assertThat(second).extracting(PodProcess::uuid).containsExactly("uid-2", "uid-1");
  }

  @Test
  void restWhileNoMeshWantsThemAsTheyAre() throws Exception {
    PodProcess first = lend(pod("a", "uid-1", "zone-1")).get(0);
    PodProcess second = lend(pod("a", "uid-2", "zone-2")).get(0);
    PodProcess third = lend(pod("a", "uid-3", "zone-1")).get(0);

    assertThat(second.uuid()).isEqualTo("uid-2");
    assertThat(third).isSameAs(first);
  }

  @Test
  void endWhereTooManyRest() throws Exception {
    List<PodProcess> first = lend(pod("a", "uid-1", "zone-1"), pod("b", "uid-2", "zone-1"));
    lend(pod("c", "uid-3", "zone-1"));

    first.get(0).onExit().get(BOUND.toSeconds(), SECONDS);
    assertThat(first.get(1).alive()).isTrue();
  }

  @Test
  void endWhereTheirMeshChangesAndWantsThemNoMore() throws Exception {
    PodProcess rested = lend(pod("a", "uid-1", "zone-1")).get(0);
    List<PodProcess> first = lend(pod("b", "uid-2", "zone-1"), pod("c", "uid-3", "zone-1"));
    List<PodProcess> second = change(pod("c", "uid-4", "zone-1"), pod("a", "uid-5", "zone-1"));

    first.get(0).onExit().get(BOUND.toSeconds(), SECONDS);
    assertThat(second.get(0)).isSameAs(first.get(1));
    assertThat(second.get(1).uuid()).as("a pod that comes is a new one").isEqualTo("uid-5");
    assertThat(rested.alive()).isTrue();
  }

  @Test
  void areReplacedWhenTheyHaveDied() throws Exception {
    PodProcess first = lend(pod("a", "uid-1", "zone-1")).get(0);
    first.kill();
    PodProcess second = lend(pod("a", "uid-2", "zone-1")).get(0);

    assertThat(second.uuid()).isEqualTo("uid-2");
    assertThat(second.alive()).isTrue();
  }

  @Test
  void outliveTheFleetThatTheyAreLentTo() throws Exception {
    PodProcess pod = lend(pod("a", "uid-1", "")).get(0);
    PodProcess other = lend(pod("b", "uid-2", "")).get(0);
    assertThat(pod.alive()).isTrue();

    pool.close();

    assertThat(pod.alive()).isFalse();
    assertThat(other.alive()).isFalse();
  }

  private List<PodProcess> lend(PodSpec... specs) throws Exception {
    try (Fleet fleet = pool.pods(List.of(specs), BOUND, (ready, of) -> {})) {
      return fleet.pods();
    }
  }

  private List<PodProcess> change(PodSpec... specs) throws Exception {
    try (Fleet fleet = pool.changed(List.of(specs), BOUND, (ready, of) -> {})) {
      return fleet.pods();
    }
  }

  private static PodSpec pod(String name, String uid, String zone) {
    return new PodSpec(
        name, "shop", uid, "v1", "region", zone, "node", "10.0.0.1", Map.of(), List.of());
  }
}
