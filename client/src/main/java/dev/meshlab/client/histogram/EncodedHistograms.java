package dev.meshlab.client.histogram;

import dev.meshlab.client.report.Latencies;
import dev.meshlab.client.report.Latencies.Histograms;
import dev.meshlab.client.report.LatencyHistogram;
import dev.meshlab.client.report.LatencySummary;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/** Histograms of latencies in the form that reports have, and what follows from them. */
public final class EncodedHistograms {

  private static final int DIGITS = 3;

  private EncodedHistograms() {}

  /** The histogram as it is now. */
  public static LatencyHistogram of(Histogram micros) {
    if (micros.getTotalCount() == 0) {
      return LatencyHistogram.NONE;
    }
    ByteBuffer buffer = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
    int length = micros.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_COMPRESSION);
    byte[] bytes = Arrays.copyOf(buffer.array(), length);
    return new LatencyHistogram(Base64.getEncoder().encodeToString(bytes));
  }

  /** The latencies that histograms hold. */
  public static Latencies latencies(Histograms histograms) {
    SortedMap<String, LatencySummary> perServer = new TreeMap<>();
    histograms.perServer().forEach((uuid, each) -> perServer.put(uuid, summary(each)));
    return new Latencies(
        summary(histograms.fromIntendedStart()),
        summary(histograms.fromActualStart()),
        perServer,
        histograms);
  }

  /** The summary of these latencies. */
  public static LatencySummary summary(LatencyHistogram histogram) {
    return summary(decoded(histogram));
  }

  /** The summary of latencies in microseconds. */
  public static LatencySummary summary(Histogram micros) {
    return new LatencySummary(
        micros.getTotalCount(),
        micros.getMean(),
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(90),
        micros.getValueAtPercentile(99),
        micros.getMaxValue());
  }

  /** All latencies of both. */
  public static Histograms sum(Histograms some, Histograms others) {
    SortedMap<String, LatencyHistogram> perServer = new TreeMap<>(some.perServer());
    others.perServer().forEach((uuid, more) -> perServer.merge(uuid, more, EncodedHistograms::sum));
    return new Histograms(
        sum(some.fromIntendedStart(), others.fromIntendedStart()),
        sum(some.fromActualStart(), others.fromActualStart()),
        perServer);
  }

  private static LatencyHistogram sum(LatencyHistogram some, LatencyHistogram others) {
    Histogram sum = decoded(some);
    sum.add(decoded(others));
    return of(sum);
  }

  /** The histogram, which belongs to the caller and grows as needed. */
  private static Histogram decoded(LatencyHistogram histogram) {
    if (histogram.equals(LatencyHistogram.NONE)) {
      return new Histogram(DIGITS);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(histogram.encoded()));
      Histogram decoded = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      decoded.setAutoResize(true);
      return decoded;
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("a histogram cannot be read: " + e.getMessage(), e);
    }
  }
}
