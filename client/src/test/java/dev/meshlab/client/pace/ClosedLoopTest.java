package dev.meshlab.client.pace;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedLoopTest {

  private record Started(long call, int connection, Runnable ended) {}

  /** The driver: what waits here runs when the test says so. */
  private final Queue<Runnable> driver = new ArrayDeque<>();

  private final InFlight inFlight = new InFlight();
  private final List<Started> started = new ArrayList<>();

  @Test
  void keepsAsManyCallsInFlightAsItHasLanes() {
    start(3, 1, 0);
    assertThat(started).hasSize(3);
    started.get(1).ended().run();
    assertThat(started).extracting(Started::call).containsExactly(0L, 1L, 2L, 3L);
  }

  @ParameterizedTest(name = "{0} lanes over {1} connections: {2}")
  @CsvSource({
    "3, 3, '0 1 2'",
    "5, 2, '0 1 0 1 0'",
    "4, 1, '0 0 0 0'",
  })
  void dealsItsLanesToTheConnectionsInTurn(int lanes, int connections, String expected) {
    start(lanes, connections, 0);
    assertThat(connectionsUsed()).isEqualTo(expected);
  }

  @Test
  void keepsALaneOnItsConnection() {
    start(4, 3, 0);
    for (int call = 0; call < 20; call++) {
      started.get(started.size() - 1).ended().run();
    }
    assertThat(started.subList(3, started.size())).extracting(Started::connection).containsOnly(0);
  }

  @Test
  void rotatesCallsOverTheConnectionsWhereThereAreFewerLanes() {
    start(2, 5, 10);
    for (int call = 0; call < 10; call++) {
      started.get(call).ended().run();
    }
    assertThat(connectionsUsed()).isEqualTo("0 1 2 3 4 0 1 2 3 4");
  }

  @ParameterizedTest(name = "{0} lanes, {1} calls")
  @CsvSource({"1, 1", "8, 3", "3, 1000", "64, 64"})
  void startsExactlyAsManyCallsAsTheBudgetHasAndThenIsOver(int lanes, long calls) {
    start(lanes, 1, calls);
    for (int call = 0; call < calls; call++) {
      assertThat(inFlight.drained()).isNotDone();
      started.get(call).ended().run();
    }
    assertThat(started).hasSize((int) calls);
    assertThat(inFlight.drained()).isDone();
  }

  @Test
  void neitherDeepensTheStackNorStarvesALaneWhenCallsEndBeforeTheirStartReturns() {
    int calls = 1_000_000;
    Budget budget = new Budget(calls);
    List<Integer> connections = new ArrayList<>();
    Work inline =
        (call, connection, intended, ended) -> {
          connections.add(connection);
          ended.run();
        };
    new ClosedLoop(4, 4, budget, inFlight, new FakeClock(0), driver::add, inline).start();
    runDriver();
    Map<Integer, Long> shares =
        connections.stream().collect(groupingBy(connection -> connection, counting()));
    assertThat(shares).hasSize(4).allSatisfy((any, n) -> assertThat(n).isEqualTo(calls / 4L));
    assertThat(inFlight.drained()).isDone();
  }

  private void start(int lanes, int connections, long calls) {
    Work work =
        (call, connection, intended, ended) -> started.add(new Started(call, connection, ended));
    new ClosedLoop(
            lanes, connections, new Budget(calls), inFlight, new FakeClock(0), driver::add, work)
        .start();
    runDriver();
  }

  private void runDriver() {
    for (Runnable task = driver.poll(); task != null; task = driver.poll()) {
      task.run();
    }
  }

  private String connectionsUsed() {
    return String.join(
        " ", started.stream().map(call -> Integer.toString(call.connection())).toList());
  }
}
