package dev.meshlab.lab.cli;

import dev.meshlab.lab.difference.Side;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.input.Inputs;
import dev.meshlab.lab.input.Repository;
import dev.meshlab.lab.zone.PresumedZones;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import dev.meshlab.mesh.translate.patch.PatchProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two sides of a comparison, as a command line names them: files, directories, URLs and
 * revisions of the git repository around the current directory.
 */
final class DiffSides {

  private static final Path HERE = Path.of("").toAbsolutePath();

  private final List<String> common;
  private final boolean recursive;
  private final HowFar howFar;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param common manifests that both sides have, as paths of the work tree
   */
  DiffSides(List<String> common, boolean recursive, HowFar howFar) {
    this.common = List.copyOf(common);
    this.recursive = recursive;
    this.howFar = howFar;
  }

  /** One side as it was named, and what is read of it. */
  private record Named(String name, ManifestSet manifests) {}

  /**
   * Reads both sides.
   *
   * @param after empty for the work tree; one that begins with a plus is applied over the side
   *     before
   * @throws BadInput with all problems of both sides, if a cluster would refuse one of them
   */
  List<Side> read(String before, String after) {
    Named was = new Named(before, manifests(sources(before)));
    Named is =
        after.startsWith("+") ? over(was, after) : new Named(name(after), after(before, after));
    List<Diagnostic> errors =
        Stream.concat(errors(was.manifests), errors(is.manifests)).distinct().toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    Optional<PresumedZones> zones =
        PresumedZones.of(is.manifests).or(() -> PresumedZones.of(was.manifests));
    zones.map(PresumedZones::note).ifPresent(notes::add);
    return Stream.of(was, is)
        .map(
            each ->
                Side.of(
                    each.name, zones.map(z -> z.zones().in(each.manifests)).orElse(each.manifests)))
        .toList();
  }

  /** On what is not as it was written, a line each. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  private static Stream<Diagnostic> errors(ManifestSet manifests) {
    return manifests.problems().stream().filter(Diagnostic::isError);
  }

  private ManifestSet manifests(List<Source> sources) {
    return PatchProblems.noted(Manifests.readAll(sources, howFar));
  }

  private Named over(Named was, String after) {
    ManifestSet more = Manifests.readAll(places(after.substring(1)), howFar);
    return new Named(was.name + " " + after, PatchProblems.noted(was.manifests.applied(more)));
  }

  private static String name(String after) {
    return after.isEmpty() ? "the work tree" : after;
  }

  private ManifestSet after(String before, String after) {
    return manifests(after.isEmpty() ? workTree(before) : sources(after));
  }

  /** The same paths as those of a revision, as they are now. */
  private List<Source> workTree(String before) {
    List<Source> sources = new ArrayList<>();
    for (String each : before.split(",", -1)) {
      Revision revision = revision(each).orElseThrow(() -> notWithWorkTree(each));
      revision
          .path()
          .ifPresentOrElse(
              path -> sources.add(new Source.Place(fromHere(revision, path), recursive)),
              () -> sources.addAll(places(String.join(",", commonOrBundled()))));
    }
    if (!common.isEmpty()) {
      sources.addAll(places(String.join(",", common)));
    }
    return sources.stream().distinct().toList();
  }

  private static BadInput notWithWorkTree(String text) {
    return isPlace(text)
        ? new BadInput(
            "%s: name AFTER, too; only a revision is compared with the work tree".formatted(text))
        : unknown(text);
  }

  private static BadInput unknown(String text) {
    return new BadInput(
        "%s: is neither a file or directory nor a revision of a git repository around here"
            .formatted(text));
  }

  /** As a person would name it. */
  private static Path fromHere(Revision revision, String path) {
    Path absolute = revision.repository().root().resolve(path);
    return absolute.startsWith(HERE) ? HERE.relativize(absolute) : absolute;
  }

  private List<Source> sources(String side) {
    List<Source> sources = new ArrayList<>();
    boolean whole = false;
    for (String each : side.split(",", -1)) {
      if (isPlace(each)) {
        sources.addAll(places(each));
        continue;
      }
      Optional<Revision> revision = revision(each);
      if (revision.isEmpty()) {
        throw unknown(each);
      } else if (revision.get().path().isPresent()) {
        sources.addAll(files(revision.get(), revision.get().path().get(), each));
      } else {
        whole = true;
        sources.addAll(common(revision.get()));
      }
    }
    if (!whole && !common.isEmpty()) {
      sources.addAll(places(String.join(",", common)));
    }
    return sources;
  }

  private static boolean isPlace(String text) {
    return text.equals("-")
        || text.startsWith("http://")
        || text.startsWith("https://")
        || text.matches(".*[*?\\[].*")
        || Files.exists(Path.of(text));
  }

  private List<Source> places(String list) {
    return new Inputs(List.of(list.split(",", -1)), recursive, null)
        .open(System.in, System.getenv(), howFar);
  }

  /**
   * A revision of a repository.
   *
   * @param path in it, from its root; empty for the manifests that both sides have
   */
  private record Revision(Repository repository, String name, Optional<String> path) {}

  private static Optional<Revision> revision(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String path = colon < 0 ? "" : text.substring(colon + 1);
    return Repository.around(HERE)
        .filter(repository -> repository.has(name))
        .map(
            repository ->
                new Revision(repository, name, Optional.of(path).filter(p -> !p.isEmpty())));
  }

  private List<Source> files(Revision revision, String path, String written) {
    return revision
        .repository()
        .files(revision.name(), path, recursive)
        .orElseThrow(() -> new BadInput("%s: the revision has no such path".formatted(written)));
  }

  private List<String> commonOrBundled() {
    return common.isEmpty()
        ? Stream.of("k8s", "istio").map(Home.directory()::resolve).map(Path::toString).toList()
        : common;
  }

  private List<Source> common(Revision revision) {
    List<Source> sources = new ArrayList<>();
    for (String place : commonOrBundled()) {
      Optional<String> inside = revision.repository().inside(Path.of(place));
      if (inside.isEmpty() && common.isEmpty()) {
        throw new BadInput(
            "%s: name the manifests of this repository with -f, or as %s:path"
                .formatted(revision.name(), revision.name()));
      } else if (inside.isEmpty()) {
        sources.addAll(places(place));
      } else {
        Optional<List<Source>> files =
            revision.repository().files(revision.name(), inside.get(), recursive);
        files.ifPresentOrElse(
            sources::addAll,
            () -> notes.add("the revision %s has no %s".formatted(revision.name(), inside.get())));
      }
    }
    if (sources.isEmpty()) {
      throw new BadInput(
          "%s: the revision has none of %s; -f names the manifests of the repository"
              .formatted(revision.name(), String.join(", ", commonOrBundled())));
    }
    return sources;
  }
}
