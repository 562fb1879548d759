package dev.meshlab.program;

/** The version that the build wrote into the jar's manifest; all jars of a build have the same. */
public final class Version {

  private Version() {}

  /** For example {@code 0.1.0}; {@code development} outside a jar. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
