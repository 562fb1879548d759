package dev.meshlab.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.tls.RefusedCertificateException.Reason;
import dev.meshlab.tls.TestAuthority.Issued;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes, on loopback. */
@Timeout(60)
class CertificatesTest {

  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final TestAuthority AUTHORITY = new TestAuthority("ca");
  private static final TestAuthority OTHER = new TestAuthority("other");

  private static final MethodDescriptor<byte[], byte[]> METHOD =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("shop.Checkout/Pay")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  @TempDir private Path folder;
  private Server server;

  private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[0];
    }
  }

  private void serve(ServerCredentials credentials) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        NettyServerBuilder.forAddress(address, credentials)
            .directExecutor()
            .addService(
                ServerServiceDefinition.builder("shop.Checkout")
                    .addMethod(
                        METHOD,
                        ServerCalls.asyncUnaryCall(
                            (request, observer) -> {
                              observer.onNext(request);
                              observer.onCompleted();
                            }))
                    .build())
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  /** The status of a call over a connection of its own. */
  private Status call(ChannelCredentials credentials) {
    ManagedChannel channel = channel(credentials);
    try {
      return call(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  private ManagedChannel channel(ChannelCredentials credentials) {
    return Grpc.newChannelBuilder("localhost:" + server.getPort(), credentials)
        .directExecutor()
        .build();
  }

  private static Status call(ManagedChannel channel) {
    try {
      ClientCalls.blockingUnaryCall(channel, METHOD, CallOptions.DEFAULT, new byte[0]);
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private static Optional<RefusedCertificateException> refusal(Status status) {
    return Stream.iterate(status.getCause(), cause -> cause != null, Throwable::getCause)
        .filter(RefusedCertificateException.class::isInstance)
        .map(RefusedCertificateException.class::cast)
        .findFirst();
  }

  private TlsFiles trusting(TestAuthority authority) throws IOException {
    return new TlsFiles(null, null, authority.certificateIn(folder, "peers.crt"));
  }

  /** As a server that does not look at its own certificate. */
  private ServerCredentials unchecked(Issued issued) throws Exception {
    TlsFiles files = issued.in(folder, "server");
    AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    keys.updateIdentityCredentials(files.cert().toFile(), files.key().toFile());
    return TlsServerCredentials.newBuilder().keyManager(keys).build();
  }

  private void assertThatAClientRefuses(
      Issued issued, TestAuthority trusted, Reason reason, String predicate) throws Exception {
    serve(unchecked(issued));
    try (Certificates client = Certificates.open(trusting(trusted))) {
      assertThat(refusal(call(client.ofClient())))
          .hasValueSatisfying(
              refused -> {
                assertThat(refused.reason()).isEqualTo(reason);
                assertThat(refused.getMessage()).contains(predicate);
              });
    }
  }

  @Test
  void refuseACertificateOfAnotherAuthority() throws Exception {
    assertThatAClientRefuses(
        AUTHORITY.issue("localhost"),
        OTHER,
        Reason.UNKNOWN_AUTHORITY,
        "peers.crt (it says that its issuer is CN=ca)");
  }

  @Test
  void refuseACertificateOfAnotherAuthorityOfTheSameName() throws Exception {
    assertThatAClientRefuses(
        new TestAuthority("other").issue("localhost"),
        OTHER,
        Reason.UNKNOWN_AUTHORITY,
        "is not signed by a CA of --cacert");
  }

  @Test
  void doNotBlameTheTimeOfACertificateThatIsOnlySentAlong() throws Exception {
    Issued own = AUTHORITY.issue("localhost");
    assertThatAClientRefuses(
        new Issued(own.chain() + AUTHORITY.issueExpired("other").chain(), own.key()),
        OTHER,
        Reason.UNKNOWN_AUTHORITY,
        "is not signed by a CA of --cacert");
  }

  @Test
  void refuseACertificateBeforeItsTime() throws Exception {
    assertThatAClientRefuses(
        AUTHORITY.issueForLater("localhost"),
        AUTHORITY,
        Reason.NOT_YET_VALID,
        "is not valid before ");
  }

  @Test
  void refuseACertificateThatHasExpired() throws Exception {
    assertThatAClientRefuses(
        AUTHORITY.issueExpired("localhost"), AUTHORITY, Reason.EXPIRED, "expired on ");
  }

  @Test
  void refuseACertificateOfAnotherHost() throws Exception {
    assertThatAClientRefuses(
        AUTHORITY.issue("shop", "*.shop"),
        AUTHORITY,
        Reason.WRONG_HOST,
        "is not for the host localhost, but for shop, *.shop");
  }

  @Test
  void withoutAnAuthorityOfTheirOwnAreCheckedAgainstThoseOfTheJdk() throws Exception {
    serve(unchecked(AUTHORITY.issue("localhost")));
    try (Certificates client = Certificates.open(new TlsFiles(null, null, null))) {
      assertThat(refusal(call(client.ofClient())))
          .hasValueSatisfying(
              refused ->
                  assertThat(refused.getMessage())
                      .contains("a CA that this Java trusts; --cacert"));
    }
  }

  @Test
  void letAClientWithACertificateInAndNoOther() throws Exception {
    TlsFiles own = AUTHORITY.issue("localhost").in(folder, "server");
    Path authority = AUTHORITY.certificateIn(folder, "ca.crt");
    TlsFiles known = AUTHORITY.issue("client").in(folder, "client");
    TlsFiles stranger = OTHER.issue("client").in(folder, "stranger");
    try (Certificates server = Certificates.open(new TlsFiles(own.cert(), own.key(), authority));
        Certificates good = Certificates.open(new TlsFiles(known.cert(), known.key(), authority));
        Certificates bad =
            Certificates.open(new TlsFiles(stranger.cert(), stranger.key(), authority));
        Certificates none = Certificates.open(new TlsFiles(null, null, authority))) {
      serve(server.ofServer());

      assertThat(call(good.ofClient()).isOk()).isTrue();
      assertThat(Alert.in(call(bad.ofClient()).getCause())).contains(new Alert("unknown_ca"));
      assertThat(Alert.in(call(none.ofClient()).getCause()))
          .contains(new Alert("certificate_required"));
    }
  }

  @Test
  void areUsedForNewConnectionsAfterAReplacementThatDropsNoCall() throws Exception {
    TlsFiles own = AUTHORITY.issue("localhost").in(folder, "server");
    Path first = AUTHORITY.certificateIn(folder, "first.crt");
    Path second = OTHER.certificateIn(folder, "second.crt");
    Path either =
        Files.writeString(
            folder.resolve("both.crt"), Files.readString(first) + Files.readString(second));
    try (Certificates ofServer = Certificates.open(own, OFTEN);
        Certificates both = Certificates.open(new TlsFiles(null, null, either));
        Certificates newOnly = Certificates.open(new TlsFiles(null, null, second))) {
      serve(ofServer.ofServer());
      ManagedChannel lasting = channel(both.ofClient());
      Load onOneConnection = new Load(() -> call(lasting));
      Load onNewConnections = new Load(() -> call(both.ofClient()));

      OTHER.issue("localhost").in(folder, "server");
      while (!call(newOnly.ofClient()).isOk()) {
        Thread.onSpinWait();
      }

      assertThat(onOneConnection.failuresUntilOneMoreCallHasEnded()).isZero();
      assertThat(onNewConnections.failuresUntilOneMoreCallHasEnded()).isZero();
      lasting.shutdownNow();
    }
  }

  /** Calls without a pause. */
  private static final class Load {
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Integer> failures;

    Load(Supplier<Status> call) {
      assertThat(call.get()).as("before the replacement").isEqualTo(Status.OK);
      failures =
          CompletableFuture.supplyAsync(
              () -> {
                int failed = 0;
                boolean isLast;
                do {
                  isLast = over.get();
                  failed += call.get().isOk() ? 0 : 1;
                } while (!isLast);
                return failed;
              });
    }

    int failuresUntilOneMoreCallHasEnded() {
      over.set(true);
      return failures.join();
    }
  }

  @Test
  void ofAuthoritiesAreReplacedToo() throws Exception {
    serve(unchecked(OTHER.issue("localhost")));
    TlsFiles trusted = trusting(AUTHORITY);
    try (Certificates client = Certificates.open(trusted, OFTEN)) {
      assertThat(call(client.ofClient()).isOk()).isFalse();

      trusting(OTHER);
      while (!call(client.ofClient()).isOk()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void areNotOpenedFromFilesThatCannotServe() throws Exception {
    serve(unchecked(AUTHORITY.issue("localhost")));
    Path empty = Files.createFile(folder.resolve("empty.crt"));

    assertThatThrownBy(() -> Certificates.open(new TlsFiles(empty, null, empty)))
        .isInstanceOf(UnusableFilesException.class)
        .hasMessageMatching("(?s)--cert .*\\R--cert .*: needs --key\\R--cacert .*");
  }
}
