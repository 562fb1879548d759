package dev.meshlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.program.Interruption;
import dev.meshlab.tls.Certificates;
import dev.meshlab.tls.TestAuthority;
import dev.meshlab.tls.TestAuthority.Issued;
import dev.meshlab.tls.TlsFiles;
import dev.meshlab.v1.EchoRequest;
import dev.meshlab.v1.EchoResponse;
import dev.meshlab.v1.EchoServiceGrpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command against servers with and without TLS: real handshakes, on loopback. */
@Timeout(60)
class TlsTest {

  private static final TestAuthority AUTHORITY = new TestAuthority("ca");
  private static final TestAuthority OTHER = new TestAuthority("other");

  @TempDir private Path folder;
  private Server server;

  private record Result(int code, String out, String err) {}

  private void serve(ServerCredentials credentials) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        NettyServerBuilder.forAddress(address, credentials)
            .directExecutor()
            .addService(new Echo())
            .build()
            .start();
  }

  /** With TLS, without a look at the certificate. */
  private void serve(Issued issued) throws IOException {
    TlsFiles files = issued.in(folder, "server");
    serve(TlsServerCredentials.create(files.cert().toFile(), files.key().toFile()));
  }

  /** With TLS, for clients that have a certificate of the authority. */
  private void serveClients() throws Exception {
    TlsFiles own = AUTHORITY.issue("localhost").in(folder, "server");
    Path cacert = AUTHORITY.certificateIn(folder, "clients.crt");
    try (Certificates certificates =
        Certificates.open(new TlsFiles(own.cert(), own.key(), cacert))) {
      serve(certificates.ofServer());
    }
  }

  private static final class Echo extends EchoServiceGrpc.EchoServiceImplBase {
    @Override
    public void echo(EchoRequest request, StreamObserver<EchoResponse> replies) {
      replies.onNext(EchoResponse.newBuilder().setServerUuid("server-1").build());
      replies.onCompleted();
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.shutdownNow();
    }
  }

  private String ca(TestAuthority authority) throws IOException {
    return "--cacert=" + authority.certificateIn(folder, "ca.crt");
  }

  private String[] identity(Issued issued) throws IOException {
    TlsFiles files = issued.in(folder, "client");
    return new String[] {"--cert=" + files.cert(), "--key=" + files.key()};
  }

  private Result call(String... flags) {
    return call(Map.of(), flags);
  }

  private Result call(Map<String, String> variables, String... flags) {
    List<String> args =
        new ArrayList<>(List.of("localhost:" + server.getPort(), "-n=20", "--warm-up=0"));
    args.addAll(Arrays.asList(flags));
    return run(variables, args.toArray(String[]::new));
  }

  private static Result run(Map<String, String> variables, String... args) {
    Map<String, String> environment = new HashMap<>(Map.of("COLUMNS", "500"));
    environment.putAll(variables);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    int code =
        ClientCommand.commandLine(
                environment, InputStream.nullInputStream(), out, new Interruption(Duration.ZERO))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString());
  }

  private static void assertThatItSays(String reason, Result result) {
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out().lines().filter(line -> line.startsWith("first error")))
        .singleElement()
        .asString()
        .matches("first error +UNAVAILABLE: .*")
        .contains(reason);
  }

  @Test
  void callsAServerWhoseAuthorityItKnows() throws Exception {
    serve(AUTHORITY.issue("localhost"));

    Result result = call("--tls", ca(AUTHORITY));

    assertThat(result.out()).contains("over 1 connection with TLS", "OK 20");
    assertThat(result.code()).isZero();
  }

  @Test
  void showsItsOwnCertificateWhereItHasOne() throws Exception {
    serveClients();
    String[] own = identity(AUTHORITY.issue("client"));

    assertThat(call("--tls", ca(AUTHORITY), own[0], own[1]).code()).isZero();
  }

  @Test
  void takesEverythingFromTheEnvironment() throws Exception {
    serveClients();
    TlsFiles own = AUTHORITY.issue("client").in(folder, "client");
    Map<String, String> variables =
        Map.of(
            "MESHLAB_CLIENT_TLS", "true",
            "MESHLAB_CLIENT_CACERT", AUTHORITY.certificateIn(folder, "ca.crt").toString(),
            "MESHLAB_CLIENT_CERT", String.valueOf(own.cert()),
            "MESHLAB_CLIENT_KEY", String.valueOf(own.key()));

    assertThat(call(variables).code()).isZero();
    assertThat(call(variables, "--tls").code()).as("with the flag as well").isZero();
  }

  @Test
  void checksTheCertificateAgainstTheAuthorityThatItIsGiven() throws Exception {
    serve(AUTHORITY.issue("shop"));

    assertThat(call("--tls", ca(AUTHORITY), "--authority=shop").code()).isZero();
  }

  @Test
  void saysThatItDoesNotKnowTheAuthority() throws Exception {
    serve(AUTHORITY.issue("localhost"));

    assertThatItSays(
        "the server's certificate is not signed by a CA of --cacert " + folder,
        call("--tls", ca(OTHER)));
    assertThatItSays(
        "the server's certificate is not signed by a CA that this Java trusts", call("--tls"));
  }

  @Test
  void saysThatTheCertificateHasExpired() throws Exception {
    serve(AUTHORITY.issueExpired("localhost"));

    assertThatItSays("the server's certificate expired on ", call("--tls", ca(AUTHORITY)));
  }

  @Test
  void saysThatTheCertificateIsForAnotherHost() throws Exception {
    serve(AUTHORITY.issue("shop", "pay"));

    assertThatItSays(
        "the server's certificate is not for the host localhost, but for shop, pay",
        call("--tls", ca(AUTHORITY)));
  }

  @Test
  void saysThatTheServerMaySpeakTls() throws Exception {
    serve(AUTHORITY.issue("localhost"));

    assertThatItSays("the server hung up on plain text; if it speaks TLS, use --tls", call());
  }

  @Test
  void saysThatTheServerSpeaksTlsWhereItAnswersWithAnAlert() throws Exception {
    byte[] protocolVersion = HexFormat.of().parseHex("15030100020246");
    try (ServerSocket alerts = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(() -> answerOnce(alerts, protocolVersion));

      Result result = run(Map.of(), "127.0.0.1:" + alerts.getLocalPort(), "-n=1", "--warm-up=0");

      answered.join();
      assertThat(result.out()).contains("the server speaks TLS; use --tls");
    }
  }

  /** Reads until the client closes the connection. */
  private static void answerOnce(ServerSocket server, byte[] answer) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write(answer);
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysThatTheServerDoesNotSpeakTls() throws Exception {
    serve(InsecureServerCredentials.create());

    assertThatItSays("the server does not speak TLS; omit --tls", call("--tls"));
  }

  @Test
  void saysThatTheServerAsksForACertificate() throws Exception {
    serveClients();

    assertThatItSays("use --cert and --key", call("--tls", ca(AUTHORITY)));
  }

  @Test
  void saysThatTheServerRefusesItsCertificate() throws Exception {
    serveClients();
    String[] own = identity(OTHER.issue("client"));

    assertThatItSays(
        "the server refuses this client's certificate (TLS alert unknown_ca)",
        call("--tls", ca(AUTHORITY), own[0], own[1]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --cacert=/no                        | --cacert, --cert and --key: need --tls
          --tls --cacert=/no                  | --cacert /no: there is no such file
          --tls --cert=/no                    | --cert /no: needs --key
          --tls --key=/no                     | --key /no: needs --cert
          --tls --cacert=/a --cert=/b --key=/c | --key /c: there is no such file
          """)
  void answersFilesThatCannotServeAsBadUsage(String args, String message) {
    Result result = run(Map.of(), args.split(" "));

    assertThat(result.err()).contains("meshlab-client: " + message);
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(2);
  }
}
