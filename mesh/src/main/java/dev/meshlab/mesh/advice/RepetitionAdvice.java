package dev.meshlab.mesh.advice;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Retries of methods that must not run twice. */
final class RepetitionAdvice implements Adviser {

  /** Conditions under which the server has certainly not begun to act. */
  private static final Set<String> BEFORE_THE_SERVER =
      Set.of("connect-failure", "refused-stream", "reset-before-request", "retriable-headers");

  /** Words with which names of methods begin that do something each time. */
  private static final Pattern CREATING =
      Pattern.compile(
          "(Create|Add|Insert|Append|Place|Pay|Charge|Refund|Submit|Book|Order|Buy|Reserve|Send"
              + "|Post|Publish|Enqueue|Push|Transfer|Deposit|Withdraw|Register|Increment)"
              + "([A-Z0-9_].*)?");

  /** A path of a gRPC method, in a match by its text or by a regular expression. */
  private static final Pattern METHOD = Pattern.compile("[/(|]([A-Za-z0-9_]+)");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (AdviceContext.Route route : context.routes()) {
      RetryAdvice.of(context, route)
          .ifPresent(retries -> duplicates(route.fields(), retries, advice));
    }
    return advice;
  }

  /** Whatever the server answers, it may have acted before. */
  private static void duplicates(Fields http, Fields retries, List<Diagnostic> advice) {
    List<Fields> uris = http.children("match").stream().map(m -> m.below("uri")).toList();
    boolean risky =
        RetryAdvice.conditions(retries).stream()
            .anyMatch(condition -> !BEFORE_THE_SERVER.contains(condition));
    boolean creates = uris.stream().map(RepetitionAdvice::text).anyMatch(RepetitionAdvice::creates);
    boolean all = uris.isEmpty() || uris.stream().anyMatch(RepetitionAdvice::coversServices);
    if (risky && (creates || all)) {
      Fields once = RewrittenFields.copyOf(retries).without("perTryTimeout").fields();
      String message =
          creates
              ? "repeats a method that looks as if it created something, which may then exist twice"
              : "repeats every method, also one that creates something: it may then exist twice";
      advice.add(
          retries.diagnostic(
              DiagnosticId.RETRY_NOT_IDEMPOTENT,
              "attempts",
              message,
              RetryAdvice.fixed(once, "connect-failure,refused-stream")));
    }
  }

  private static String text(Fields uri) {
    return uri.string("exact", uri.string("prefix", uri.string("regex", "")));
  }

  private static boolean creates(String path) {
    Matcher methods =
        METHOD.matcher(path.substring(path.lastIndexOf('/') < 0 ? 0 : path.lastIndexOf('/')));
    while (methods.find()) {
      if (CREATING.matches(methods.group(1))) {
        return true;
      }
    }
    return false;
  }

  /** Every method of a service, if not of all. */
  private static boolean coversServices(Fields uri) {
    String prefix = uri.string("prefix", "");
    return uri.names().isEmpty()
        || (uri.has("prefix") && (prefix.endsWith("/") || prefix.lastIndexOf('/') == 0))
        || uri.string("regex", "").endsWith(".*");
  }
}
