package dev.meshlab.lab.plane;

import dev.meshlab.client.load.ChannelFactory;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadGenerator;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import java.time.Duration;
import java.util.function.Consumer;

/** The client as a library, in this process. */
final class OwnLoad implements LoadDriver {

  private final LoadGenerator generator;
  private final WarmUpLimit limit;

  OwnLoad(Load load, WarmUpLimit limit, ChannelFactory channels) {
    this.generator = new LoadGenerator(load, channels);
    this.limit = limit;
  }

  @Override
  public boolean connect(int servers, Duration patience) {
    return generator.warmUp(servers, patience);
  }

  @Override
  public boolean isCold() {
    return false;
  }

  @Override
  public boolean warmUp() {
    return !generator.warmUp(limit).gaveUp();
  }

  @Override
  public Report run(Duration interval, Consumer<Interval> onInterval) {
    return generator.run(interval, onInterval);
  }

  @Override
  public void stop() {
    generator.stop();
  }

  @Override
  public void close() {
    generator.close();
  }
}
