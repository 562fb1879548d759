package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Gateway;
import dev.meshlab.mesh.model.VirtualService;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Matches of VirtualServices that are for other callers, or for gateways, as istiod decides when it
 * configures a proxy (istio/istio, core/route/route.go sourceMatchHTTP).
 */
final class MatchOfOthers {

  private final Caller caller;
  private final AdviceContext.Route route;

  private MatchOfOthers(Caller caller, AdviceContext.Route route) {
    this.caller = caller;
    this.route = route;
  }

  static Stream<Diagnostic> find(AdviceContext context) {
    return Caller.of(context.mesh(), context.client()).stream()
        .flatMap(
            caller ->
                context.routes().stream()
                    .flatMap(route -> new MatchOfOthers(caller, route).notes().stream()));
  }

  /** A note on each match, and on the route where none is left. */
  private List<Diagnostic> notes() {
    List<Fields> matches = route.fields().children("match");
    List<Diagnostic> notes = matches.stream().flatMap(match -> note(match).stream()).toList();
    if (notes.isEmpty() || notes.size() < matches.size()) {
      return notes;
    }
    Diagnostic whole = notes.get(0).idling(idle(route.fields()));
    return notes.size() == 1
        ? List.of(whole)
        : Stream.concat(notes.stream(), Stream.of(whole)).toList();
  }

  /** One that names gateways is not asked for the source. */
  private Optional<Diagnostic> note(Fields match) {
    List<String> gateways = match.strings("gateways");
    return (gateways.isEmpty() ? source(match) : bound(match, gateways))
        .map(note -> note.idling(idle(match)));
  }

  private Optional<Diagnostic> source(Fields match) {
    Source source = Source.of(match);
    return caller.isIncluded(source)
        ? Optional.empty()
        : Optional.of(match.diagnostic(DiagnosticId.OTHER_CALLERS, "", caller.not(source), ""));
  }

  private Optional<Diagnostic> bound(Fields match, List<String> gateways) {
    long inMesh =
        gateways.stream()
            .map(name -> Gateway.resolve(name, route.namespace()))
            .filter(VirtualService.MESH::equals)
            .count();
    if (caller.isAtGateways()) {
      return inMesh < gateways.size()
          ? Optional.empty()
          : Optional.of(note(match, DiagnosticId.BOUND_TO_MESH, "is for sidecars alone"));
    }
    return inMesh > 0
        ? Optional.empty()
        : Optional.of(note(match, DiagnosticId.BOUND_TO_GATEWAYS, "is for gateways alone"));
  }

  private static Diagnostic note(Fields match, DiagnosticId id, String message) {
    return match.diagnostic(id, "gateways", message + ", as its gateways say", "");
  }

  private List<Idle> idle(Fields block) {
    return List.of(new Idle(route.rule().position(), block.path(), caller.side()));
  }
}
