package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.advice.Refused;
import dev.meshlab.mesh.advice.context.Places;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.FieldPath;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.progress.Steps;
import dev.meshlab.mesh.schema.KindTrait;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Translates for every plane, and says of each field what was made of it. */
final class FieldVerdicts {

  /** A translation for each plane, and a look at what all of them have read. */
  static final int STEPS = Plane.values().length + 1;

  private final ManifestSet manifests;
  private final Steps steps;
  private final Map<Plane, Reads> reads = new EnumMap<>(Plane.class);
  private final Refused refused;
  private final Reasons reasons;

  /**
   * @param causes the diagnostics that may say what has no effect
   */
  FieldVerdicts(
      ManifestSet manifests, ClientWorkload client, List<Diagnostic> causes, Steps steps) {
    this.manifests = manifests;
    this.steps = steps;
    this.refused = new Refused(manifests, new Places(manifests.documents()));
    this.reasons = new Reasons(causes);
    for (Plane plane : Plane.values()) {
      steps.begin("translating for " + plane);
      if (!plane.isEnteredFromOutside() || hasGateway(manifests)) {
        reads.put(plane, plane.reads(manifests, client));
      }
    }
  }

  private static boolean hasGateway(ManifestSet manifests) {
    return manifests.documents().stream().anyMatch(d -> d.kind().equals("Gateway"));
  }

  List<FieldVerdict> all() {
    steps.begin("looking at each field");
    List<FieldVerdict> verdicts = new ArrayList<>();
    for (Document document : manifests.documents()) {
      of(document, refused.in(document), verdicts);
    }
    return verdicts;
  }

  private void of(Document document, List<Diagnostic> errors, List<FieldVerdict> verdicts) {
    Map<Plane, List<Reads.Written>> written = new EnumMap<>(Plane.class);
    reads.forEach((plane, noted) -> written.put(plane, noted.written(document)));
    List<Reads.Written> onEnvoy = written.getOrDefault(Plane.ENVOY, List.of());
    for (int i = 0; i < onEnvoy.size(); i++) {
      for (Map.Entry<Plane, List<Reads.Written>> view : written.entrySet()) {
        Plane plane = view.getKey();
        Reads.Written field = view.getValue().get(i);
        verdicts.add(
            refused(document, plane, field, errors)
                .orElse(verdict(document, plane, field, onEnvoy.get(i).read())));
      }
    }
  }

  /** A cluster takes an object whole or not at all. */
  private static Optional<FieldVerdict> refused(
      Document document, Plane plane, Reads.Written field, List<Diagnostic> errors) {
    return errors.stream()
        .filter(error -> FieldPath.isWithin(field.path(), error.path()))
        .map(Diagnostic::message)
        .findFirst()
        .or(() -> errors.stream().findFirst().map(e -> "its object is refused: " + e.message()))
        .map(reason -> verdict(document, plane, field, Verdict.REJECTED, Reason.of(reason)));
  }

  private FieldVerdict verdict(
      Document document, Plane plane, Reads.Written field, boolean onEnvoy) {
    if (!field.read()) {
      return idle(document, plane, field, reasons.ignored(plane, document, field, onEnvoy));
    }
    Optional<Reason> idle = reasons.withoutEffect(plane, document, field);
    if (idle.isPresent()) {
      return idle(document, plane, field, idle.get());
    }
    String how = field.how();
    if (how != null) {
      return verdict(document, plane, field, Verdict.APPROXIMATED, Reason.of(how));
    }
    return plane.carrier().deviations().stream()
        .filter(deviation -> deviation.concerns().stream().anyMatch(field.fields()::contains))
        .findFirst()
        .map(d -> verdict(document, plane, field, Verdict.APPROXIMATED, described(d)))
        .orElse(verdict(document, plane, field, Verdict.HONOURED, Reason.of("")));
  }

  private static FieldVerdict idle(
      Document document, Plane plane, Reads.Written field, Reason reason) {
    boolean leftOut = reason.cause() == DiagnosticId.NOT_HONOURED;
    return verdict(document, plane, field, leftOut ? Verdict.LEFT_OUT : Verdict.IGNORED, reason);
  }

  private static Reason described(Deviation deviation) {
    return Reason.of(deviation.field() + " is " + deviation.lab() + " here: " + deviation.reason());
  }

  private static FieldVerdict verdict(
      Document document, Plane plane, Reads.Written field, Verdict verdict, Reason reason) {
    return new FieldVerdict(
        field.position(),
        document.described(),
        KindTrait.RULE.isOf(document),
        field.path(),
        plane,
        verdict,
        reason);
  }
}
