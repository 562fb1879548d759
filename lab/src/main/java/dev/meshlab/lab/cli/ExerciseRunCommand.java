package dev.meshlab.lab.cli;

import dev.meshlab.lab.cluster.ClusterNeed;
import dev.meshlab.lab.exercise.Catalogue;
import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.practice.Audience;
import dev.meshlab.lab.practice.ExerciseResult;
import dev.meshlab.lab.practice.Practice;
import dev.meshlab.lab.practice.PracticeJUnit;
import dev.meshlab.lab.practice.PracticeJson;
import dev.meshlab.lab.practice.PracticeSettings;
import dev.meshlab.lab.practice.PracticeText;
import dev.meshlab.lab.practice.Rehearsal;
import dev.meshlab.lab.run.ClusterChoice;
import dev.meshlab.lab.run.Session;
import dev.meshlab.lab.run.Stop;
import dev.meshlab.lab.session.ClusterSession;
import dev.meshlab.mesh.dataplane.Plane;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meshlab exercise run}: exercises on the real thing. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    description = {
      "Runs exercises, and says whether each plane does what the exercise says.",
      "An exercise fails where calls go elsewhere than its text says, or than the lab predicts."
    },
    footer = {"", Main.TIME},
    exitCodeListHeading = Main.EXIT_CODES,
    exitCodeList = {
      "0:every exercise passed",
      "1:internal error",
      "2:bad usage, or an exercise that cannot be read",
      "3:an exercise failed, or no step of one that was named is for the planes",
      "4:something that was asked for is missing: Envoy, or a cluster with Istio",
      "130:interrupted by ^C (143 by SIGTERM); the results so far are printed"
    })
final class ExerciseRunCommand implements Callable<Integer>, Documented {

  @Parameters(
      arity = "0..*",
      paramLabel = "<name>",
      description = "As ./meshlab exercise list has them.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "Run all of them.")
  private boolean all;

  @Option(
      names = "--planes",
      paramLabel = "<plane>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      converter = PlaneNameConverter.class,
      completionCandidates = PlaneNameConverter.class,
      description =
          "Which planes, comma-separated: ${COMPLETION-CANDIDATES}. kubernetes is the caller's own"
              + " plane in a real cluster with Istio. Default: those of this machine that each step"
              + " names.")
  private @Nullable List<String> planes;

  @Option(
      names = "--predict",
      description =
          "Ask who will answer before each measurement, and say whether the guess was right. A guess is"
              + " an expectation, as in docs/reference.md.")
  private boolean predict;

  @Option(
      names = "--pace",
      description = "Wait for Enter after each step, for those who show exercises to others.")
  private boolean pace;

  @Mixin private EnvoyOption envoy;

  @Mixin private ShortWarmUp warmUp;

  @Option(
      names = "--repeats",
      paramLabel = "<number>",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "How often to make the changes of a step, for its times. Default: as it says; once with"
              + " --all, and in a cluster.")
  private @Nullable Integer repeats;

  @Mixin private ClusterAccess cluster;

  @Mixin private ClientImage clientImage;

  @Mixin private FormOption output;

  private final Stop stop;

  ExerciseRunCommand(Stop stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Exercise> chosen = chosen();
    List<ExerciseResult> results = new ArrayList<>();
    PracticeSettings settings = settings();
    Rehearsal.check(chosen, settings);
    try (ProgressLine progress = ProgressLine.onStandardError();
        Session session = Session.open(stop);
        @Nullable ClusterSession inCluster =
            onCluster() ? ClusterSession.connect(choice(), stop) : null) {
      Practice practice =
          new Practice(session, Optional.ofNullable(inCluster), settings, audience(progress));
      for (Exercise exercise : chosen) {
        if (stop.isWanted()) {
          break;
        }
        results.add(practice.run(exercise, progress));
      }
    } catch (Broken failed) {
      if (!results.isEmpty()) {
        print(results);
      }
      throw failed;
    }
    print(results);
    boolean asExpected =
        results.size() == chosen.size()
            && results.stream().anyMatch(ExerciseResult::passed)
            && results.stream().allMatch(result -> result.passed() || mayBeLeftOut(result));
    return asExpected ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED;
  }

  /** Of all exercises some have nothing for the planes; one that is named is to be seen. */
  private boolean mayBeLeftOut(ExerciseResult result) {
    return all && result.isLeftOut();
  }

  private PracticeSettings settings() {
    if (repeats != null && repeats < 1) {
      throw new BadInput("--repeats " + repeats + ": must be 1 or more");
    }
    return new PracticeSettings(Home.directory(), here(), envoy.path(), warmUp.limit(), repeats());
  }

  /** To see whether all holds, once is enough; times are for those who name an exercise. */
  private OptionalInt repeats() {
    if (repeats != null) {
      return OptionalInt.of(repeats);
    }
    return all ? OptionalInt.of(1) : OptionalInt.empty();
  }

  private Set<Plane> here() {
    if (planes == null) {
      return EnumSet.allOf(Plane.class);
    }
    if (planes.isEmpty()) {
      throw new BadInput(
          "--planes: names no plane; choose from " + String.join(", ", new PlaneNameConverter()));
    }
    return planes.stream().flatMap(name -> Plane.of(name).stream()).collect(Collectors.toSet());
  }

  private boolean onCluster() {
    return planes != null && planes.contains(ClusterPlane.NAME);
  }

  private ClusterChoice choice() {
    return new ClusterChoice(
        cluster.address(ClusterNeed.PLANE), clientImage.name(), ClusterChoice.SERVER_IMAGE, false);
  }

  private List<Exercise> chosen() {
    Catalogue catalogue = ExerciseCommand.catalogue();
    if (all != names.isEmpty()) {
      throw new BadInput(
          "name exercises, or give --all; there are "
              + catalogue.exercises().stream()
                  .map(Exercise::name)
                  .collect(Collectors.joining(", ")));
    }
    return all ? catalogue.exercises() : catalogue.named(names);
  }

  private Audience audience(ProgressLine progress) {
    if (output.form() != Form.text && (predict || pace)) {
      throw new BadInput("--predict and --pace: are for people; leave out -o " + output.form());
    }
    return output.form() == Form.text
        ? new TextAudience(Answers.from(asksForAnswers(), stop), predict, pace, progress)
        : Audience.NONE;
  }

  /** Standard input is left alone where nothing is asked. */
  private InputStream asksForAnswers() {
    return predict || pace ? System.in : InputStream.nullInputStream();
  }

  private void print(List<ExerciseResult> results) {
    switch (output.form()) {
      case text -> Output.write(PracticeText.summary(results));
      case json -> Output.write(PracticeJson.print(results));
      case junit -> Output.write(PracticeJUnit.print(results));
    }
  }

  @Override
  public Form form() {
    return output.form();
  }
}
