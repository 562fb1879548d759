package dev.meshlab.server;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Future;

@ArchTag("slow")
@AnalyzeClasses(packages = "dev.meshlab.server", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule partsAreIndependent =
      slices()
          .matching("dev.meshlab.server.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("dev.meshlab.server.drain"),
              resideInAPackage("dev.meshlab.server.health"))
          .because(
              "each can be read, tested and taken away alone; only the drain is about another part,"
                  + " since its order lies between health and the server");

  @ArchTest
  static final ArchRule wiringIsAtTheTop =
      noClasses()
          .that()
          .resideInAPackage("dev.meshlab.server.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.meshlab.server")
          .because(
              "parts that knew the command or the wiring could not be wired otherwise in a test");

  @ArchTest
  static final ArchRule serverKnowsNoOtherModule =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "dev.meshlab.server..",
                  "dev.meshlab.program..",
                  "dev.meshlab.tls..",
                  "dev.meshlab.v1..",
                  "dev.meshlab.interop..",
                  "java..",
                  "javax.net.ssl..",
                  "com.sun.net.httpserver..",
                  "io.grpc..",
                  "com.google.protobuf..",
                  "io.micrometer..",
                  "picocli..",
                  "org.jspecify.."))
          .because(
              "the pod goes into an image of its own, where client, mesh and lab have no place; what"
                  + " the programs share knows picocli or TLS alone");

  @ArchTest
  static final ArchRule metersStayInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.meshlab.server.metrics")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micrometer..")
          .because(
              "the registry on Prometheus' simpleclient is deprecated and will be replaced one day");

  @ArchTest
  static final ArchRule onlyTheCommandKnowsItsLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.meshlab.server")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "dev.meshlab.program..")
          .because("a part takes values; where they come from is the command's matter");

  @ArchTest
  static final ArchRule callsNeverBlock =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..echo..", "..fault..", "..identity..", "..ledger..", "..health..", "..standin..")
          .should()
          .callMethodWhere(target(owner(type(Thread.class))).and(target(name("sleep"))))
          .orShould()
          .callMethodWhere(target(owner(assignableTo(Future.class))).and(target(name("get"))))
          .orShould()
          .callMethodWhere(target(nameMatching("await.*|join|acquire|take")))
          .because(
              "calls run on the transport's threads: one that waits holds up every other call");

  @ArchTest
  static final ArchRule onlyTheStartedLineGoesToStdout =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .because(
              "programs read the one line there; the command prints it through its own writer");
}
