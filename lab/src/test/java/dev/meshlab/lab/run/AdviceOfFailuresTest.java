package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.failure.LabFailure;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.input.HowFar;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;

class AdviceOfFailuresTest {
  @Test
  void explore() throws Exception {
    List<Path> inputs = new ArrayList<>();
    try (Stream<Path> s = Files.list(Path.of("../samples"))) {
      s.forEach(inputs::add);
    }
    try (Stream<Path> s = Files.list(Path.of("src/test/resources/cases"))) {
      s.forEach(inputs::add);
    }
    try (Stream<Path> s = Files.list(Path.of("../mesh/src/test/resources/golden"))) {
      s.map(p -> p.resolve("input.yaml")).filter(Files::exists).forEach(inputs::add);
    }
    inputs.sort(null);
    for (Path input : inputs) {
      ManifestSet manifests = Manifests.read(List.of(input));
      String name =
          input
              .toString()
              .replace("../mesh/src/test/resources/", "")
              .replace("src/test/resources/", "");
      Explanation explanation = Explanation.of(manifests, Clients.of(Mesh.of(manifests)));
      List<String> advice =
          explanation.advice().stream()
              .filter(d -> d.message().contains("fail") || d.message().contains("404"))
              .map(d -> d.line() + ":" + d.id() + " " + d.message())
              .toList();
      List<String> failing = new ArrayList<>();
      try {
        Load load = Load.builder().calls(10).build();
        for (PlaneReport r :
            new Forecast(manifests, load, new Settings().standIn().build(), HowFar.UNSEEN)
                .predict()
                .planes()) {
          if (r.measurement().failing() != null)
            failing.add(
                r.plane()
                    + " "
                    + r.target()
                    + " "
                    + r.request().route()
                    + ": "
                    + r.measurement().failing().reason());
        }
      } catch (LabFailure e) {
        failing.add("REFUSED " + e.getMessage());
      }
      if (failing.isEmpty() != advice.isEmpty()) {
        System.out.println("@@ " + name);
        advice.forEach(a -> System.out.println("@@    advice " + a));
        failing.forEach(a -> System.out.println("@@    fails " + a));
      } else if (!failing.isEmpty()) {
        System.out.println(
            "== "
                + name
                + " "
                + advice.stream().map(a -> a.substring(0, a.indexOf(' '))).toList()
                + " / "
                + failing.size()
                + " "
                + failing.get(0));
      }
    }
  }
}
