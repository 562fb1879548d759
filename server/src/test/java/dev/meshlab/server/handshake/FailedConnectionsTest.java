package dev.meshlab.server.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.tls.Certificates;
import dev.meshlab.tls.TestAuthority;
import dev.meshlab.tls.TestAuthority.Issued;
import dev.meshlab.tls.TlsFiles;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real handshakes, on loopback; the clients are the JDK's, so that gRPC logs the server's part. */
@Timeout(60)
class FailedConnectionsTest {

  private static final TestAuthority AUTHORITY = new TestAuthority("ca");
  private static final TestAuthority OTHER = new TestAuthority("other");
  private static final Logger LOG = Logger.getLogger(FailedConnections.class.getName());

  private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord event) {
          logged.add(event.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir private Path folder;
  private Server server;

  @BeforeEach
  void readTheLog() {
    FailedConnections.log();
    LOG.addHandler(log);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
    LOG.removeHandler(log);
    LOG.setUseParentHandlers(true);
  }

  private void serve(ServerCredentials credentials) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = NettyServerBuilder.forAddress(address, credentials).build().start();
  }

  /** With TLS, without a look at the certificate. */
  private void serve(Issued issued) throws IOException {
    TlsFiles files = issued.in(folder, "server");
    serve(TlsServerCredentials.create(files.cert().toFile(), files.key().toFile()));
  }

  /** With TLS, for clients that have a certificate of the authority. */
  private void serveClientsOf(TestAuthority authority) throws Exception {
    TlsFiles own = AUTHORITY.issue("localhost").in(folder, "server");
    Path cacert = authority.certificateIn(folder, "clients.crt");
    try (Certificates certificates =
        Certificates.open(new TlsFiles(own.cert(), own.key(), cacert))) {
      serve(certificates.ofServer());
    }
  }

  /** Ends when the server closes the connection, or when the handshake fails. */
  private void connect(Socket socket) {
    try (socket) {
      socket
          .getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.getInputStream().readAllBytes();
    } catch (IOException refused) {
      // The server's log is what counts.
    }
  }

  private void connectWithTls(TestAuthority trusted, @Nullable TlsFiles own) throws Exception {
    AdvancedTlsX509TrustManager trust = AdvancedTlsX509TrustManager.newBuilder().build();
    trust.updateTrustCredentials(trusted.certificateIn(folder, "servers.crt").toFile());
    AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    if (own != null) {
      keys.updateIdentityCredentials(own.cert().toFile(), own.key().toFile());
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own == null ? null : new KeyManager[] {keys}, new TrustManager[] {trust}, null);
    connect((SSLSocket) context.getSocketFactory().createSocket("localhost", server.getPort()));
  }

  private void assertThatTheLogSays(String line) throws InterruptedException {
    assertThat(logged.poll(30, TimeUnit.SECONDS)).contains(line);
    assertThat(logged).as("further lines").isEmpty();
  }

  @Test
  void areOfClientsThatSpeakPlainText() throws Exception {
    serve(AUTHORITY.issue("localhost"));

    connect(new Socket(InetAddress.getLoopbackAddress(), server.getPort()));

    assertThatTheLogSays("a client speaks plain text to this port, which speaks TLS");
  }

  @Test
  void areOfClientsThatSpeakTlsToPlainText() throws Exception {
    serve(InsecureServerCredentials.create());

    connectWithTls(AUTHORITY, null);

    assertThatTheLogSays("a client speaks TLS to this port, which speaks plain text");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("of another authority", OTHER.issue("localhost")),
        Arguments.of("that has expired", AUTHORITY.issueExpired("localhost")),
        Arguments.of("for another host", AUTHORITY.issue("shop")));
  }

  /**
   * The JDK's clients have one alert for all of them; others, such as this project's, have more.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void areOfClientsThatRefuseACertificate(String which, Issued issued) throws Exception {
    serve(issued);

    connectWithTls(AUTHORITY, null);

    assertThatTheLogSays(
        "a client refuses this server's certificate (TLS alert certificate_unknown)");
  }

  @Test
  void areOfClientsWithoutTheCertificateThatIsAskedFor() throws Exception {
    serveClientsOf(AUTHORITY);

    connectWithTls(AUTHORITY, null);

    assertThatTheLogSays("a client has no certificate, and --cacert asks for one");
  }

  @Test
  void areOfClientsWithACertificateOfAnotherAuthority() throws Exception {
    serveClientsOf(OTHER);

    connectWithTls(AUTHORITY, AUTHORITY.issue("client").in(folder, "client"));

    assertThatTheLogSays("clients.crt (it says that its issuer is CN=ca)");
  }

  @Test
  void areOfClientsWhoseCertificateHasExpired() throws Exception {
    serveClientsOf(AUTHORITY);

    connectWithTls(AUTHORITY, AUTHORITY.issueExpired("client").in(folder, "client"));

    assertThatTheLogSays("a client's certificate expired on ");
  }
}
