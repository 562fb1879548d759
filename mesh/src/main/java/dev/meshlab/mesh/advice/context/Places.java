package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The objects of some files by the places at which they stand. */
public final class Places {

  /** An object and the last line in which something of it stands. */
  private record Placed(Document document, int lastLine) {}

  private static final Comparator<Position> IN_FILE =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  private final Map<String, NavigableMap<Position, Placed>> files = new HashMap<>();

  public Places(List<Document> documents) {
    for (Document document : documents) {
      files
          .computeIfAbsent(document.position().file(), unused -> new TreeMap<>(IN_FILE))
          .put(document.position(), new Placed(document, document.lastLine()));
    }
  }

  /** The object to which a place belongs; none for one outside of all, or for a file as a whole. */
  public Optional<Document> objectAt(Position place) {
    return Optional.ofNullable(files.get(place.file()))
        .map(objects -> objects.floorEntry(place))
        .map(Map.Entry::getValue)
        .filter(placed -> place.line() <= placed.lastLine)
        .map(Placed::document);
  }
}
