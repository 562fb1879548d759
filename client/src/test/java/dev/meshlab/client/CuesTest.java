package dev.meshlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CuesTest {

  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void comeAtOnceWhereNobodyLeads() {
    Cues cues = Cues.none();
    cues.awaitNext();
    cues.awaitNext();
    cues.awaitEnd();
  }

  @Test
  void comeWithTheLinesOfTheInput() throws IOException {
    try (PipedOutputStream lines = new PipedOutputStream();
        InputStream input = new PipedInputStream(lines)) {
      Cues cues = Cues.of(input, ended::countDown);
      lines.write("warm up\ncount\n".getBytes(StandardCharsets.UTF_8));
      lines.flush();
      cues.awaitNext();
      cues.awaitNext();
      assertThat(ended.getCount()).isEqualTo(1);
    }
  }

  @Test
  void endTheRunAndAllWaitingWithTheInput() throws InterruptedException {
    Cues cues = Cues.of(InputStream.nullInputStream(), ended::countDown);
    ended.await();
    cues.awaitNext();
    cues.awaitNext();
    cues.awaitEnd();
  }

  @Test
  void areNotWaitedForAfterTheEndIsAskedFor() throws IOException {
    try (PipedOutputStream silent = new PipedOutputStream();
        InputStream input = new PipedInputStream(silent)) {
      Cues cues = Cues.of(input, ended::countDown);
      cues.end();
      cues.awaitNext();
      cues.awaitEnd();
    }
  }
}
