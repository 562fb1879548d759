package dev.meshlab.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@ArchTag("slow")
@AnalyzeClasses(packages = "dev.meshlab.client", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("command")
          .definedBy("dev.meshlab.client")
          .layer("output")
          .definedBy("..client.output..")
          .layer("channel")
          .definedBy("..client.channel..")
          .layer("load")
          .definedBy("..client.load..")
          .layer("pace")
          .definedBy("..client.pace..")
          .layer("tally")
          .definedBy("..client.tally..")
          .layer("merge")
          .definedBy("..client.merge..")
          .layer("histogram")
          .definedBy("..client.histogram..")
          .layer("report")
          .definedBy("..client.report..")
          .whereLayer("command")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("output")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("channel")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("load")
          .mayOnlyBeAccessedByLayers("command", "channel")
          .whereLayer("pace")
          .mayOnlyBeAccessedByLayers("load")
          .whereLayer("tally")
          .mayOnlyBeAccessedByLayers("load")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("command", "output", "load", "tally", "merge", "histogram")
          .whereLayer("histogram")
          .mayOnlyBeAccessedByLayers("tally", "merge")
          .whereLayer("merge")
          .mayNotBeAccessedByAnyLayer()
          .because(
              "a program that links the load generator gets neither its flags nor its output with"
                  + " it, and a record of a report can be read without knowing how it came about");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices()
          .matching("dev.meshlab.client.(*)..")
          .should()
          .beFreeOfCycles()
          .because("packages that need each other are one package under two names");

  @ArchTest
  static final ArchRule onlyTheLoadAndItsChannelsKnowGrpc =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..client.pace..", "..client.tally..", "..client.report..", "..client.output..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "dev.meshlab.v1..")
          .because(
              "pacing and counting are tested as arithmetic, and would serve another protocol");

  @ArchTest
  static final ArchRule reportsKnowNothingButTheJdk =
      classes()
          .that()
          .resideInAPackage("..client.report..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "..client.report..")
          .because("whoever reads a report needs no library to do so");

  @ArchTest
  static final ArchRule onlyTheOutputKnowsJson =
      noClasses()
          .that()
          .resideOutsideOfPackage("..client.output..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..")
          .because("the JSON is a contract, written down in one place");

  @ArchTest
  static final ArchRule onlyTheCommandTouchesTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.meshlab.client")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Runtime.class, "addShutdownHook", Thread.class)
          .because("the program that links the load generator owns its process");

  @ArchTest
  static final ArchRule onlyTheCommandKnowsTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.meshlab.client")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "dev.meshlab.program..")
          .because("a part takes values; where they come from is the command's matter");
}
