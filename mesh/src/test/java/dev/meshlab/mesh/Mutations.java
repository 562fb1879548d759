package dev.meshlab.mesh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Breaks manifests in the ways of people, editors, templates and attackers; seeded. */
final class Mutations {

  /** Values that people leave behind, and values that programs trip over. */
  private static final List<String> VALUES =
      List.of(
          "",
          "null",
          "~",
          "[]",
          "{}",
          "[[[]]]",
          "{a: {b: c}}",
          "[null]",
          "[{}, 1, null]",
          "-1",
          "0",
          "2147483648",
          "4294967295",
          "99999999999",
          "9223372036854775808",
          "0x7fffffffffffffff",
          "1e400",
          ".nan",
          "-.inf",
          "true",
          "yes",
          "\"\"",
          "\"  \"",
          "*a",
          "&a x",
          "&a [*a]",
          "!!binary x",
          "!!int abc",
          "!foo {}",
          "'",
          "\"",
          "\t",
          "\u0000",
          "\u0007",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\uD800",
          "\uD83D\uDE00",
          "\u202Eabc",
          "%",
          "...",
          "---",
          "0s",
          "1ns",
          "5000h",
          "-1s",
          "9999999999999999999h",
          "*.local",
          "*",
          ".",
          "/",
          "//",
          "a/b/c/d",
          "default/server",
          "::1",
          "999.999.999.999",
          "(((((",
          "(a+)+$",
          "[a-",
          "<<: *a",
          "<<: [1]",
          "? x",
          "? [a]",
          "? {a: b} : c",
          "|",
          ">-",
          "@",
          "`",
          "# ");

  private final Random random;
  private final List<String> sound;

  /**
   * @param sound manifests without faults
   */
  Mutations(long seed, List<String> sound) {
    this.random = new Random(seed);
    this.sound = List.copyOf(sound);
  }

  /** Another broken manifest; rarely, one that is still sound. */
  String next() {
    String text = pick(sound);
    return switch (random.nextInt(24)) {
      case 0 -> text.substring(0, random.nextInt(text.length() + 1));
      case 1 -> text + "\n---\n" + edited(pick(sound));
      case 2 -> halves(text, pick(sound));
      case 3 -> inserted(text, nested(1 + random.nextInt(300)));
      case 4 -> inserted(text, laughs());
      case 5 -> inserted(text, pick(VALUES).repeat(random.nextInt(5_000)));
      case 6 ->
          text.replace(pick(List.of(" ", "  ", ": ", "- ")), pick(List.of("\t", "\u00A0", "")));
      case 7 -> text.replace("\n", pick(List.of("\r", "\r\n", "\n\n", "\n \n")));
      case 8 -> flipped(text);
      case 9 -> renamed(text);
      default -> edited(text);
    };
  }

  private String edited(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int changes = 1 + random.nextInt(3); changes > 0 && !lines.isEmpty(); changes--) {
      edit(lines);
    }
    return String.join("\n", lines);
  }

  private void edit(List<String> lines) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    String value = pick(VALUES);
    int colon = line.indexOf(": ");
    int cut = random.nextInt(line.length() + 1);
    switch (random.nextInt(10)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line);
      case 2 -> lines.set(at, line.stripLeading());
      case 3 -> lines.set(at, " ".repeat(1 + random.nextInt(4)) + line);
      case 4 -> lines.set(at, line.substring(0, cut));
      case 5 -> lines.set(at, line.substring(0, cut) + value + line.substring(cut));
      case 6 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      case 7 -> lines.add(random.nextInt(lines.size() + 1), line);
      case 8 -> lines.set(at, "\t" + line.stripLeading());
      default -> lines.set(at, colon < 0 ? value : line.substring(0, colon + 2) + value);
    }
  }

  /** The upper half of one and the lower half of another, as a bad merge leaves them. */
  private String halves(String one, String other) {
    return one.substring(0, random.nextInt(one.length() + 1))
        + other.substring(random.nextInt(other.length() + 1));
  }

  /** A value in place of what some line says. */
  private String inserted(String text, String value) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    int colon = lines.get(at).indexOf(": ");
    lines.set(at, (colon < 0 ? "x: " : lines.get(at).substring(0, colon + 2)) + value);
    return String.join("\n", lines);
  }

  private String nested(int depth) {
    return random.nextBoolean()
        ? "[".repeat(depth) + "]".repeat(depth)
        : "{a: ".repeat(depth) + "1" + "}".repeat(depth);
  }

  /** A list of lists of lists, each naming the last ten times: a billion values in ten lines. */
  private String laughs() {
    StringBuilder text = new StringBuilder("[&l0 [ha]");
    int levels = pick(List.of(1, 2, 3, 4, 8, 9));
    for (int level = 1; level <= levels; level++) {
      String last = "*l" + (level - 1);
      text.append(", &l").append(level).append(" [");
      text.append(String.join(", ", Collections.nCopies(10, last))).append(']');
    }
    return text.append(']').toString();
  }

  private String flipped(String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int flips = 1 + random.nextInt(8); flips > 0 && !changed.isEmpty(); flips--) {
      changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(0x180));
    }
    return changed.toString();
  }

  /** One word of the text wherever it occurs, so that references go astray or meet. */
  private String renamed(String text) {
    List<String> words = List.of(text.split("[^A-Za-z0-9_.-]+", -1));
    String from = pick(words);
    String to = random.nextBoolean() ? pick(words) : pick(VALUES);
    return from.isEmpty() ? text : text.replace(from, to);
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
