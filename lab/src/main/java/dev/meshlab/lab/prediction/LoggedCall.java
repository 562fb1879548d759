package dev.meshlab.lab.prediction;

import java.util.List;

/**
 * A call in the access log of a proxy.
 *
 * @param number in the order of the log, which tells calls apart
 * @param code of the response, as HTTP has it; 0 where there was none
 * @param flags of the response
 * @param details why the response is as it is
 * @param upstream the UUID of the pod to which the last attempt went, or its address where that is
 *     none of the run's; empty where it went nowhere
 * @param grpcStatus the number of the call's status; empty where the response has none
 * @param path that was called
 */
public record LoggedCall(
    long number,
    String code,
    List<String> flags,
    String details,
    String upstream,
    String grpcStatus,
    String path) {

  public LoggedCall {
    flags = List.copyOf(flags);
  }
}
