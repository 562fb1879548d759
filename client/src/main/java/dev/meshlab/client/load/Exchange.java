package dev.meshlab.client.load;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;

/**
 * One call, from its start to its status. grpc-java runs the callbacks of a call one after another,
 * so the fields need no synchronisation.
 *
 * @param <Q> the request message
 * @param <R> the response message
 */
abstract class Exchange<Q, R> extends ClientCall.Listener<R> {

  private static final Metadata NOT_RECEIVED = new Metadata();

  final ClientCall<Q, R> call;
  private final Ticket ticket;
  private Metadata headers = NOT_RECEIVED;

  Exchange(ClientCall<Q, R> call, Ticket ticket) {
    this.call = call;
    this.ticket = ticket;
  }

  /** Starts the call; from here on {@link Ticket#ended()} is certain to run. */
  final void start(Metadata metadata) {
    call.start(this, metadata);
    try {
      begin();
    } catch (RuntimeException e) {
      call.cancel("The request could not be sent", e);
    }
  }

  /** Safe for any thread. */
  final void cancel(String reason) {
    call.cancel(reason, null);
  }

  /**
   * Asks for replies and sends what can be sent at once. A call that sends more than one message
   * sends them from {@link #onReady()} and {@link #onMessage}, never from here: two threads must
   * not send on one call.
   */
  abstract void begin();

  /**
   * The UUID that answered, once the call has ended OK; "" where the server did not say.
   *
   * @param identity the response metadata in which the server named itself, if it did
   */
  abstract String server(Metadata identity);

  /** The call ended with that status; returns the status to count it under. */
  abstract Status conclude(Status status, Metadata identity, Outcomes outcomes);

  @Override
  public final void onHeaders(Metadata received) {
    headers = received;
  }

  @Override
  public final void onClose(Status status, Metadata trailers) {
    // A call without headers carries the identity of the server in its trailers.
    Metadata identity = Identity.uuid(headers).isEmpty() ? trailers : headers;
    try {
      Outcomes outcomes = ticket.outcomes();
      Status outcome = conclude(status, identity, outcomes);
      if (outcome.isOk()) {
        outcomes.answered(ticket, server(identity), identity);
      } else {
        outcomes.failed(Identity.uuid(identity), outcome, identity);
      }
    } finally {
      ticket.ended().run();
    }
  }
}
