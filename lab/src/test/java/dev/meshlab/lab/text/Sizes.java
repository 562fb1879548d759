package dev.meshlab.lab.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sizes of sources in lines, as the JDK's own parser reads them. Comments in front of a method
 * do not count, and annotations do.
 */
final class Sizes extends TreePathScanner<Void, Void> {

  /** A file or a method of a file, with its number of lines. */
  record Size(String name, long lines) {}

  private final SourcePositions positions;
  private final List<Size> files = new ArrayList<>();
  private final List<Size> methods = new ArrayList<>();

  private Sizes(Trees trees) {
    positions = trees.getSourcePositions();
  }

  static Sizes of(Collection<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      Sizes sizes = new Sizes(Trees.instance(task));
      for (CompilationUnitTree file : task.parse()) {
        sizes.add(file);
      }
      return sizes;
    }
  }

  private void add(CompilationUnitTree file) throws IOException {
    Path path = Path.of(file.getSourceFile().toUri());
    long lines = file.getSourceFile().getCharContent(true).toString().lines().count();
    files.add(new Size(path.getFileName().toString(), lines));
    scan(file, null);
  }

  List<Size> files() {
    return List.copyOf(files);
  }

  List<Size> methods() {
    return List.copyOf(methods);
  }

  @Override
  public Void visitMethod(MethodTree method, Void none) {
    methods.add(new Size(nameOf(method), linesOf(method)));
    return super.visitMethod(method, null);
  }

  private String nameOf(MethodTree method) {
    Tree owner = getCurrentPath().getParentPath().getLeaf();
    String type = owner instanceof ClassTree named ? named.getSimpleName().toString() : "";
    return type + "." + method.getName();
  }

  private long linesOf(Tree tree) {
    CompilationUnitTree file = getCurrentPath().getCompilationUnit();
    LineMap lines = file.getLineMap();
    long first = lines.getLineNumber(positions.getStartPosition(file, tree));
    return lines.getLineNumber(positions.getEndPosition(file, tree)) - first + 1;
  }
}
