package dev.meshlab.client.load;

import dev.meshlab.client.pace.Clock;
import dev.meshlab.client.tally.ConnectionTally;
import dev.meshlab.client.tally.Tally;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the outcomes of one connection's calls into the tally of a run. */
final class TallyOutcomes implements Outcomes {

  private final Tally run;
  private final ConnectionTally connection;
  private final ChannelFactory factory;
  private final Clock clock;

  TallyOutcomes(Tally run, ConnectionTally connection, ChannelFactory factory, Clock clock) {
    this.run = run;
    this.connection = connection;
    this.factory = factory;
    this.clock = clock;
  }

  @Override
  public void answered(Ticket ticket, String server, Metadata headers) {
    long now = clock.nanoTime();
    meet(server, headers);
    connection.answered(server, now - ticket.intendedNanos(), now - ticket.startedNanos());
    run.answered(ticket.key(), server);
  }

  @Override
  public void failed(String server, Status status, Metadata identity) {
    if (!server.isEmpty()) {
      meet(server, identity);
    }
    run.failed(server, status.getCode().name(), () -> message(status));
  }

  @Override
  public void messages(String server, long count) {
    run.messages(server, count);
  }

  @Override
  public void stream(boolean split, long outOfSequence, long missing) {
    run.stream(split, outOfSequence, missing);
  }

  private void meet(String server, Metadata identity) {
    if (!run.knows(server)) {
      run.meet(server, Identity.describe(identity));
    }
  }

  private String message(Status status) {
    return factory.reason(status, connection.hasAnswered()).orElseGet(() -> ownMessage(status));
  }

  private static String ownMessage(Status status) {
    Throwable cause = status.getCause();
    return Stream.of(status.getDescription(), cause == null ? null : cause.getMessage())
        .filter(Objects::nonNull)
        .distinct()
        .collect(Collectors.joining(": "));
  }
}
