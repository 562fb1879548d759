package dev.meshlab.lab.behaviour;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The results of some calls.
 *
 * @param replies replies by the name of the backend
 * @param failures failed calls by status
 * @param texts what the failures said
 */
record Outcome(
    Map<String, Integer> replies, Map<Status.Code, Integer> failures, TreeSet<String> texts) {

  /** One call: the name of the backend that answered, or the failure. */
  sealed interface Call {
    record Answered(String backend) implements Call {}

    record Failed(Status status) implements Call {}

    static Call failed(StatusRuntimeException failure) {
      return new Failed(failure.getStatus());
    }
  }

  static Outcome of(List<Call> calls) {
    Outcome outcome = new Outcome(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    for (Call call : calls) {
      if (call instanceof Call.Answered answered) {
        outcome.replies.merge(answered.backend, 1, Integer::sum);
      } else if (call instanceof Call.Failed failed) {
        outcome.failures.merge(failed.status.getCode(), 1, Integer::sum);
        String text = failed.status.getDescription();
        outcome.texts.add(text == null ? "" : text);
      }
    }
    return outcome;
  }

  int replies(String backend) {
    return replies.getOrDefault(backend, 0);
  }

  int failures(Status.Code status) {
    return failures.getOrDefault(status, 0);
  }
}
