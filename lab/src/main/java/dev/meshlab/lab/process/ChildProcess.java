package dev.meshlab.lab.process;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs in a {@link Sandbox}. Safe for use from several threads, except for its
 * {@link #output()}.
 */
public final class ChildProcess {
  private static final int TAIL_LINES = 20;
  private static final Duration REAP = Duration.ofSeconds(5);

  private final String name;
  private final Process process;
  private final LogFile log;

  ChildProcess(String name, Process process, LogFile log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** The exit code, 128 + N if signal N ended it; empty while it runs. */
  public OptionalInt exitCode() {
    return alive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Completes with the exit code when the program has ended, for whatever reason. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Waits for the end of the program; false if it still runs after that time. */
  public boolean awaitExit(Duration bound) throws InterruptedException {
    return process.waitFor(bound.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Its standard output, if the command asked to {@link Command.Output#READ} it. */
  public BufferedReader output() {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  /** The last lines of its log, for messages about its failure; may be empty. */
  public String logTail() {
    return log.tail(TAIL_LINES);
  }

  /** Sends SIGTERM and does not wait. */
  public void requestStop() {
    process.destroy();
  }

  /** Sends SIGTERM, waits for the grace, then kills. An interrupt cuts the wait short. */
  public void terminate(Duration grace) {
    requestStop();
    if (!awaitExitUninterrupted(grace)) {
      kill();
    }
  }

  /** Sends SIGKILL and returns when the process is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExitUninterrupted(REAP);
  }

  /** Terminates all of them at once, within one and the same grace. */
  public static void terminateAll(Collection<ChildProcess> children, Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    children.forEach(ChildProcess::requestStop);
    for (ChildProcess child : children) {
      child.terminate(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }

  private boolean awaitExitUninterrupted(Duration bound) {
    try {
      return awaitExit(bound);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
