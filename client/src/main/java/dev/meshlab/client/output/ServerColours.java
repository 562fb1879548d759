package dev.meshlab.client.output;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A colour for each server, the same all through a run, dealt in the order in which servers are
 * first heard of. More servers than colours share them.
 */
final class ServerColours {

  private static final List<Colour> COLOURS =
      List.of(Colour.GREEN, Colour.YELLOW, Colour.CYAN, Colour.MAGENTA, Colour.BLUE);

  private final Map<String, Colour> dealt = new HashMap<>();

  Colour of(String uuid) {
    return dealt.computeIfAbsent(uuid, next -> COLOURS.get(dealt.size() % COLOURS.size()));
  }
}
