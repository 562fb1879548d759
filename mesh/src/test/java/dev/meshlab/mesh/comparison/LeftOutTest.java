package dev.meshlab.mesh.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LeftOutTest {

  private static final String PAGE = "../docs/kubernetes.md";
  private static final String HEAD =
      "<!-- left out -->\n| what | fields | filters, ALPN names |\n|---|---|---|\n";

  @Test
  void isListedForUsers() throws IOException {
    assertThat(Files.readString(Path.of(PAGE))).contains(HEAD + rows(LeftOut.ALL) + "\n\n");
  }

  private static String rows(List<LeftOut> all) {
    return all.stream()
        .map(
            each ->
                "| %s | %s | %s |"
                    .formatted(each.described(), names(each.fields()), names(each.filters())))
        .collect(Collectors.joining("\n"));
  }

  private static String names(Set<String> names) {
    return names.stream()
        .sorted()
        .map(name -> "`%s%s`".formatted(name, name.endsWith(".") ? "*" : ""))
        .collect(Collectors.joining(", "));
  }
}
