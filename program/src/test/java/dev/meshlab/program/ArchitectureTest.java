package dev.meshlab.program;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@ArchTag("slow")
@AnalyzeClasses(packages = "dev.meshlab.program", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule knowsNothingOfTheLab =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.meshlab.program", "java..", "picocli..", "org.jspecify..")
          .because(
              "it is in the images of the server and of the client, and its next user may be a"
                  + " program that has nothing to do with calls");
}
