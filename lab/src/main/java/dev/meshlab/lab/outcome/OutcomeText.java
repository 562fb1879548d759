package dev.meshlab.lab.outcome;

import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import java.util.Optional;
import java.util.stream.Stream;

/** The lines of an outcome for a person. */
public final class OutcomeText {

  private OutcomeText() {}

  /** An expectation, and whether it was met. */
  public static String of(Met met, Page page) {
    String end =
        switch (met.outcome()) {
          case MET -> met.remark().isEmpty() ? ": yes" : ": yes, but " + met.remark();
          case MISSED -> ": no, " + met.found();
          case UNDECIDED -> ": " + met.found();
        };
    Tone tone =
        switch (met.outcome()) {
          case MET -> met.remark().isEmpty() ? Tone.GOOD : Tone.DOUBTFUL;
          case MISSED -> Tone.BAD;
          case UNDECIDED -> Tone.DOUBTFUL;
        };
    return page.paragraph(tone, "    expected   ", met.expected() + end);
  }

  /** The calls under a change: events, replies, times. */
  public static String of(Live live, Page page) {
    StringBuilder text = new StringBuilder();
    happened(live)
        .forEach(line -> text.append(page.paragraph(Tone.PLAIN, "               ", line)));
    text.append(page.paragraph(Tone.PLAIN, "    meanwhile  ", live.measured()));
    live.times()
        .forEach(
            time ->
                text.append(
                    page.paragraph(
                        Tone.PLAIN, "    time       ", time.what() + ": " + time.words())));
    return text.toString();
  }

  /** The prediction and the measurement, with events and times, as CI servers show them. */
  public static String plain(String predicted, String measured, Optional<Live> live) {
    return "predicted: %s\nmeasured: %s%s"
        .formatted(predicted, measured, live.map(OutcomeText::plain).orElse(""));
  }

  private static String plain(Live live) {
    StringBuilder text = new StringBuilder();
    happened(live).forEach(line -> text.append('\n').append(line));
    live.times()
        .forEach(
            time -> text.append("\ntime: ").append(time.what()).append(": ").append(time.words()));
    return text.toString();
  }

  private static Stream<String> happened(Live live) {
    return Stream.concat(
        live.events().stream().map(Live.Event::toString),
        live.errors().entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()));
  }
}
