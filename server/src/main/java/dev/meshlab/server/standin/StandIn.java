package dev.meshlab.server.standin;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The methods that no service of this server has: each is answered with an empty message, which is
 * a valid one of any protobuf type. Thread-safe; never blocks.
 *
 * <p>A path that no service of protobuf can have is not a method of any server, and is answered
 * with UNIMPLEMENTED, as gRPC does for a method that it does not know.
 *
 * <p>gRPC's own services, and those that data planes ask for, stay unimplemented: a client that
 * asks for reflection or load reports draws conclusions from the answer.
 */
public final class StandIn extends HandlerRegistry {
  /** A client invents method names at no cost, so that a ledger of all would grow for ever. */
  private static final int MOST_METHODS = 1_000;

  private static final String OTHERS = "meshlab.StandIn/Others";
  private static final String OTHER_PATHS = "meshlab.StandIn/OtherPaths/";

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
  private static final Pattern METHOD = Pattern.compile(NAME + "(\\." + NAME + ")*/" + NAME);

  private static final List<String> NOT_FOR_A_STAND_IN = List.of("grpc.", "envoy.", "xds.");

  private final Predicate<String> known;
  private final List<ServerInterceptor> interceptors;
  private final ScheduledExecutorService timer;
  private final ConcurrentMap<String, ServerMethodDefinition<byte[], byte[]>> methods =
      new ConcurrentHashMap<>();

  /**
   * @param known whether it has a method that protobuf allows; gRPC's name of it is asked for
   * @param timer notices when a client waits for a reply; stays the caller's to stop
   * @param interceptors in the order in which a call meets them
   */
  public StandIn(
      Predicate<String> known, ScheduledExecutorService timer, ServerInterceptor... interceptors) {
    this.known = known;
    this.timer = timer;
    this.interceptors = List.of(interceptors);
  }

  @Override
  public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
      String method, @Nullable String authority) {
    if (NOT_FOR_A_STAND_IN.stream().anyMatch(method::startsWith)) {
      return null;
    }
    ServerMethodDefinition<byte[], byte[]> known = methods.get(method);
    return known != null
        ? known
        : methods.computeIfAbsent(entry(method), name -> definition(name, has(method)));
  }

  private String entry(String method) {
    return methods.size() < MOST_METHODS ? method : has(method) ? OTHERS : OTHER_PATHS;
  }

  private ServerMethodDefinition<byte[], byte[]> definition(String method, boolean answered) {
    MethodDescriptor<byte[], byte[]> descriptor =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNKNOWN)
            .setFullMethodName(method)
            .setRequestMarshaller(OpaqueMarshaller.MARSHALLER)
            .setResponseMarshaller(OpaqueMarshaller.MARSHALLER)
            .build();
    ServerCallHandler<byte[], byte[]> handler =
        answered
            ? (call, headers) -> AnyCall.answer(call, timer)
            : (call, headers) -> refuse(call, method);
    for (int i = interceptors.size() - 1; i >= 0; i--) {
      handler = behind(interceptors.get(i), handler);
    }
    return ServerMethodDefinition.create(descriptor, handler);
  }

  private boolean has(String method) {
    return METHOD.matcher(method).matches() && known.test(method);
  }

  private static ServerCall.Listener<byte[]> refuse(
      ServerCall<byte[], byte[]> call, String method) {
    call.close(Status.UNIMPLEMENTED.withDescription("Method not found: " + method), new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static ServerCallHandler<byte[], byte[]> behind(
      ServerInterceptor interceptor, ServerCallHandler<byte[], byte[]> next) {
    return (call, headers) -> interceptor.interceptCall(call, headers, next);
  }
}
