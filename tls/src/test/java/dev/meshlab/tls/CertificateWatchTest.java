package dev.meshlab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.tls.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateWatchTest {

  private static final TestAuthority AUTHORITY = new TestAuthority("ca");
  private static final Logger LOG = Logger.getLogger(CertificateWatch.class.getName());

  private final List<Material> used = new ArrayList<>();
  private final List<LogRecord> logged = new ArrayList<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord event) {
          logged.add(event);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir private Path folder;

  @BeforeEach
  void readTheLog() {
    LOG.addHandler(log);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void leaveTheLog() {
    LOG.removeHandler(log);
    LOG.setUseParentHandlers(true);
  }

  private CertificateWatch watch(TlsFiles files) {
    return new CertificateWatch(files, Material.of(files), used::add);
  }

  @Test
  void handsOnAReplacementThatTwoLooksSaw() throws IOException {
    TlsFiles files = AUTHORITY.issue("shop").in(folder, "tls");
    CertificateWatch watch = watch(files);

    AUTHORITY.issue("shop").in(folder, "tls");
    watch.look();
    assertThat(used).as("after one look").isEmpty();
    watch.look();
    watch.look();

    assertThat(used).containsExactly(Material.of(files));
    assertThat(logged).extracting(LogRecord::getLevel).containsExactly(Level.INFO);
  }

  @Test
  void passesOverAFileThatIsHalfWritten() throws IOException {
    Issued second = AUTHORITY.issue("shop");
    TlsFiles files = AUTHORITY.issue("shop").in(folder, "tls");
    CertificateWatch watch = watch(files);

    Files.writeString(folder.resolve("tls.crt"), second.chain());
    watch.look();
    Files.writeString(folder.resolve("tls.key"), second.key());
    watch.look();
    watch.look();

    assertThat(used).containsExactly(Material.of(files));
    assertThat(logged).extracting(LogRecord::getLevel).containsExactly(Level.INFO);
  }

  @Test
  void keepsWhatWasBeforeABadReplacementAndSaysSoInOneLine() throws IOException {
    TlsFiles files = AUTHORITY.issue("shop").in(folder, "tls");
    CertificateWatch watch = watch(files);

    Files.writeString(folder.resolve("tls.key"), AUTHORITY.issue("shop").key());
    for (int look = 0; look < 5; look++) {
      watch.look();
    }

    assertThat(used).isEmpty();
    assertThat(logged)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.WARNING);
              assertThat(event.getMessage())
                  .startsWith("--key " + files.key() + ": is not the key of the certificate in ")
                  .endsWith("; new connections use what was read before that");
            });
  }

  @Test
  void takesTheGoodReplacementThatFollowsABadOne() throws IOException {
    TlsFiles files = AUTHORITY.issue("shop").in(folder, "tls");
    CertificateWatch watch = watch(files);

    Files.delete(folder.resolve("tls.key"));
    watch.look();
    watch.look();
    AUTHORITY.issue("shop").in(folder, "tls");
    watch.look();
    watch.look();

    assertThat(used).containsExactly(Material.of(files));
  }

  @Test
  void seesACertificateThatIsRenewedForTheSameKey() throws IOException {
    KeyPair key = TestAuthority.keyPair("EC");
    TlsFiles files = AUTHORITY.issueFor(key, "shop").in(folder, "tls");
    CertificateWatch watch = watch(files);

    AUTHORITY.issueFor(key, "shop").in(folder, "tls");
    watch.look();
    watch.look();

    assertThat(used).hasSize(1);
  }

  /** A mounted Secret: the files are links into ..data, which is a link that is replaced. */
  @Test
  void seesALinkThatIsTurnedAsAKubeletDoes() throws IOException {
    AUTHORITY.issue("shop").in(Files.createDirectory(folder.resolve("..1")), "tls");
    AUTHORITY.issue("shop").in(Files.createDirectory(folder.resolve("..2")), "tls");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    TlsFiles files =
        new TlsFiles(
            Files.createSymbolicLink(folder.resolve("tls.crt"), Path.of("..data/tls.crt")),
            Files.createSymbolicLink(folder.resolve("tls.key"), Path.of("..data/tls.key")),
            null);
    CertificateWatch watch = watch(files);

    Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
    Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    watch.look();
    watch.look();

    assertThat(used).containsExactly(Material.of(files));
  }
}
