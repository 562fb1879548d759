package dev.meshlab.client.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountsTest {

  private static final Counts EARLIER =
      counts(Map.of("a", 3L), Map.of("b", sorted(Map.of("INTERNAL", 1L))), Map.of("a", 30L), 1);

  private static final Counts LATER =
      counts(
          Map.of("a", 3L, "b", 4L),
          Map.of("", sorted(Map.of("UNAVAILABLE", 2L)), "b", sorted(Map.of("INTERNAL", 5L))),
          Map.of("a", 31L),
          4);

  @Test
  void addsUpCallsAndStatuses() {
    assertThat(LATER.ok()).isEqualTo(7);
    assertThat(LATER.calls()).isEqualTo(14);
    assertThat(LATER.statuses())
        .containsExactlyInAnyOrderEntriesOf(Map.of("OK", 7L, "INTERNAL", 5L, "UNAVAILABLE", 2L));
  }

  @Test
  void namesNoStatusThatDidNotOccur() {
    assertThat(Counts.NONE.statuses()).isEmpty();
  }

  @Test
  void countsWhatCameLaterAndKeepsThoseWithNothingNew() {
    Counts since = LATER.since(EARLIER);
    assertThat(since.replies()).containsExactlyInAnyOrderEntriesOf(Map.of("a", 0L, "b", 4L));
    assertThat(since.failures())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("", sorted(Map.of("UNAVAILABLE", 2L)), "b", sorted(Map.of("INTERNAL", 4L))));
    assertThat(since.streamMessages()).containsExactlyEntriesOf(Map.of("a", 1L));
    assertThat(since.splitStreams()).isEqualTo(3);
    assertThat(since.outOfSequence()).isEqualTo(3);
    assertThat(since.missing()).isEqualTo(3);
  }

  @Test
  void addsUpAndComparesTheRepliesOfEachKey() {
    Counts first = ofKeys(Map.of("key-1", sorted(Map.of("a", 1L))));
    Counts second =
        ofKeys(Map.of("key-1", sorted(Map.of("a", 1L, "b", 2L)), "key-2", sorted(Map.of("b", 1L))));
    assertThat(first.plus(second).keys().get("key-1"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", 2L, "b", 2L));
    assertThat(second.since(first).of(Set.of()).keys())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("key-1", sorted(Map.of("b", 2L)), "key-2", sorted(Map.of("b", 1L))));
  }

  private static Counts ofKeys(Map<String, SortedMap<String, Long>> keys) {
    return new Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0, 0, 0, 0, sorted(keys));
  }

  @Test
  void sharesNothingThatCouldChange() {
    SortedMap<String, Long> mine = sorted(Map.of("a", 1L));
    Counts counts = counts(mine, Map.of(), Map.of(), 0);
    mine.put("a", 2L);
    assertThat(counts.replies()).containsEntry("a", 1L);
    assertThatThrownBy(() -> counts.replies().put("a", 3L))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Counts counts(
      Map<String, Long> replies,
      Map<String, SortedMap<String, Long>> failures,
      Map<String, Long> messages,
      long odd) {
    return new Counts(sorted(replies), sorted(failures), sorted(messages), odd, odd, odd, odd);
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return new TreeMap<>(map);
  }
}
