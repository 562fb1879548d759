package dev.meshlab.lab.intent;

import dev.meshlab.lab.failure.BadInput;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files that hold tests: other files may be templates, which are not YAML. */
final class TestFiles {

  private static final Pattern NAME = Pattern.compile(".*\\.(ya?ml|json)");
  private static final Pattern MARK =
      Pattern.compile("(?:^|[{,])[{\\s\"]*kind\"?\\s*:\\s*[\"']?MeshTest\\b", Pattern.MULTILINE);

  private static final long MOST_BYTES = 1 << 20;

  private TestFiles() {}

  /**
   * The files, sorted within each directory. A file that is named is one, whatever it holds.
   *
   * @throws BadInput if a place is not there
   */
  static List<Path> in(List<Path> places) {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      if (Files.isRegularFile(place)) {
        files.add(place);
      } else if (Files.isDirectory(place)) {
        files.addAll(below(place));
      } else {
        throw new BadInput(place + ": no such file or directory; name a test, or where tests are");
      }
    }
    return files.stream().distinct().toList();
  }

  private static List<Path> below(Path directory) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          Set.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new Search(directory, files));
    } catch (IOException e) {
      throw new BadInput(directory + ": cannot be searched: " + e.getMessage());
    }
    return files.stream().sorted().toList();
  }

  /** The search of a directory and those below, but for hidden ones. */
  private static final class Search extends SimpleFileVisitor<Path> {
    private final Path start;
    private final List<Path> found;

    Search(Path start, List<Path> found) {
      this.start = start;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes unused) {
      boolean hidden = String.valueOf(directory.getFileName()).matches("\\.[^.].*");
      return hidden && !directory.equals(start)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
      if (NAME.matcher(file.toString()).matches() && about.size() < MOST_BYTES && isTest(file)) {
        found.add(start.toString().isEmpty() ? file : file.normalize());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isTest(Path file) {
    try {
      return MARK.matcher(Files.readString(file)).find();
    } catch (IOException notText) {
      return false;
    }
  }
}
