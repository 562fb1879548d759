package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls to a server that breaks rules which grpc-java's own server never breaks. */
class ExchangeTest {

  private final List<String> happened = new ArrayList<>();
  private final FakeCall call = new FakeCall();
  private final Exchange<String, String> exchange =
      new SingleExchange<>(
          call,
          new Ticket(0, 0, 0, 0, new Recorder(), () -> happened.add("ended")),
          "hello",
          r -> r);

  @Test
  void takesAReplyAndOkForAnAnswer() {
    exchange.onMessage("a");
    exchange.onClose(Status.OK, new Metadata());
    assertThat(happened).containsExactly("answered a", "ended");
  }

  @Test
  void takesOkWithoutTheReplyForAFailure() {
    exchange.onClose(Status.OK, new Metadata());
    assertThat(happened).containsExactly("failed INTERNAL", "ended");
  }

  @Test
  void takesAStatusAfterTheReplyForAFailure() {
    exchange.onMessage("a");
    exchange.onClose(Status.DATA_LOSS, new Metadata());
    assertThat(happened).containsExactly("failed DATA_LOSS", "ended");
  }

  @Test
  void cancelsACallWhoseRequestCannotBeSent() {
    call.broken = true;
    exchange.start(new Metadata());
    assertThat(happened).containsExactly("cancelled");
  }

  private final class Recorder implements Outcomes {
    @Override
    public void answered(Ticket ticket, String server, Metadata headers) {
      happened.add("answered " + server);
    }

    @Override
    public void failed(String server, Status status, Metadata identity) {
      happened.add("failed " + status.getCode());
    }

    @Override
    public void messages(String server, long count) {}

    @Override
    public void stream(boolean split, long outOfSequence, long missing) {}
  }

  private final class FakeCall extends ClientCall<String, String> {
    private boolean broken;

    @Override
    public void start(Listener<String> listener, Metadata headers) {}

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(String message, Throwable cause) {
      happened.add("cancelled");
    }

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(String message) {
      if (broken) {
        throw new IllegalStateException("cannot be sent");
      }
    }
  }
}
