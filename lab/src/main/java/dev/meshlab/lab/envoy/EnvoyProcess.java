package dev.meshlab.lab.envoy;

import dev.meshlab.lab.process.ChildProcess;
import dev.meshlab.lab.process.Command;
import dev.meshlab.lab.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A running Envoy. Safe for use from several threads. */
public final class EnvoyProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ChildProcess child;
  private final EnvoyAdmin admin;

  private EnvoyProcess(ChildProcess child, EnvoyAdmin admin) {
    this.child = child;
    this.admin = admin;
  }

  /**
   * Starts Envoy and returns when it is live. That takes a first answer from the control plane for
   * clusters and listeners, so publish before you start it.
   *
   * @throws EnvoyFailed if it ends, or is not live within the bound
   */
  public static EnvoyProcess start(
      Sandbox sandbox,
      EnvoyBinary.Found binary,
      Sidecar sidecar,
      int controlPlanePort,
      Duration bound)
      throws IOException, InterruptedException {
    String name = "envoy-" + sidecar.nodeId().replaceAll("[^A-Za-z0-9._-]", "_");
    Path bootstrap = sandbox.directory().resolve(name + ".yaml");
    Path adminAddress = sandbox.directory().resolve(name + ".admin");
    Files.writeString(bootstrap, sidecar.bootstrap(controlPlanePort));
    ChildProcess child =
        sandbox.start(Command.of(name, line(binary, sidecar, bootstrap, adminAddress)));
    try {
      return new EnvoyProcess(child, awaitLive(child, adminAddress, bound));
    } catch (EnvoyFailed | InterruptedException e) {
      child.kill();
      throw e;
    }
  }

  private static List<String> line(
      EnvoyBinary.Found binary, Sidecar sidecar, Path bootstrap, Path adminAddress) {
    return List.of(
        binary.path().toString(),
        "--config-path",
        bootstrap.toString(),
        "--admin-address-path",
        adminAddress.toString(),
        "--concurrency",
        Integer.toString(sidecar.workers()),
        // Several Envoys on one machine would share the memory region that a hot restart uses.
        "--disable-hot-restart",
        // A changed listener takes its old connections along within one call, not in ten minutes.
        "--drain-strategy",
        "immediate",
        "--log-level",
        "warning");
  }

  private static EnvoyAdmin awaitLive(ChildProcess child, Path address, Duration bound)
      throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        EnvoyAdmin admin = EnvoyAdmin.at(Files.readString(address));
        if (admin.live()) {
          return admin;
        }
      } catch (IOException notYet) {
        // The address is written, and the listener opened, some time after the start.
      }
      if (child.awaitExit(POLL)) {
        throw new EnvoyFailed(
            "Envoy ended with exit code %d. Its log ends with:%n%s"
                .formatted(child.exitCode().orElseThrow(), child.logTail()));
      }
    }
    throw new EnvoyFailed(
        "Envoy is not live after %d ms. Its log ends with:%n%s"
            .formatted(bound.toMillis(), child.logTail()));
  }

  public EnvoyAdmin admin() {
    return admin;
  }

  public long pid() {
    return child.pid();
  }

  public boolean alive() {
    return child.alive();
  }

  /** See {@link ChildProcess#exitCode()}. */
  public OptionalInt exitCode() {
    return child.exitCode();
  }

  /** The way in which it ended; empty while it lives. */
  public Optional<String> whyItEnded() {
    return alive()
        ? Optional.empty()
        : Optional.of("Envoy ended with exit code " + exitCode().orElse(-1));
  }

  /** Completes with the exit code when Envoy has ended, for whatever reason. */
  public CompletableFuture<Integer> onExit() {
    return child.onExit();
  }

  public String logTail() {
    return child.logTail();
  }

  /** Sends SIGKILL. */
  public void kill() {
    child.kill();
  }

  @Override
  public void close() {
    child.terminate(GRACE);
  }
}
