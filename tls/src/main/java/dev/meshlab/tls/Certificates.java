package dev.meshlab.tls;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The certificates of one end of its connections, as its files have them at the time of each
 * handshake. gRPC's managers hold them. Their own watch of files is not used: it misses a
 * certificate that is replaced without its key, and takes a key that is not the one of its
 * certificate (AdvancedTlsX509KeyManager.readAndUpdate of grpc-java 1.85.1).
 */
public final class Certificates implements AutoCloseable {

  /** Two looks take a change into use. A kubelet needs a minute or more for a mounted Secret. */
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final TlsFiles files;
  private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager trust;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Certificates::thread);

  private Certificates(TlsFiles files, Material material) throws GeneralSecurityException {
    this.files = files;
    trust = AdvancedTlsX509TrustManager.newBuilder().build();
    if (files.cacert() == null) {
      trust.useSystemDefaultTrustCerts();
    }
    use(material);
  }

  /**
   * Reads the files, and goes on watching them until this is closed.
   *
   * @throws UnusableFilesException with all that is wrong with them
   */
  public static Certificates open(TlsFiles files) throws UnusableFilesException {
    return open(files, PERIOD);
  }

  /**
   * The same with another time between two looks at the files.
   *
   * @throws UnusableFilesException with all that is wrong with them
   */
  static Certificates open(TlsFiles files, Duration period) throws UnusableFilesException {
    Material material = Material.of(files);
    if (!material.problems().isEmpty()) {
      throw new UnusableFilesException(material.problems());
    }
    try {
      Certificates certificates = new Certificates(files, material);
      certificates.watch(material, period);
      return certificates;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has certificates to trust", e);
    }
  }

  private void watch(Material material, Duration period) {
    CertificateWatch watch = new CertificateWatch(files, material, this::use);
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            watch::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void use(Material material) {
    material
        .identity()
        .ifPresent(
            own ->
                keys.updateIdentityCredentials(
                    own.chain().toArray(X509Certificate[]::new), own.key()));
    if (files.cacert() != null) {
      trust(material.authorities().toArray(X509Certificate[]::new));
    }
  }

  private void trust(X509Certificate[] authorities) {
    try {
      trust.updateTrustCredentials(authorities);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a key store in memory takes any certificates", e);
    }
  }

  /** For a server: with CAs of clients, a client without a certificate of theirs is refused. */
  public ServerCredentials ofServer() {
    TlsServerCredentials.Builder credentials = TlsServerCredentials.newBuilder().keyManager(keys);
    return files.cacert() == null
        ? credentials.build()
        : credentials
            .trustManager(new PeerCheck(trust, refusals()))
            .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
            .build();
  }

  /** For a client: without CAs of servers, it accepts those that the Java platform does. */
  public ChannelCredentials ofClient() {
    TlsChannelCredentials.Builder credentials =
        TlsChannelCredentials.newBuilder().trustManager(new PeerCheck(trust, refusals()));
    return files.cert() == null ? credentials.build() : credentials.keyManager(keys).build();
  }

  private Refusals refusals() {
    return new Refusals(
        files.cacert() == null
            ? "a CA that this Java trusts; " + TlsFiles.CACERT + " names others"
            : "a CA of " + TlsFiles.CACERT + " " + files.cacert());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "certificates");
    thread.setDaemon(true);
    return thread;
  }

  /** Stops watching; connections go on. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
