package dev.meshlab.client.load;

import dev.meshlab.client.pace.InFlight;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The warm-up of one connection. A server is heard from when it names itself, even in a failure.
 */
final class WarmUpLane implements Outcomes {

  /** Between calls that fail without reaching a server, so as not to spin. */
  private static final long PAUSE_MILLIS = 10;

  private final Calls calls;
  private final ManagedChannel channel;
  private final int servers;
  private final ScheduledExecutorService driver;
  private final InFlight inFlight;
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private final AtomicLong made = new AtomicLong();
  private volatile long pauseMillis;
  private volatile boolean abandoned;
  private volatile @Nullable Exchange<?, ?> current;

  WarmUpLane(
      Calls calls,
      ManagedChannel channel,
      int servers,
      ScheduledExecutorService driver,
      InFlight inFlight) {
    this.calls = calls;
    this.channel = channel;
    this.servers = servers;
    this.driver = driver;
    this.inFlight = inFlight;
  }

  void start() {
    driver.execute(this::next);
  }

  boolean heardEnough() {
    return heard.size() >= servers;
  }

  /** The number of servers that it has heard from. */
  int heard() {
    return heard.size();
  }

  /** The number of calls that it has made. */
  long made() {
    return made.get();
  }

  /** No further call; the one in flight is cancelled. */
  void abandon() {
    abandoned = true;
    cancelCurrent();
  }

  private void next() {
    if (heardEnough() || abandoned) {
      inFlight.leave();
      return;
    }
    pauseMillis = 0;
    current =
        calls.start(channel, new Ticket(made.getAndIncrement(), 0, 0, 0, this, this::callEnded));
    if (abandoned) {
      cancelCurrent();
    }
  }

  /** By way of the driver, so that calls which end at once do not deepen the stack. */
  private void callEnded() {
    ScheduledFuture<?> unused = driver.schedule(this::next, pauseMillis, TimeUnit.MILLISECONDS);
  }

  private void cancelCurrent() {
    Exchange<?, ?> exchange = current;
    if (exchange != null) {
      exchange.cancel("The warm-up is over");
    }
  }

  @Override
  public void answered(Ticket ticket, String server, Metadata headers) {
    heard.add(server);
  }

  @Override
  public void failed(String server, Status status, Metadata identity) {
    if (server.isEmpty()) {
      pauseMillis = PAUSE_MILLIS;
    } else {
      heard.add(server);
    }
  }

  @Override
  public void messages(String server, long count) {}

  @Override
  public void stream(boolean split, long outOfSequence, long missing) {}
}
