package dev.meshlab.client.load;

import dev.meshlab.client.load.InvalidLoadException.Problem;
import io.grpc.Metadata;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Metadata that has another value from call to call, as calls of several users have: {@code key-1}
 * to {@code key-n}, in turn.
 *
 * @param name of the metadata; "" where all calls are alike
 * @param number of different values; 0 where all calls are alike
 */
public record Keys(String name, int number) {

  /** Calls that are all alike. */
  public static final Keys NONE = new Keys("", 0);

  private static final int MOST = 10_000;

  public Keys {
    name = new MetadataEntry(name, "").key();
  }

  /** True if calls have keys. */
  public boolean any() {
    return !name.isEmpty();
  }

  /**
   * The value of one of the keys.
   *
   * @param index from 0 on
   */
  public String value(int index) {
    return "key-" + (index + 1);
  }

  /** The entry of one of the keys. */
  public MetadataEntry entry(int index) {
    return new MetadataEntry(name, value(index));
  }

  /**
   * The number of the key of a call. Neighbouring calls, which go over different connections, share
   * a key, so that a key is not bound to a connection.
   */
  int of(long call, int connections) {
    return (int) (call / connections % number);
  }

  Metadata[] headers() {
    return IntStream.range(0, number)
        .mapToObj(
            index -> {
              Metadata headers = new Metadata();
              entry(index).addTo(headers);
              return headers;
            })
        .toArray(Metadata[]::new);
  }

  /** The problem with these keys, if there is one. */
  Optional<Problem> problem() {
    if (equals(NONE)) {
      return Optional.empty();
    }
    Optional<String> problem =
        number < 1 || number > MOST
            ? Optional.of("write a name and a number from 1 to " + MOST)
            : name.endsWith(Metadata.BINARY_HEADER_SUFFIX)
                ? Optional.of("keys are text; choose a name that does not end in -bin")
                : entry(0).problem();
    return problem.map(remedy -> new Problem("keys", toString(), remedy));
  }

  @Override
  public String toString() {
    return equals(NONE) ? "" : name + "=" + number;
  }
}
