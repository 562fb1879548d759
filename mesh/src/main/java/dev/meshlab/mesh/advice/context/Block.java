package dev.meshlab.mesh.advice.context;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A block of a manifest as YAML text: what an author can paste in the place of what is there. */
public final class Block {

  /** Text that YAML reads unchanged although it stands without quotes. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][A-Za-z0-9_./,-]*|[0-9]+(\\.[0-9]+)?(ms|s|m|h)");

  /** Words that some reader of YAML takes for something else. */
  private static final Set<String> RESERVED =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private Block() {}

  /** A field and its mapping. */
  public static String of(String name, RewrittenFields fields) {
    return of(name, fields.fields());
  }

  /** A field and its mapping. */
  public static String of(String name, Fields fields) {
    return String.join("\n", entry(name, fields));
  }

  /** A field and its list of mappings. */
  public static String of(String name, List<Fields> items) {
    List<String> lines = new ArrayList<>(List.of(key(name) + ":"));
    items.forEach(item -> lines.addAll(item(lines(item))));
    return String.join("\n", lines);
  }

  /** A field and its text. */
  public static String of(String name, String text) {
    return key(name) + ": " + scalar(text);
  }

  /** A field and its list of texts. */
  public static String ofTexts(String name, List<String> items) {
    List<String> lines = new ArrayList<>(List.of(key(name) + ":"));
    items.forEach(item -> lines.add("- " + scalar(item)));
    return String.join("\n", lines);
  }

  private static List<String> lines(Fields fields) {
    return fields.names().stream().flatMap(name -> field(fields, name).stream()).toList();
  }

  private static List<String> field(Fields fields, String name) {
    if (fields.child(name).isPresent()) {
      return entry(name, fields.below(name));
    }
    if (!fields.children(name).isEmpty()) {
      return of(name, fields.children(name)).lines().toList();
    }
    String json = fields.json(name).orElse("null");
    boolean text = json.startsWith("\"");
    return List.of(key(name) + ": " + (text ? scalar(fields.string(name, ""), json) : json));
  }

  private static List<String> entry(String name, Fields fields) {
    if (fields.names().isEmpty()) {
      return List.of(key(name) + ": {}");
    }
    List<String> lines = new ArrayList<>(List.of(key(name) + ":"));
    lines(fields).forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static List<String> item(List<String> lines) {
    List<String> item = new ArrayList<>();
    lines.forEach(line -> item.add((item.isEmpty() ? "- " : "  ") + line));
    return item.isEmpty() ? List.of("- {}") : item;
  }

  private static String key(String name) {
    return scalar(name);
  }

  private static String scalar(String text) {
    return scalar(text, "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
  }

  private static String scalar(String text, String quoted) {
    boolean plain = PLAIN.matches(text) && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted;
  }
}
