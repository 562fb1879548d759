package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  private static Terminal of(String environment, String properties) {
    Map<String, String> variables = new HashMap<>();
    for (String entry : environment.split(" ", -1)) {
      variables.put(entry.split("=", 2)[0], entry.contains("=") ? entry.split("=", 2)[1] : "");
    }
    Properties values = new Properties();
    for (String entry : properties.split(" ", -1)) {
      values.setProperty(entry.split("=", 2)[0], entry.contains("=") ? entry.split("=", 2)[1] : "");
    }
    return Terminal.of(variables, values, false);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 80",
    "COLUMNS=200, 200",
    "COLUMNS=20, 60",
    "COLUMNS=wide, 80",
    "COLUMNS=, 80",
    "COLUMNS=99999, 80"
  })
  void isAsWideAsColumnsSays(String environment, int columns) {
    assertThat(of(environment, "").columns()).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "TERM=xterm, true",
    "TERM=dumb, false",
    "TERM=xterm NO_COLOR=1, false",
    "TERM=xterm NO_COLOR=, true"
  })
  void hasColoursUnlessAskedNotTo(String environment, boolean colours) {
    assertThat(of(environment, "meshlab.terminal.stdout=true").colours()).isEqualTo(colours);
  }

  @Test
  void hasNoColoursInAPipeThoughProgressIsOnATerminal() {
    Terminal terminal = of("TERM=xterm", "meshlab.terminal=true meshlab.terminal.stdout=false");

    assertThat(terminal.colours()).isFalse();
    assertThat(terminal.progress()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "LANG=en_US.UTF-8, …",
    "LC_ALL=C LANG=en_US.UTF-8, ...",
    "LC_ALL= LC_CTYPE=C.utf8, …",
    "LC_ALL=POSIX, ...",
    "'', ..."
  })
  void writesAsciiWhereTheLocaleHasNothingElse(String environment, String ellipsis) {
    assertThat(of(environment, "").ellipsis()).isEqualTo(ellipsis);
  }
}
