package dev.meshlab.server.log;

import java.io.PrintStream;
import java.util.Timer;
import java.util.TimerTask;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The log of this process. */
public final class ServerLog {
  private static final long TICK_MILLIS = 1_000;

  private ServerLog() {}

  /**
   * Takes the place of the JDK's own handlers. A configuration that the user names with {@code
   * -Djava.util.logging.config.file} is left as it is.
   */
  public static void writeTo(PrintStream out) {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    System.setProperty("java.util.logging.manager", Lasting.class.getName());
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    LimitedHandler handler = new LimitedHandler(out, System::nanoTime);
    root.addHandler(handler);
    new Timer("log", true).schedule(ticking(handler), TICK_MILLIS, TICK_MILLIS);
  }

  private static TimerTask ticking(LimitedHandler handler) {
    return new TimerTask() {
      @Override
      public void run() {
        handler.tick();
      }
    };
  }

  /** Writes the counts that are still to come; the process is about to end. */
  public static void flush() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.flush();
    }
  }

  /**
   * The JDK's manager closes all handlers in a shutdown hook, and so in the midst of the drain;
   * this one does not. Public, with a public constructor, since the JDK makes it by its name.
   */
  public static final class Lasting extends LogManager {
    @Override
    public void reset() {}
  }
}
