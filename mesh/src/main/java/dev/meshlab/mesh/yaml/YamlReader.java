package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * YAML text to positioned trees, from the parser's event stream: the parser keeps its own stack, so
 * only this class's bounded recursion can meet a deep or hostile document.
 *
 * <p>Aliases share the node they name, and count with its full size against {@link #MAX_NODES}, so
 * that every later walk is bounded too.
 */
final class YamlReader {

  static final int MAX_DEPTH = 100;
  static final int MAX_NODES = 1_000_000;

  private record Anchored(Node node, int size) {}

  /** Ends the reading of one file; the problem has been noted. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic problem;

    Unreadable(Position position, String message, String hint) {
      super(message, null, false, false);
      this.problem = Diagnostic.of(DiagnosticId.NOT_YAML, position, "", message, hint);
    }
  }

  private final YamlErrors errors;
  private final List<Diagnostic> problems;
  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int end;

  private YamlReader(YamlErrors errors, String text, List<Diagnostic> problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(Integer.MAX_VALUE)
            // One buffer for all of it: 3.0.1 throws when a surrogate pair lies across two.
            .setBufferSize(text.length() + 2)
            .build();
    this.errors = errors;
    this.problems = problems;
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * Hands on the roots of a file's documents, up to the first that cannot be parsed.
   *
   * @param line of the file, counted from 0, in which the text starts
   * @param problems where to put what is wrong with documents that can be parsed
   * @param roots takes each root, and how many characters have been read with it
   * @return why the rest cannot be parsed
   */
  static Optional<Diagnostic> read(
      String file, int line, String text, List<Diagnostic> problems, ObjIntConsumer<Node> roots) {
    return read(YamlErrors.ofFile(file, line), text, problems, roots);
  }

  /**
   * The same for a text that stands somewhere else.
   *
   * @param errors know where it stands
   */
  static Optional<Diagnostic> read(
      YamlErrors errors, String text, List<Diagnostic> problems, ObjIntConsumer<Node> roots) {
    try {
      new YamlReader(errors, text, problems).documents(roots);
      return Optional.empty();
    } catch (Unreadable unreadable) {
      return Optional.of(unreadable.problem);
    } catch (MarkedYamlEngineException malformed) {
      return Optional.of(errors.malformed(malformed));
    } catch (ReaderException strange) {
      return Optional.of(errors.unprintable(text, strange));
    } catch (YamlEngineException malformed) {
      String message = "cannot be parsed: " + malformed.getMessage();
      Position file = Position.of(errors.start().file());
      return Optional.of(Diagnostic.of(DiagnosticId.NOT_YAML, file, "", message, ""));
    }
  }

  private void documents(ObjIntConsumer<Node> roots) {
    while (events.hasNext()) {
      if (next() instanceof DocumentStartEvent) {
        anchors.clear();
        roots.accept(node(next(), 0), end);
      }
    }
  }

  private Event next() {
    Event event = events.next();
    event.getEndMark().ifPresent(mark -> end = mark.getIndex());
    return event;
  }

  private Node node(Event event, int depth) {
    Position position = errors.position(event.getStartMark());
    if (depth > MAX_DEPTH) {
      throw new Unreadable(position, "is nested deeper than " + MAX_DEPTH + " levels", "");
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias, position);
    }
    int before = nodes;
    count(1, position);
    Node node;
    if (event instanceof MappingStartEvent) {
      node = mapping(position, depth);
    } else if (event instanceof SequenceStartEvent) {
      node = sequence(position, depth);
    } else {
      node = scalar((ScalarEvent) event, position);
    }
    int size = nodes - before;
    ((NodeEvent) event).getAnchor().ifPresent(a -> anchors.put(a, new Anchored(node, size)));
    return node;
  }

  private Node aliased(AliasEvent alias, Position position) {
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw new Unreadable(
          position,
          "alias *" + alias.getAlias().getValue() + " names no anchor before it",
          "define &" + alias.getAlias().getValue() + " first");
    }
    count(anchored.size, position);
    return anchored.node;
  }

  private void count(int more, Position position) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw new Unreadable(
          position, "holds more than " + MAX_NODES + " values, aliases counted in full", "");
    }
  }

  private Scalar scalar(ScalarEvent event, Position position) {
    boolean text = !event.isPlain() || event.getTag().filter(t -> t.endsWith(":str")).isPresent();
    return text
        ? new Scalar(
            position, event.getValue(), Scalar.Kind.STRING, LiteralBlock.start(event, position))
        : Scalar.plain(position, event.getValue());
  }

  private Sequence sequence(Position position, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event next = next(); !(next instanceof SequenceEndEvent); next = next()) {
      items.add(node(next, depth + 1));
    }
    return new Sequence(position, items);
  }

  private Mapping mapping(Position position, int depth) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (Event next = next(); !(next instanceof MappingEndEvent); next = next()) {
      Node key = node(next, depth + 1);
      Node value = node(next(), depth + 1);
      if (!(key instanceof Scalar name)) {
        throw new Unreadable(key.position(), "a field name cannot be " + key.described(), "");
      }
      if (name.text().equals("<<")) {
        merged.add(value);
      } else {
        put(entries, name, value);
      }
    }
    merged.forEach(source -> merge(entries, source));
    return new Mapping(position, entries);
  }

  private void put(Map<String, Mapping.Entry> entries, Scalar name, Node value) {
    Mapping.Entry first =
        entries.putIfAbsent(name.text(), new Mapping.Entry(name.position(), value));
    if (first != null) {
      problems.add(
          Diagnostic.of(
              DiagnosticId.DUPLICATE_FIELD,
              name.position(),
              name.text(),
              "is given twice, first in line " + first.key().line(),
              "keep one of them"));
    }
  }

  /** The merge key of YAML 1.1, which kubectl honours: fields that the mapping itself lacks. */
  private static void merge(Map<String, Mapping.Entry> entries, Node source) {
    if (source instanceof Mapping mapping) {
      mapping.entries().forEach(entries::putIfAbsent);
    } else if (source instanceof Sequence sequence) {
      sequence.items().forEach(item -> merge(entries, item));
    }
  }
}
