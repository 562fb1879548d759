package dev.meshlab.client.load;

import com.google.protobuf.ByteString;
import dev.meshlab.v1.CreateRequest;
import dev.meshlab.v1.CreateResponse;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import dev.meshlab.v1.ServerStreamRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Starts the calls of one run, with requests and metadata that were built once. Thread-safe. */
final class Calls {

  private final CallKind kind;
  private final long deadlineNanos;
  private final Metadata metadata = new Metadata();
  private final Metadata[] keyed;
  private final List<EchoRequest> requests;
  private final ServerStreamRequest streamRequest;
  private final CreateRequest createRequest;
  private final Optional<MethodDescriptor<byte[], byte[]>> anyMethod;
  private final byte[] anyRequest;

  /** Makes the ids of what this run creates its own. */
  private final String idPrefix = UUID.randomUUID() + "-";

  Calls(Load load) {
    kind = load.kind();
    deadlineNanos = load.deadline().toNanos();
    load.metadata().forEach(entry -> entry.addTo(metadata));
    keyed = load.keys().headers();
    ByteString payload = ByteString.copyFrom(new byte[load.payloadBytes()]);
    EchoRequest request = EchoRequest.newBuilder().setPayload(payload).build();
    requests =
        IntStream.range(0, load.messages())
            .mapToObj(sequence -> request.toBuilder().setSequence(sequence).build())
            .toList();
    streamRequest =
        ServerStreamRequest.newBuilder().setMessages(load.messages()).setPayload(payload).build();
    createRequest = CreateRequest.newBuilder().setPayload(payload).build();
    anyMethod =
        load.isForEcho()
            ? Optional.empty()
            : Optional.of(AnyMethod.descriptor(load.fullMethodName(), kind));
    anyRequest = AnyMethod.message(load.payloadBytes());
  }

  /** Starts one call, which reports through its ticket, possibly before this returns. */
  Exchange<?, ?> start(Channel channel, Ticket ticket) {
    Exchange<?, ?> exchange =
        anyMethod.isPresent()
            ? ofAnyMethod(call(channel, anyMethod.get()), ticket)
            : exchange(channel, ticket);
    // grpc-java writes its own entries into the metadata of a call, so each gets a copy.
    Metadata headers = new Metadata();
    headers.merge(metadata);
    if (keyed.length > 0) {
      headers.merge(keyed[ticket.key()]);
    }
    exchange.start(headers);
    return exchange;
  }

  private Exchange<?, ?> exchange(Channel channel, Ticket ticket) {
    return switch (kind) {
      case UNARY ->
          new SingleExchange<>(
              call(channel, EchoServiceGrpc.getEchoMethod()),
              ticket,
              requests.get(0),
              EchoResponse::getServerUuid);
      case CREATE ->
          new SingleExchange<>(
              call(channel, EchoServiceGrpc.getCreateMethod()),
              ticket,
              createRequest.toBuilder().setId(idPrefix + ticket.call()).build(),
              CreateResponse::getServerUuid);
      case SERVER_STREAM ->
          new ServerStream(
              call(channel, EchoServiceGrpc.getServerStreamMethod()), ticket, streamRequest);
      case CLIENT_STREAM ->
          new ClientStream(
              call(channel, EchoServiceGrpc.getClientStreamMethod()), ticket, requests);
      case BIDI ->
          new BidiStream(call(channel, EchoServiceGrpc.getBidiStreamMethod()), ticket, requests);
    };
  }

  private AnyMethod ofAnyMethod(ClientCall<byte[], byte[]> call, Ticket ticket) {
    int messages = kind.sendsStream() ? requests.size() : 1;
    return new AnyMethod(call, ticket, anyRequest, messages, !kind.receivesStream());
  }

  private <Q, R> ClientCall<Q, R> call(Channel channel, MethodDescriptor<Q, R> method) {
    CallOptions options =
        deadlineNanos == 0
            ? CallOptions.DEFAULT
            : CallOptions.DEFAULT.withDeadlineAfter(deadlineNanos, TimeUnit.NANOSECONDS);
    return channel.newCall(method, options);
  }
}
