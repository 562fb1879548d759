package dev.meshlab.lab.run;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Sessions that the tests of this JVM share, so that a pod that serves one test need not start
 * again for the next. As many are open as tests run at once, and all end with the JVM. Safe for use
 * from several threads.
 */
public final class SpareSessions {

  private static final Queue<Session> SPARE = new ConcurrentLinkedQueue<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> SPARE.forEach(Session::close)));
  }

  private SpareSessions() {}

  /** Something that is done over the pods of a session. */
  @FunctionalInterface
  public interface Work<T> {
    T over(Session session) throws IOException, InterruptedException;
  }

  /** The outcome of some work. Its session is not used again if it throws an exception. */
  public static <T> T lend(Work<T> work) throws IOException, InterruptedException {
    Session spare = SPARE.poll();
    Session session = spare == null ? Session.open(Stop.NEVER) : spare;
    try {
      T done = work.over(session);
      SPARE.add(session);
      return done;
    } catch (IOException | InterruptedException | RuntimeException e) {
      session.close();
      throw e;
    }
  }
}
