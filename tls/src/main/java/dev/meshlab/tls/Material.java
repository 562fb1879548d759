package dev.meshlab.tls;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of the files at one time. Equal where nothing of it has changed.
 *
 * @param identity of this end
 * @param authorities whose certificates it accepts of its peers; empty where no file names any
 * @param problems a line each; without one the rest can be used
 */
record Material(
    Optional<Identity> identity, List<X509Certificate> authorities, List<String> problems) {

  static Material of(TlsFiles files) {
    List<String> problems = new ArrayList<>();
    List<X509Certificate> chain = certificates(TlsFiles.CERT, files.cert(), problems);
    Optional<PrivateKey> key = key(files.key(), problems);
    alone(TlsFiles.CERT, files.cert(), TlsFiles.KEY, files.key()).ifPresent(problems::add);
    alone(TlsFiles.KEY, files.key(), TlsFiles.CERT, files.cert()).ifPresent(problems::add);
    Optional<Identity> identity =
        key.filter(any -> !chain.isEmpty()).map(own -> new Identity(chain, own));
    identity.ifPresent(own -> check(own, files, problems));
    return new Material(
        identity, certificates(TlsFiles.CACERT, files.cacert(), problems), List.copyOf(problems));
  }

  private static void check(Identity own, TlsFiles files, List<String> problems) {
    own.faultOfCertificate()
        .ifPresent(fault -> problems.add(TlsFiles.CERT + " " + files.cert() + ": " + fault));
    if (!own.belongsTogether()) {
      problems.add(
          "%s %s: is not the key of the certificate in %s"
              .formatted(TlsFiles.KEY, files.key(), files.cert()));
    }
  }

  private static Optional<String> alone(
      String flag, @Nullable Path file, String other, @Nullable Path otherFile) {
    return file == null || otherFile != null
        ? Optional.empty()
        : Optional.of("%s %s: needs %s".formatted(flag, file, other));
  }

  private static List<X509Certificate> certificates(
      String flag, @Nullable Path path, List<String> problems) {
    try {
      return path == null ? List.of() : new PemFile(flag, path).certificates();
    } catch (PemFile.Fault fault) {
      problems.add(String.valueOf(fault.getMessage()));
      return List.of();
    }
  }

  private static Optional<PrivateKey> key(@Nullable Path path, List<String> problems) {
    try {
      return path == null
          ? Optional.empty()
          : Optional.of(new PemFile(TlsFiles.KEY, path).privateKey());
    } catch (PemFile.Fault fault) {
      problems.add(String.valueOf(fault.getMessage()));
      return Optional.empty();
    }
  }
}
