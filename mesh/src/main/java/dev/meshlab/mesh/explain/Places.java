package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Position;
import dev.meshlab.mesh.manifest.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which object a problem lies in, by file and lines. */
final class Places {

  private final Map<Position, Integer> lastLines = new HashMap<>();

  Places(List<Document> documents) {
    documents.forEach(document -> lastLines.put(document.position(), document.lastLine()));
  }

  boolean liesIn(Problem problem, Document document) {
    Position start = document.position();
    return problem.file().equals(start.file())
        && problem.line() >= start.line()
        && problem.line() <= lastLines.getOrDefault(start, start.line());
  }
}
