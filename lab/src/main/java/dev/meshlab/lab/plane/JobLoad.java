package dev.meshlab.lab.plane;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.lab.cluster.ClientJob;
import java.time.Duration;
import java.util.function.Consumer;

/** The client as a Job in the pod network. */
final class JobLoad implements LoadDriver {

  private final ClientJob job;
  private final Runnable onClose;

  /**
   * @param onClose called before the Job is removed
   */
  JobLoad(ClientJob job, Runnable onClose) {
    this.job = job;
    this.onClose = onClose;
  }

  /** Its warm-up connects it: these calls go to all pods. */
  @Override
  public boolean connect(int servers, Duration patience) {
    return true;
  }

  @Override
  public boolean isCold() {
    return true;
  }

  @Override
  public boolean warmUp() {
    return !job.warmUp().gaveUp();
  }

  @Override
  public Report run(Duration interval, Consumer<Interval> onInterval) {
    return job.run(onInterval);
  }

  @Override
  public void stop() {
    job.stop();
  }

  @Override
  public void close() {
    onClose.run();
    job.close();
  }
}
