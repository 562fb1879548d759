package dev.meshlab.lab.prediction;

import com.google.rpc.Code;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The faults that a call's metadata {@code rpc-behavior} asks the lab's servers for, in the grammar
 * of gRPC's interop servers, with two of the lab's own servers. One element that is not of the
 * grammar fails the call at the server, at once and whatever the others ask for.
 *
 * @param elements in order
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/xds-test-descriptions.md">xDS test
 *     descriptions</a>
 */
public record RpcBehaviors(List<Element> elements) {

  private static final String KEY = "rpc-behavior";
  private static final String OK = "OK";
  private static final String ERROR_CODE = "error-code";
  private static final String LATE = "late-";
  private static final String MIDWAY = "midway-";

  private static final Pattern HOST = Pattern.compile("hostname=(?<host>\\S+)");

  private static final Pattern ELEMENT =
      Pattern.compile(
          "(?:"
              + HOST
              + " +)?(?:keep-open|"
              + "(?<verb>sleep|(?:late-|midway-)?error-code|succeed-on-retry-attempt)"
              + "-(?<number>\\d{1,9}))");

  private static final RpcBehaviors REFUSED =
      new RpcBehaviors(List.of(new Element("", ERROR_CODE, Code.INVALID_ARGUMENT_VALUE)));

  /**
   * One behaviour.
   *
   * @param host the name or the UUID of the pod that it is for; empty for every pod
   */
  record Element(String host, String verb, int number) {
    boolean isFor(String uuid, String name) {
      return host.isEmpty() || host.equals(uuid) || host.equals(name);
    }
  }

  /**
   * The value of some metadata, where pods have other names; that of other metadata as it is.
   *
   * @param names gives the other name of a pod
   */
  public static String renamed(String key, String value, UnaryOperator<String> names) {
    return key.equals(KEY)
        ? HOST.matcher(value)
            .replaceAll(host -> Matcher.quoteReplacement("hostname=" + names.apply(host.group(1))))
        : value;
  }

  /** The behaviours that some metadata asks for. */
  static RpcBehaviors of(List<Map.Entry<String, String>> metadata) {
    List<Optional<Element>> elements =
        metadata.stream()
            .filter(entry -> entry.getKey().equals(KEY))
            .flatMap(entry -> Stream.of(entry.getValue().split(",", -1)))
            .filter(text -> !text.isBlank())
            .map(text -> element(text.strip()))
            .toList();
    return elements.contains(Optional.empty())
        ? REFUSED
        : new RpcBehaviors(elements.stream().flatMap(Optional::stream).toList());
  }

  /** Empty for a text that is not of the grammar. */
  private static Optional<Element> element(String text) {
    Matcher matcher = ELEMENT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = Objects.requireNonNullElse(matcher.group("host"), "");
    String verb = matcher.group("verb");
    if (verb == null) {
      return Optional.of(new Element(host, "keep-open", 0));
    }
    int number = Integer.parseInt(matcher.group("number"));
    boolean fails = verb.endsWith(ERROR_CODE);
    return fails && (number == Code.OK_VALUE || Code.forNumber(number) == null)
        ? Optional.empty()
        : Optional.of(new Element(host, verb, number));
  }

  boolean isEmpty() {
    return elements.isEmpty();
  }

  /**
   * The gRPC status names with which the first attempt of a call at one pod can end.
   *
   * @param limits the times that the call may take
   * @return OK alone where the pod answers as ever; empty where the call never ends
   */
  Set<String> ends(String uuid, String name, List<TimeLimit> limits) {
    long seconds = 0;
    for (Element element : elements) {
      if (element.isFor(uuid, name)) {
        switch (element.verb()) {
          case "sleep" -> seconds += element.number();
          case "keep-open" -> {
            return cut(limits);
          }
          case ERROR_CODE, LATE + ERROR_CODE, MIDWAY + ERROR_CODE -> {
            return within(
                Duration.ofSeconds(seconds), Code.forNumber(element.number()).name(), limits);
          }
          default -> {
            if (element.number() == 0) {
              return within(Duration.ofSeconds(seconds), OK, limits);
            }
          }
        }
      }
    }
    return within(Duration.ofSeconds(seconds), OK, limits);
  }

  /** True if an attempt at a pod that ends as is asked has sent headers and a message by then. */
  boolean isMidway(String uuid, String name) {
    return elements.stream()
        .filter(element -> element.isFor(uuid, name))
        .map(Element::verb)
        .filter(verb -> verb.equals("keep-open") || verb.endsWith(ERROR_CODE))
        .findFirst()
        .filter((MIDWAY + ERROR_CODE)::equals)
        .isPresent();
  }

  /** The end after a delay, unless a limit is shorter; a limit that is equal may win or lose. */
  private static Set<String> within(Duration delay, String status, List<TimeLimit> limits) {
    if (limits.stream().anyMatch(limit -> limit.isShorterThan(delay))) {
      return cut(limits);
    }
    Set<String> ends = new HashSet<>(Set.of(status));
    limits.stream()
        .filter(limit -> limit.after().equals(delay))
        .forEach(limit -> ends.addAll(limit.statuses()));
    return ends;
  }

  private static Set<String> cut(List<TimeLimit> limits) {
    Set<String> ends = new HashSet<>();
    limits.forEach(limit -> ends.addAll(limit.statuses()));
    return ends;
  }
}
