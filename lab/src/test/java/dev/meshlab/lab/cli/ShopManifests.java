package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The manifests of a user; none of their names and numbers is one of the bundled ones. */
final class ShopManifests {

  static final Path FILE = Path.of("src/test/resources/manifests/shop.yaml");

  private ShopManifests() {}

  /** A copy that has one text in place of every occurrence of another. */
  static Path with(Path directory, String inPlaceOf, String text) throws IOException {
    String original = Files.readString(FILE);
    assertThat(original).contains(inPlaceOf);
    return Files.writeString(directory.resolve("shop.yaml"), original.replace(inPlaceOf, text));
  }
}
