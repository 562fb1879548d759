package dev.meshlab.client.pace;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a fixed number of calls in flight: the end of one starts the next, in the thread that
 * reports the end.
 *
 * <p>Each place in flight, a lane, stays on one connection, dealt out in turn. With fewer lanes
 * than connections the calls themselves take the connections in turn, so that none stays unused.
 */
public final class ClosedLoop implements Loop {

  private final int lanes;
  private final int connections;
  private final Budget budget;
  private final InFlight inFlight;
  private final Clock clock;
  private final Executor driver;
  private final Work work;

  /**
   * A loop that is not started yet.
   *
   * @param lanes how many calls to keep in flight
   * @param connections over how many connections
   * @param driver a single thread, which starts the lanes and goes on with those whose call ended
   *     before its start returned
   */
  public ClosedLoop(
      int lanes,
      int connections,
      Budget budget,
      InFlight inFlight,
      Clock clock,
      Executor driver,
      Work work) {
    this.lanes = lanes;
    this.connections = connections;
    this.budget = budget;
    this.inFlight = inFlight;
    this.clock = clock;
    this.driver = driver;
    this.work = work;
  }

  @Override
  public void start() {
    for (int lane = 0; lane < lanes; lane++) {
      inFlight.enter();
    }
    for (int lane = 0; lane < lanes; lane++) {
      driver.execute(new Lane(lane).next);
    }
  }

  /**
   * One place in flight.
   *
   * <p>A call may end inside its own start, when it fails without touching the network or when the
   * transport is in-process. Going on from there would deepen the stack with every call, and going
   * on in a loop would starve the other lanes of the thread. {@code turns} tells the two apart: it
   * is above 0 while a start is running, and a call that ends meanwhile leaves its turn to the
   * driver, behind the lanes that wait there.
   */
  private final class Lane {
    private final int index;
    private final AtomicInteger turns = new AtomicInteger();
    private final Runnable turn = this::turn;
    private final Runnable next = this::next;

    Lane(int index) {
      this.index = index;
    }

    private void next() {
      if (turns.getAndIncrement() == 0) {
        turn();
      }
    }

    private void turn() {
      startOne();
      if (turns.decrementAndGet() > 0) {
        driver.execute(turn);
      }
    }

    private void startOne() {
      long call = budget.take();
      if (call == Budget.NONE) {
        inFlight.leave();
      } else {
        work.start(call, connectionOf(call), clock.nanoTime(), next);
      }
    }

    private int connectionOf(long call) {
      return (int) ((lanes < connections ? call : index) % connections);
    }
  }
}
