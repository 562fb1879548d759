package dev.meshlab.lab.intent;

import dev.meshlab.lab.exercise.Call;
import dev.meshlab.lab.exercise.CallReader;
import dev.meshlab.lab.exercise.ChangeReader;
import dev.meshlab.lab.exercise.ExpectedLines;
import dev.meshlab.lab.exercise.GatewayOnly;
import dev.meshlab.lab.exercise.WorldReader;
import dev.meshlab.lab.expectation.Expectations;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object of the kind MeshTest, read; its schema has been checked. */
final class TestReader {

  private final List<Diagnostic> problems;

  /**
   * @param problems where to put what the schema cannot say
   */
  TestReader(List<Diagnostic> problems) {
    this.problems = problems;
  }

  MeshTest read(Document document) {
    Fields spec = Fields.of(document).below("spec");
    Map<String, Caller> callers = new HashMap<>();
    Fields named = spec.below("callers");
    named.names().forEach(name -> callers.put(name, caller(named.below(name))));
    List<Plane> planes = planes(spec);
    List<Fields> cases = spec.children("cases");
    if (cases.isEmpty()) {
      problem(spec, "cases", "has no case", "write at least one, with name, call and expect");
    }
    WorldReader.oneOfEachName(cases, "case", problems);
    return new MeshTest(
        document.name(),
        Path.of(document.position().file()),
        world(spec, List.of(".")),
        spec.bool("standIn", true),
        Set.copyOf(spec.strings("accept")),
        planes.isEmpty() ? List.of(Plane.ENVOY) : planes,
        cases.stream().map(each -> testCase(spec, callers, each)).toList());
  }

  private static MeshWorld world(Fields fields, List<String> usual) {
    List<String> manifests = fields.strings("manifests");
    return new MeshWorld(
        manifests.isEmpty() ? usual : manifests,
        WorldReader.replicas(fields),
        fields.strings("zones"));
  }

  private static List<Plane> planes(Fields fields) {
    return fields.strings("planes").stream().flatMap(name -> Plane.of(name).stream()).toList();
  }

  private static Caller caller(Fields fields) {
    return new Caller(
        fields.string("workload", ""),
        fields.string("namespace", ""),
        fields.stringMap("labels"),
        fields.string("node", ""),
        fields.string("locality", ""));
  }

  private TestCase testCase(Fields spec, Map<String, Caller> callers, Fields each) {
    Fields written = each.below("call");
    if (written.string("to").or(() -> spec.string("to")).isEmpty()) {
      problem(
          each,
          "call",
          "does not say what is called",
          "write to: host:port here, or once for all cases beside them");
    }
    if (written.has("through")) {
      problem(
          written,
          "through",
          "forwards a port of a cluster, and a test has none",
          "leave it out; exercises have it, with --planes kubernetes");
    }
    List<Timed> changes = new ChangeReader(problems).read(each);
    Call read = new CallReader(problems).read(written, changes);
    new GatewayOnly(problems).check(written, planes(each.has("planes") ? each : spec));
    String from = written.string("from", spec.string("from", ""));
    Call call = read.of(from, written.string("to", spec.string("to", "")));
    return new TestCase(
        each.string("name", ""),
        each.position(),
        world(each, List.of()),
        planes(each),
        call,
        from.isEmpty() ? Caller.USUAL : callers.getOrDefault(from, Caller.of(from)),
        changes,
        each.integer("repeats", 1),
        expectations(spec, each, call, !changes.isEmpty()));
  }

  /** Those of planes on which the case is never tried are not taken. */
  private Expectations expectations(Fields spec, Fields each, Call call, boolean changing) {
    Expectations read = new ExpectedLines(call, changing, problems).of(each);
    List<Plane> named = planes(each.has("planes") ? each : spec);
    if (!named.isEmpty()) {
      read.byPlane().keySet().stream()
          .filter(plane -> Plane.of(plane).filter(named::contains).isEmpty())
          .forEach(
              plane ->
                  problem(
                      each,
                      "expect",
                      "expects something of the plane %s, and is tried on %s alone"
                          .formatted(
                              plane,
                              String.join(", ", named.stream().map(Plane::toString).toList())),
                      "add the plane to planes, or leave the expectation out"));
    }
    return read;
  }

  private void problem(Fields fields, String field, String message, String fix) {
    problems.add(fields.diagnostic(DiagnosticId.BAD_USAGE, field, message, fix));
  }
}
