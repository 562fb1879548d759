package dev.meshlab.lab.vip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VirtualIpTest {
  private static final long SEED = 7;

  private final List<AutoCloseable> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : started) {
      part.close();
    }
  }

  @Test
  void drawsOneBackendForEachConnectionAndKeepsIt() throws Exception {
    List<InetSocketAddress> backends = List.of(echoing("a"), echoing("b"), echoing("c"));
    VirtualIp vip = vip(backends);
    Random sameDraws = new Random(SEED);

    for (int connection = 0; connection < 20; connection++) {
      String drawn = "abc".substring(sameDraws.nextInt(3)).substring(0, 1);
      try (Socket socket = connect(vip)) {
        assertThat(exchange(socket, "1")).isEqualTo(drawn + "1");
        assertThat(exchange(socket, "2")).isEqualTo(drawn + "2");
      }
    }
  }

  @Test
  void keepsAClientOnTheBackendOfItsFirstConnectionWhileThatIsThere() throws Exception {
    List<InetSocketAddress> backends = List.of(echoing("a"), echoing("b"), echoing("c"));
    VirtualIp vip = vip(backends, true);
    Random sameDraws = new Random(SEED);

    int first = sameDraws.nextInt(3);
    assertThat(answers(vip, 20)).containsOnly("abc".charAt(first) + "1");

    List<InetSocketAddress> others = new ArrayList<>(backends);
    others.remove(first);
    vip.setBackends(others);
    String left = "abc".replace("abc".substring(first, first + 1), "");
    assertThat(answers(vip, 20)).containsOnly(left.charAt(sameDraws.nextInt(2)) + "1");
  }

  private List<String> answers(VirtualIp vip, int connections) throws IOException {
    List<String> answers = new ArrayList<>();
    for (int connection = 0; connection < connections; connection++) {
      try (Socket socket = connect(vip)) {
        answers.add(exchange(socket, "1"));
      }
    }
    return answers;
  }

  @Test
  void countsTheConnectionsOfEachBackend() throws Exception {
    List<InetSocketAddress> backends = List.of(echoing("a"), echoing("b"));
    VirtualIp vip = vip(backends);
    for (int connection = 0; connection < 10; connection++) {
      exchange(connect(vip), "x");
    }

    Map<Integer, Long> draws =
        new Random(SEED)
            .ints(10, 0, 2)
            .boxed()
            .collect(Collectors.groupingBy(i -> i, Collectors.counting()));
    assertThat(vip.connections())
        .isEqualTo(Map.of(backends.get(0), draws.get(0), backends.get(1), draws.get(1)));
  }

  @Test
  void passesOnTheEndOfOneDirectionAlone() throws Exception {
    VirtualIp vip = vip(List.of(echoing("")));
    Socket socket = connect(vip);
    byte[] payload = new byte[1 << 20];
    new Random(SEED).nextBytes(payload);

    VirtualIp.daemon("writer", () -> writeAndEnd(socket, payload));

    assertThat(socket.getInputStream().readAllBytes()).isEqualTo(payload);
  }

  @Test
  void endsTheConnectionsThatThereAreAndTakesOthers() throws Exception {
    VirtualIp vip = vip(List.of(echoing("a")));
    Socket before = connect(vip);
    assertThat(exchange(before, "1")).isEqualTo("a1");

    vip.disconnect();

    assertThat(before.getInputStream().read()).isEqualTo(-1);
    try (Socket after = connect(vip)) {
      assertThat(exchange(after, "2")).isEqualTo("a2");
    }
  }

  @Test
  void leavesAnExistingConnectionWhereItIsWhenItsBackendIsTakenOffTheList() throws Exception {
    VirtualIp vip = vip(List.of(echoing("old")));
    Socket before = connect(vip);
    assertThat(exchange(before, "1")).isEqualTo("old1");

    vip.setBackends(List.of(echoing("new")));

    assertThat(exchange(before, "2")).isEqualTo("old2");
    assertThat(exchange(connect(vip), "3")).isEqualTo("new3");
  }

  @Test
  void resetsAConnectionWithoutAnyBackend() throws Exception {
    VirtualIp vip = vip(List.of());

    assertThatIOException().isThrownBy(() -> exchangeUntilRefused(vip));
    assertThat(vip.connections()).isEmpty();
  }

  @Test
  void resetsAConnectionWhoseBackendIsDown() throws Exception {
    ServerSocket gone = new ServerSocket(0);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), gone.getLocalPort());
    gone.close();
    VirtualIp vip = vip(List.of(address));

    assertThatIOException().isThrownBy(() -> exchangeUntilRefused(vip));
    assertThat(vip.connections()).containsExactly(Map.entry(address, 1L));
  }

  @Test
  void leavesNeitherConnectionNorThreadWhenClosed() throws Exception {
    VirtualIp vip = vip(List.of(echoing("a")));
    List<Socket> sockets = IntStream.range(0, 10).mapToObj(i -> connectUnchecked(vip)).toList();
    for (Socket socket : sockets) {
      exchange(socket, "x");
    }

    vip.close();
    vip.close();

    for (Socket socket : sockets) {
      assertThat(hasEnded(socket)).isTrue();
    }
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("splice") || name.startsWith("vip-")));
    assertThatIOException().isThrownBy(() -> connect(vip));
  }

  /** In order or by a reset: which of the two depends on which end is seen to close first. */
  private static boolean hasEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }

  private VirtualIp vip(List<InetSocketAddress> backends) throws IOException {
    return vip(backends, false);
  }

  private VirtualIp vip(List<InetSocketAddress> backends, boolean clientAffinity)
      throws IOException {
    VirtualIp vip = VirtualIp.open(new Random(SEED), clientAffinity);
    started.add(vip);
    vip.setBackends(backends);
    return vip;
  }

  private Socket connect(VirtualIp vip) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), vip.port());
    started.add(socket);
    return socket;
  }

  private Socket connectUnchecked(VirtualIp vip) {
    try {
      return connect(vip);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A backend that starts each connection with its name and then sends back what it gets. */
  private InetSocketAddress echoing(String name) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    started.add(server);
    VirtualIp.daemon("backend", () -> acceptAll(server, name));
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  private static void acceptAll(ServerSocket server, String name) {
    try {
      while (true) {
        Socket socket = server.accept();
        VirtualIp.daemon("echo", () -> echo(socket, name));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void echo(Socket socket, String name) {
    byte[] buffer = new byte[8192];
    try (socket) {
      for (int n = socket.getInputStream().read(buffer); n >= 0; ) {
        socket.getOutputStream().write(name.getBytes(UTF_8));
        socket.getOutputStream().write(buffer, 0, n);
        n = socket.getInputStream().read(buffer);
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static String exchange(Socket socket, String word) throws IOException {
    socket.getOutputStream().write(word.getBytes(UTF_8));
    StringBuilder reply = new StringBuilder();
    while (!reply.toString().endsWith(word)) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      reply.append((char) next);
    }
    return reply.toString();
  }

  private void exchangeUntilRefused(VirtualIp vip) throws IOException {
    try (Socket socket = connect(vip)) {
      exchange(socket, "x");
    }
  }

  private static void writeAndEnd(Socket socket, byte[] payload) {
    try {
      socket.getOutputStream().write(payload);
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
