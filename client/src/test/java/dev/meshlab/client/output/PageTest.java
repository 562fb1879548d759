package dev.meshlab.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

  @ParameterizedTest(name = "COLUMNS {0}")
  @CsvSource({
    "'', 80",
    "132, 132",
    "40, 40",
    "7, 20",
    "0, 80",
    "-1, 80",
    "abc, 80",
    "99999999999, 80",
  })
  void isAsWideAsTheVariableSaysOrEightyCharacters(String columns, int width) {
    assertThat(Page.of(Map.of("COLUMNS", columns)).width()).isEqualTo(width);
  }

  @ParameterizedTest(name = "with {0}")
  @CsvSource({
    "'', true",
    "LANG=C, true",
    "LANG=POSIX, true",
    "LANG=en_US.ISO-8859-1, true",
    "LANG=C.UTF-8, false",
    "LANG=de_DE.utf8, false",
    "LC_CTYPE=de_DE.UTF-8, false",
    "LC_ALL=C LANG=de_DE.UTF-8, true",
    "LC_ALL= LC_CTYPE=C.UTF-8 LANG=C, false",
    "TERM=dumb LANG=C.UTF-8, true",
    "TERM=xterm LANG=C.UTF-8, false",
  })
  void isOfAsciiAloneUnlessTheLocaleHasUtf8AndTheTerminalCanShowIt(
      String variables, boolean ascii) {
    Map<String, String> environment = new HashMap<>();
    Arrays.stream(variables.split(" "))
        .filter(variable -> !variable.isEmpty())
        .map(variable -> variable.split("=", -1))
        .forEach(pair -> environment.put(pair[0], pair[1]));
    assertThat(Page.of(environment).ascii()).isEqualTo(ascii);
  }

  @ParameterizedTest(name = "{0} in {1}: {2} or {3}")
  @CsvSource({
    "server-1, 8, server-1, server-1",
    "server-7d9c5b6f5d-x2x4z, 12, serve…-x2x4z, serve..x2x4z",
    "abcdefgh, 5, ab…gh, a..gh",
    "abcdefgh, 1, …, ..",
  })
  void cutsTheMiddleOfALongName(String text, int most, String utf8, String ascii) {
    assertThat(new Page(80, false).cut(text, most)).isEqualTo(utf8);
    assertThat(new Page(80, true).cut(text, most)).isEqualTo(ascii);
  }
}
