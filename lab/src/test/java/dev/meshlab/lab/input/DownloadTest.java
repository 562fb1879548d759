package dev.meshlab.lab.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadTest {

  private static final String NAMESPACE =
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n";

  private static final String REMEDY =
      "; check the URL and the network, or download it yourself and give the file to -f";

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void isReadUnderItsUrl() {
    ManifestSet manifests = read(serving("/shop.yaml", 200, "text/plain", NAMESPACE + "extra: 1"));

    assertThat(manifests.documents()).singleElement().hasFieldOrPropertyWithValue("name", "shop");
    assertThat(manifests.problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.toString()).startsWith(url("/shop.yaml") + ":4: extra"));
  }

  @Test
  void followsARedirect() {
    serving("/shop.yaml", 200, "text/plain", NAMESPACE);
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", url("/shop.yaml"));
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertThat(read(url("/moved")).problems()).isEmpty();
  }

  @Test
  void isRefusedWithTheStatusThatTheServerAnswers() {
    assertThat(problem(serving("/gone.yaml", 404, "text/plain", "no")))
        .isEqualTo(
            url("/gone.yaml") + ": cannot be fetched: the server answers with status 404" + REMEDY);
  }

  @Test
  void isRefusedWhereItIsThePageThatShowsAFile() {
    assertThat(problem(serving("/blob", 200, "text/html; charset=utf-8", "<html></html>")))
        .isEqualTo(
            url("/blob") + ": is a web page and not a manifest; give the URL of the raw file");
  }

  @Test
  void isRefusedWhereItIsLargerThanAFileMayBe() {
    String large = "#".repeat(Manifests.MAX_BYTES + 1);

    assertThat(problem(serving("/large.yaml", 200, "text/plain", large)))
        .startsWith(url("/large.yaml") + ": is larger than 16 MiB");
  }

  @Test
  void isRefusedWhereNothingListens() throws IOException {
    String url = url("/shop.yaml");
    server.stop(0);

    assertThat(problem(url))
        .isEqualTo(url + ": cannot be fetched: its server cannot be reached" + REMEDY);
  }

  @Test
  void isRefusedWhereTheNameOfTheHostIsUnknown() {
    assertThat(problem("https://nowhere.invalid/shop.yaml"))
        .isEqualTo(
            "https://nowhere.invalid/shop.yaml: cannot be fetched: its host cannot be found"
                + REMEDY);
  }

  @Test
  void isRefusedWhereItIsNotAUrl() {
    assertThat(problem("https://a b/")).startsWith("https://a b/: is not a URL; check it: ");
  }

  @Test
  void doesNotWaitForEver() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:%d/".formatted(silent.getLocalPort());

      ManifestSet manifests =
          Manifests.readAll(List.of(new Download(Duration.ofMillis(1)).of(url)), HowFar.UNSEEN);

      assertThat(manifests.problems())
          .hasToString("[" + url + ": cannot be fetched: no full answer within 0 s" + REMEDY + "]");
    }
  }

  private String serving(String path, int status, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(status, bytes.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
    return url(path);
  }

  private String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  private static ManifestSet read(String url) {
    return Manifests.readAll(List.of(new Download().of(url)), HowFar.UNSEEN);
  }

  private static String problem(String url) {
    List<Diagnostic> problems = read(url).problems();
    assertThat(problems).hasSize(1);
    return problems.get(0).toString();
  }
}
