package dev.meshlab.lab.difference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.meshlab.mesh.comparison.Difference;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A difference for programs. What its fields mean is fixed by {@link #SCHEMA_VERSION}. */
public final class DifferenceJson {

  static final int SCHEMA_VERSION = 1;

  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writer();

  private record Written(
      int schemaVersion,
      String before,
      String after,
      boolean differs,
      String summary,
      List<Caller> callers,
      List<Pods> pods,
      List<Advice> adviceThatComes,
      List<Advice> adviceThatGoes,
      List<Item> objects,
      List<Resource> xds,
      List<String> notes) {}

  private record Caller(List<String> callers, String way, List<Target> targets) {
    static Caller of(CallerChange change) {
      return new Caller(
          change.callers(), change.way(), change.targets().stream().map(Target::of).toList());
    }
  }

  private record Target(String target, String kind, List<Calls> calls) {
    static Target of(TargetChange change) {
      return new Target(
          change.target(),
          change.kind().toString(),
          change.calls().stream().map(Calls::of).toList());
    }
  }

  private record Calls(String calls, String turn, List<Changed> changes) {
    static Calls of(CallChange change) {
      return new Calls(
          change.calls(),
          change.turn().name().toLowerCase(Locale.ROOT),
          change.changes().stream().map(Changed::of).toList());
    }
  }

  private record Changed(
      String what,
      String before,
      @Nullable String beforeAt,
      String after,
      @Nullable String afterAt) {
    static Changed of(Change change) {
      return new Changed(
          change.what(),
          change.before().words(),
          place(change.before()),
          change.after().words(),
          place(change.after()));
    }

    private static @Nullable String place(Said said) {
      return said.at().map(Position::toString).orElse(null);
    }
  }

  private record Pods(List<String> workloads, List<Changed> changes) {
    static Pods of(PodChange change) {
      return new Pods(change.workloads(), change.changes().stream().map(Changed::of).toList());
    }
  }

  private record Advice(
      String id, String severity, String file, int line, String path, String message, String fix) {
    static Advice of(Diagnostic advice) {
      return new Advice(
          advice.id().toString(),
          advice.severity().toString(),
          advice.file(),
          advice.line(),
          advice.path(),
          advice.sentence(),
          advice.fix());
    }
  }

  private record Item(String object, String kind, @Nullable String before, @Nullable String after) {
    static Item of(ObjectChange change) {
      return new Item(
          change.object(),
          change.kind().toString(),
          change.before().map(Position::toString).orElse(null),
          change.after().map(Position::toString).orElse(null));
    }
  }

  private record Resource(
      List<String> receivers, String type, String resource, List<Field> differences) {
    static Resource of(XdsChange change) {
      return new Resource(
          change.receivers(),
          change.type(),
          change.resource(),
          change.differences().stream().map(Field::of).toList());
    }
  }

  private record Field(String path, @Nullable String before, @Nullable String after) {
    static Field of(Difference difference) {
      return new Field(
          difference.path(), difference.theirs().orElse(null), difference.ours().orElse(null));
    }
  }

  private DifferenceJson() {}

  /** The difference as one JSON object, ending in a line feed. */
  public static String print(ManifestDifference found) {
    Written written =
        new Written(
            SCHEMA_VERSION,
            found.before(),
            found.after(),
            !found.isEmpty(),
            Summary.of(found),
            found.callers().stream().map(Caller::of).toList(),
            found.pods().stream().map(Pods::of).toList(),
            found.came().stream().map(Advice::of).toList(),
            found.went().stream().map(Advice::of).toList(),
            found.objects().stream().map(Item::of).toList(),
            found.xds().stream().map(Resource::of).toList(),
            found.notes());
    try {
      return WRITER.writeValueAsString(written) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a difference holds something that JSON cannot", e);
    }
  }
}
