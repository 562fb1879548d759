package dev.meshlab.lab.difference;

import dev.meshlab.lab.run.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Words for calls that are all alike: in what they are not like most calls to their target. */
final class CallWords {

  private CallWords() {}

  /**
   * @param all the kinds of calls to the same target
   */
  static String of(Request request, List<Request> all) {
    List<String> words = new ArrayList<>();
    String path = request.shape().path();
    if (!request.load().isForEcho()) {
      words.add("of " + path);
    }
    for (Map.Entry<String, String> entry : request.shape().metadata()) {
      words.add("with " + entry.getKey() + ": " + entry.getValue());
    }
    String authority = request.target().authority();
    if (!authority.equals(request.target().toString())) {
      words.add("as " + authority);
    }
    return words.isEmpty()
        ? (all.size() == 1 ? "" : "other calls")
        : "calls " + String.join(" ", words);
  }
}
