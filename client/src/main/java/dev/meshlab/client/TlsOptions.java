package dev.meshlab.client;

import dev.meshlab.client.channel.Security;
import dev.meshlab.tls.Certificates;
import dev.meshlab.tls.TlsFiles;
import dev.meshlab.tls.UnusableFilesException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags that say how connections are protected. */
final class TlsOptions {

  // Without a value to fall back to, picocli takes a flag for the opposite of its variable.
  @Option(
      names = "--tls",
      fallbackValue = "true",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Speak TLS, and check that the server's certificate is for the target's host.")
  private boolean tls;

  @Option(
      names = "--cacert",
      paramLabel = "<file>",
      description =
          "With --tls: the CAs of servers to accept, in PEM. Default: those that this Java trusts.")
  private @Nullable Path cacert;

  @Option(
      names = "--cert",
      paramLabel = "<file>",
      description =
          "With --tls: the client's own certificate, in PEM, with those that lead to its CA."
              + " Default: none.")
  private @Nullable Path cert;

  @Option(
      names = "--key",
      paramLabel = "<file>",
      description = "With --tls: the private key of --cert, in PEM, not encrypted. Default: none.")
  private @Nullable Path key;

  /**
   * The certificates of the files, for as long as they are open; empty for plain text.
   *
   * @throws ParameterException naming each file that cannot serve
   */
  Optional<Certificates> open(CommandLine commandLine) {
    TlsFiles files = new TlsFiles(cert, key, cacert);
    if (!tls && !files.areNone()) {
      throw new ParameterException(commandLine, "--cacert, --cert and --key: need --tls");
    }
    try {
      return tls ? Optional.of(Certificates.open(files)) : Optional.empty();
    } catch (UnusableFilesException e) {
      throw new ParameterException(commandLine, String.valueOf(e.getMessage()), e);
    }
  }

  /** The protection of connections with these certificates. */
  Security security(Optional<Certificates> certificates) {
    return certificates
        .map(files -> Security.tls(files.ofClient(), cert != null))
        .orElseGet(Security::plainText);
  }
}
