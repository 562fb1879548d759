package dev.meshlab.server.fault;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of the metadata {@code rpc-behavior}, as gRPC's interop servers read it: values in
 * order, each a list separated by commas, an element optionally limited to one server by {@code
 * hostname=H} and a space.
 *
 * <p>Two behaviours are this server's own, {@code late-error-code-N} and {@code
 * midway-error-code-N}; see {@link Moment}. One deviation: those servers ignore an element that
 * they do not understand; here it fails the call, because a fault that was mistyped and never
 * happens is a wrong measurement.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/xds-test-descriptions.md">xDS test
 *     descriptions</a>
 */
final class RpcBehavior {
  private static final Pattern ELEMENT =
      Pattern.compile(
          "(?:hostname=(?<host>\\S+) +)?(?:keep-open|"
              + "(?<verb>sleep|(?:late-|midway-)?error-code|succeed-on-retry-attempt)"
              + "-(?<number>\\d{1,9}))");

  private static final String ERROR_CODE = "error-code";

  private RpcBehavior() {}

  /**
   * The behaviours for this server, in order.
   *
   * @param isThisServer whether a hostname means this server
   * @throws IllegalArgumentException naming the element that is not of the grammar
   */
  static List<Behavior> parse(Iterable<String> values, Predicate<String> isThisServer) {
    List<Behavior> behaviors = new ArrayList<>();
    for (String value : values) {
      for (String element : value.split(",", -1)) {
        if (!element.isBlank()) {
          addIfMeant(behaviors, element.strip(), isThisServer);
        }
      }
    }
    return behaviors;
  }

  private static void addIfMeant(
      List<Behavior> behaviors, String element, Predicate<String> isThisServer) {
    Matcher matcher = ELEMENT.matcher(element);
    if (!matcher.matches()) {
      throw malformed(element);
    }
    Behavior behavior = behavior(matcher);
    String host = matcher.group("host");
    if (host == null || isThisServer.test(host)) {
      behaviors.add(behavior);
    }
  }

  private static Behavior behavior(Matcher element) {
    String verb = element.group("verb");
    if (verb == null) {
      return new Behavior.KeepOpen();
    }
    int number = Integer.parseInt(element.group("number"));
    return switch (verb) {
      case "sleep" -> new Behavior.Sleep(number);
      case "succeed-on-retry-attempt" -> new Behavior.SucceedOnRetryAttempt(number);
      default -> new Behavior.ErrorCode(moment(verb), code(number, element.group()));
    };
  }

  private static Moment moment(String verb) {
    return Arrays.stream(Moment.values())
        .filter(moment -> verb.equals(moment.prefix() + ERROR_CODE))
        .findFirst()
        .orElseThrow();
  }

  private static Status.Code code(int number, String element) {
    if (number == Status.Code.OK.value() || number >= Status.Code.values().length) {
      throw malformed(element);
    }
    return Status.fromCodeValue(number).getCode();
  }

  private static IllegalArgumentException malformed(String element) {
    return new IllegalArgumentException(
        """
        rpc-behavior: '%s' is not a behaviour; write sleep-SECONDS, keep-open, \
        error-code-1 to error-code-16, the same after late- or midway-, \
        or succeed-on-retry-attempt-N, each optionally after 'hostname=POD-OR-UUID '"""
            .formatted(element));
  }
}
