package dev.meshlab.lab.envoy;

import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc.EchoServiceImplBase;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A gRPC server in the test's own JVM that answers with its name. */
public final class EchoBackend extends EchoServiceImplBase implements AutoCloseable {
  private final String name;
  private final Server server;

  public EchoBackend(String name) throws IOException {
    this.name = name;
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(this)
            .build()
            .start();
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void echo(EchoRequest request, StreamObserver<EchoResponse> client) {
    client.onNext(EchoResponse.newBuilder().setServerUuid(name).build());
    client.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
