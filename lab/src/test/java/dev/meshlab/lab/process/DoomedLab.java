package dev.meshlab.lab.process;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A lab that starts children, says who they are, and then waits to be killed. */
public final class DoomedLab {
  private DoomedLab() {}

  public static void main(String[] args) throws Exception {
    Sandbox sandbox = Sandbox.open();
    ChildProcess polite = sandbox.start(Command.of("polite", List.of("sleep", "600")));
    ChildProcess deaf =
        sandbox.start(
            Command.of("deaf", List.of("sh", "-c", "trap '' TERM; while :; do sleep 0.2; done")));
    System.out.println(sandbox.directory());
    System.out.println(polite.pid());
    System.out.println(deaf.pid());
    new CountDownLatch(1).await();
  }
}
