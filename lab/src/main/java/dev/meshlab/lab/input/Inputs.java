package dev.meshlab.lab.input;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.progress.HowFar;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that a command line names, as the user wrote them (kubernetes/cli-runtime,
 * genericclioptions/filename_flags.go and resource/builder.go).
 *
 * @param filenames the values of {@code -f}: a file, a folder, a pattern, a URL, or {@code -}
 * @param recursive whether folders below a folder belong to it
 * @param kustomization the folder or URL that kustomize is to build
 */
public record Inputs(List<String> filenames, boolean recursive, @Nullable String kustomization) {

  private static final String STDIN = "-";

  private static final String PIPE =
      "pipe manifests into standard input, as in helm template … | ./meshlab explain -f -";

  public Inputs {
    filenames = List.copyOf(filenames);
  }

  /** True if the command line names none. */
  public boolean isEmpty() {
    return filenames.isEmpty() && kustomization == null;
  }

  /**
   * Opens them, and fetches those that are elsewhere.
   *
   * @param stdin what {@code -f -} stands for
   * @param environment in which kustomize is looked for and runs
   * @throws dev.meshlab.lab.failure.LabFailure if the command line cannot be meant so, or if there
   *     is no kustomize
   */
  public List<Source> open(InputStream stdin, Map<String, String> environment, HowFar howFar) {
    refuseWhatIsNoName();
    List<Source> sources = new ArrayList<>();
    for (String name : filenames) {
      sources.add(source(name, stdin, howFar));
    }
    if (kustomization != null) {
      howFar.now("building " + kustomization, 0, 0);
      sources.add(new Kustomize(environment).build(kustomization));
    }
    return sources;
  }

  private void refuseWhatIsNoName() {
    if (filenames.contains("")) {
      throw new BadInput(
          "-f: a name is empty; name a file, a directory, a URL, or - for standard input");
    }
    if (filenames.stream().filter(STDIN::equals).count() > 1) {
      throw new BadInput("-f -: standard input can be read only once; name it once");
    }
  }

  private Source source(String name, InputStream stdin, HowFar howFar) {
    if (name.equals(STDIN)) {
      return new Source.Bytes("<stdin>", stdin, PIPE);
    }
    if (name.startsWith("http://") || name.startsWith("https://")) {
      howFar.now("fetching " + name, 0, 0);
      return new Download().of(name);
    }
    return new Source.Place(Path.of(name), recursive);
  }
}
