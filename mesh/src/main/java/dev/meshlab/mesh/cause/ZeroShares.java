package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.AdviceContext.Route;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Destinations and mirrors of routes that are for none of the calls. */
final class ZeroShares {

  private ZeroShares() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    return context.routes().stream()
        .flatMap(route -> Stream.concat(destinations(route), mirrors(route)));
  }

  private static Stream<Diagnostic> destinations(Route route) {
    List<Fields> all = route.fields().children("route");
    return all.size() < 2
        ? Stream.of()
        : all.stream()
            .filter(destination -> destination.integer("weight").orElse(0L) == 0)
            .map(destination -> note(route, destination, "weight", List.of(destination.path())));
  }

  private static Stream<Diagnostic> mirrors(Route route) {
    Fields http = route.fields();
    Stream<Diagnostic> listed =
        http.children("mirrors").stream()
            .filter(mirror -> isZero(mirror, "percentage"))
            .map(mirror -> note(route, mirror, "percentage", List.of(mirror.path())));
    Stream<Diagnostic> single =
        isZero(http, "mirrorPercentage")
            ? Stream.of(
                note(
                    route,
                    http,
                    "mirrorPercentage",
                    List.of(http.path("mirror"), http.path("mirrorPercentage"))))
            : Stream.of();
    return Stream.concat(single, listed);
  }

  private static boolean isZero(Fields holder, String percentage) {
    Optional<Fields> share = holder.child(percentage);
    return share.filter(it -> it.number("value").orElse(0.0) == 0).isPresent();
  }

  private static Diagnostic note(Route route, Fields holder, String field, List<String> blocks) {
    return holder
        .diagnostic(DiagnosticId.NO_SHARE, field, "it is for 0 % of the calls", "")
        .idling(
            blocks.stream()
                .map(block -> new Idle(route.rule().position(), block, Side.BOTH))
                .toList());
  }
}
