package dev.meshlab.lab.envoy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Envoy release, such as 1.40.0. */
record EnvoyVersion(int major, int minor, int patch) {
  /** The release that {@code scripts/fetch-envoy} fetches and the lab is tested with. */
  static final EnvoyVersion PINNED = new EnvoyVersion(1, 40, 0);

  private static final int OLDEST_MINOR = 38;
  private static final int RUN_SECONDS = 10;

  /** {@code envoy version: COMMIT/1.40.0/Clean/RELEASE/BoringSSL}. */
  private static final Pattern OUTPUT =
      Pattern.compile("version: [^/\\s]*/(\\d+)\\.(\\d+)\\.(\\d+)[^/]*/");

  /**
   * Asks a binary.
   *
   * @throws IOException if it does not run, or does not answer as Envoy does
   */
  static EnvoyVersion of(Path binary) throws IOException {
    Process process =
        new ProcessBuilder(binary.toString(), "--version").redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("--version gives no answer within " + RUN_SECONDS + " s");
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return parse(output)
          .orElseThrow(() -> new IOException("--version answers: " + output.strip()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking for its version", e);
    } finally {
      process.destroyForcibly();
    }
  }

  static Optional<EnvoyVersion> parse(String output) {
    Matcher matcher = OUTPUT.matcher(output);
    return matcher.find()
        ? Optional.of(
            new EnvoyVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  boolean supported() {
    return major > 1 || (major == 1 && minor >= OLDEST_MINOR);
  }

  /** True if it is of the release line that the lab is tested with. */
  boolean tested() {
    return major == PINNED.major && minor == PINNED.minor;
  }

  static String oldest() {
    return "1." + OLDEST_MINOR;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
