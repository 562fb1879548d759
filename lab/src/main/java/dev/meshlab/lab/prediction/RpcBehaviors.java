package dev.meshlab.lab.prediction;

import com.google.rpc.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The faults that a call's metadata {@code rpc-behavior} asks the lab's servers for, in the grammar
 * of gRPC's interop servers. Elements that are not of the grammar fail the call at the server.
 *
 * @param elements in order
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/xds-test-descriptions.md">xDS test
 *     descriptions</a>
 */
record RpcBehaviors(List<Element> elements) {

  private static final String KEY = "rpc-behavior";
  private static final String OK = "OK";

  private static final Pattern ELEMENT =
      Pattern.compile(
          "(?:hostname=(?<host>\\S+) +)?"
              + "(?<verb>keep-open|sleep-|error-code-|succeed-on-retry-attempt-)(?<number>\\d{0,9})");

  /**
   * One behaviour.
   *
   * @param host the name or the UUID of the pod that it is for; empty for every pod
   */
  private record Element(String host, String verb, int number) {
    boolean isFor(String uuid, String name) {
      return host.isEmpty() || host.equals(uuid) || host.equals(name);
    }
  }

  /** The behaviours that some metadata asks for. */
  static RpcBehaviors of(List<Map.Entry<String, String>> metadata) {
    List<Element> elements = new ArrayList<>();
    for (Map.Entry<String, String> entry : metadata) {
      if (entry.getKey().equals(KEY)) {
        for (String element : entry.getValue().split(",", -1)) {
          add(elements, element.strip());
        }
      }
    }
    return new RpcBehaviors(elements);
  }

  private static void add(List<Element> elements, String text) {
    Matcher matcher = ELEMENT.matcher(text);
    if (text.isEmpty()) {
      return;
    }
    if (!matcher.matches()) {
      elements.add(new Element("", "error-code-", Code.INVALID_ARGUMENT_VALUE));
      return;
    }
    String host = matcher.group("host");
    String number = matcher.group("number");
    elements.add(
        new Element(
            host == null ? "" : host,
            matcher.group("verb"),
            number.isEmpty() ? 0 : Integer.parseInt(number)));
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
          case "sleep-" -> seconds += element.number();
          case "keep-open" -> {
            return cut(limits);
          }
          case "error-code-" -> {
            return within(Duration.ofSeconds(seconds), code(element.number()), limits);
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

  private static String code(int number) {
    Code code = number == 0 ? null : Code.forNumber(number);
    return code == null ? Code.INVALID_ARGUMENT.name() : code.name();
  }
}
