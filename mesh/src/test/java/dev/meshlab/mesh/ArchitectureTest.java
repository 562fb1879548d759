package dev.meshlab.mesh;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.meshlab.mesh.model.Mesh;

@ArchTag("slow")
@AnalyzeClasses(packages = "dev.meshlab.mesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsGoDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("manifest")
          .definedBy("..mesh.manifest")
          .layer("model")
          .definedBy("..mesh.model")
          .layer("translate")
          .definedBy("..mesh.translate")
          .layer("explain")
          .definedBy("..mesh.explain")
          .whereLayer("explain")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("translate")
          .mayOnlyBeAccessedByLayers("explain")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("translate", "explain")
          .whereLayer("manifest")
          .mayOnlyBeAccessedByLayers("model", "translate", "explain")
          .because(
              "the model must say what Istio means without Envoy, and manifests what was written"
                  + " without both");

  @ArchTest
  static final ArchRule envoyIsKnownToTheTranslationAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("..mesh.translate")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.envoyproxy..", "com.google.protobuf..")
          .because("another data plane's view must be able to start from the same model");

  @ArchTest
  static final ArchRule schemasAreKnownToTheManifestsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("..mesh.manifest")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..", "org.snakeyaml..", "com.fasterxml..")
          .because("everything above reads fields by name, and so leaves a trace of what it read");

  @ArchTest
  static final ArchRule filesAreReadByTheManifestsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("..mesh.manifest")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..")
          .because(
              "a translation that depends on files cannot be tested or repeated as a function");

  @ArchTest
  static final ArchRule theLibraryIsPure =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "java.net..", "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, Process.class, ProcessBuilder.class)
          .because("whoever serves or runs the result chooses the threads, sockets and processes");

  @ArchTest
  static final ArchRule modelValuesAreRecordsOrFinal =
      classes()
          .that()
          .resideInAPackage("..mesh.model")
          .and()
          .areNotInterfaces()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("nothing may add state to a mesh while a translation reads it");

  @ArchTest
  static final ArchRule partsOfTheMeshDoNotKnowTheWhole =
      noClasses()
          .that()
          .resideInAPackage("..mesh.model")
          .and(not(belongToAnyOf(Mesh.class)))
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Mesh.class)
          .because("a part that asks the whole can be asked before the whole is made");
}
