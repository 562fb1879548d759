package dev.meshlab.mesh.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Schemas in a compact notation of ours, read from a resource:
 *
 * <pre>
 * kind GROUP VERSION,VERSION KIND: MESSAGE      an object whose spec is this message
 * kind GROUP VERSION,VERSION KIND               an object that is not looked into
 * kind VERSION KIND                             the same in the core group
 * kind VERSION KIND [TRAIT TRAIT]               the same, with {@link KindTrait}s
 *
 * MESSAGE
 *   one of FIELD FIELD                          at most one of these
 *   FIELD: TYPE                                 FIELD!: it is required
 * </pre>
 *
 * <p>A TYPE is as in {@link TypeNotation}; {@code #} starts a comment.
 */
final class SchemaFile implements Type.Source {

  private static final Pattern KIND =
      Pattern.compile(
          "kind (?:(?<group>\\S+) )?(?<versions>\\S+) (?<kind>\\w+)(?: \\[(?<traits>[^]]+)])?"
              + "(?:: (?<spec>.+))?");

  /** The body of a message, still as lines. */
  private static final class Body {
    final List<String> fields = new ArrayList<>();
    final List<List<String>> alternatives = new ArrayList<>();
  }

  private final Type metadata;
  private final Map<String, Type> objects = new LinkedHashMap<>();
  private final Map<String, Set<KindTrait>> traits = new LinkedHashMap<>();
  private final Map<String, Body> bodies = new LinkedHashMap<>();
  private final Map<String, Type.Message> messages = new LinkedHashMap<>();
  private final TypeNotation notation = new TypeNotation(messages);

  private SchemaFile(BufferedReader lines, Type metadata, Map<String, Type.Message> known)
      throws IOException {
    this.metadata = metadata;
    this.messages.putAll(known);
    Body body = new Body();
    List<String> kinds = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (text.startsWith("kind ")) {
        kinds.add(text);
      } else if (!line.startsWith(" ")) {
        body = new Body();
        bodies.put(text, body);
      } else if (text.startsWith("one of ")) {
        body.alternatives.add(List.of(text.substring("one of ".length()).split(" ", -1)));
      } else {
        body.fields.add(text);
      }
    }
    bodies.forEach((name, b) -> messages.put(name, message(name, b)));
    kinds.forEach(this::kind);
  }

  /** Reads a resource that lies beside this class; its objects have the given metadata. */
  static SchemaFile load(String resource, Type metadata) {
    return load(resource, metadata, Map.of());
  }

  /**
   * Reads a resource that lies beside this class.
   *
   * @param known messages that it may name without having them
   */
  static SchemaFile load(String resource, Type metadata, Map<String, Type.Message> known) {
    try (InputStream in = Objects.requireNonNull(SchemaFile.class.getResourceAsStream(resource));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new SchemaFile(lines, metadata, known);
    } catch (IOException broken) {
      throw new UncheckedIOException(resource, broken);
    }
  }

  @Override
  public Optional<Type> find(String apiVersion, String kind) {
    return Optional.ofNullable(objects.get(apiVersion + " " + kind));
  }

  /** Every object of the file, as {@code apiVersion kind}. */
  Set<String> kinds() {
    return objects.keySet();
  }

  /** The traits of every object, as {@link #kinds} names them. */
  Map<String, Set<KindTrait>> traits() {
    return traits;
  }

  private void kind(String line) {
    Matcher parts = KIND.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no kind of a schema: " + line);
    }
    String kind = parts.group("kind");
    String group = parts.group("group") == null ? "" : parts.group("group") + "/";
    String spec = parts.group("spec");
    Set<KindTrait> own = traits(parts.group("traits"));
    boolean named = !own.contains(KindTrait.NAMELESS);
    Type object = spec == null ? new Type.Anything() : object(kind, named, notation.parse(spec));
    for (String version : parts.group("versions").split(",", -1)) {
      objects.put(group + version + " " + kind, object);
      traits.put(group + version + " " + kind, own);
    }
  }

  private static Set<KindTrait> traits(@Nullable String words) {
    return words == null
        ? Set.of()
        : Arrays.stream(words.split(" ", -1))
            .map(KindTrait::of)
            .collect(Collectors.toUnmodifiableSet());
  }

  private Type.Message object(String kind, boolean named, Type spec) {
    Supplier<Map<String, Type.Field>> fields =
        () ->
            Map.of(
                "apiVersion", Type.Field.required(new Type.Text()),
                "kind", Type.Field.required(new Type.Text()),
                "metadata", new Type.Field(metadata, named),
                "spec", Type.Field.optional(spec),
                "status", Type.Field.optional(new Type.Anything()));
    return new Type.Message(kind, fields, List.of());
  }

  private Type.Message message(String name, Body body) {
    return new Type.Message(name, new Once<>(() -> fields(body)), body.alternatives);
  }

  private Map<String, Type.Field> fields(Body body) {
    Map<String, Type.Field> fields = new LinkedHashMap<>();
    for (String line : body.fields) {
      int colon = line.indexOf(": ");
      boolean required = line.charAt(colon - 1) == '!';
      String name = line.substring(0, required ? colon - 1 : colon);
      fields.put(name, new Type.Field(notation.parse(line.substring(colon + 2)), required));
    }
    return fields;
  }
}
