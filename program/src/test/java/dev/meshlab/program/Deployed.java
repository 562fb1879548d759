package dev.meshlab.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A value of a manifest, with what is in it. */
public record Deployed(Object value) {

  /** The first object of a kind in a file of the repository. */
  public static Deployed object(String file, String kind) {
    try {
      String text = Files.readString(Path.of("..").resolve(file));
      for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
        Deployed object = new Deployed(document);
        if (object.text("kind").equals(kind)) {
          return object;
        }
      }
      throw new AssertionError(file + " has no " + kind);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The value at a path of names and positions. */
  public Deployed at(Object... path) {
    Object at = value;
    for (Object step : path) {
      at = step instanceof Integer i ? ((List<?>) at).get(i) : ((Map<?, ?>) at).get(step);
      Objects.requireNonNull(at, () -> "nothing at " + List.of(path));
    }
    return new Deployed(at);
  }

  public String text(Object... path) {
    return String.valueOf(at(path).value);
  }

  public int number(Object... path) {
    return (Integer) at(path).value;
  }

  /** The items of a list by the field that names them. */
  public Map<String, Deployed> byName(Object... path) {
    Map<String, Deployed> named = new LinkedHashMap<>();
    for (Deployed item : items(path)) {
      named.put(item.text("name"), item);
    }
    return named;
  }

  public List<Deployed> items(Object... path) {
    List<Deployed> items = new ArrayList<>();
    ((List<?>) at(path).value).forEach(item -> items.add(new Deployed(item)));
    return items;
  }
}
