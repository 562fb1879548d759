package dev.meshlab.client.pace;

/** Time that passes only when someone waits or says so. */
class FakeClock implements Clock {

  private long now;

  FakeClock(long startNanos) {
    now = startNanos;
  }

  void advance(long nanos) {
    now += nanos;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void park(long nanos) {
    now += nanos;
  }
}
