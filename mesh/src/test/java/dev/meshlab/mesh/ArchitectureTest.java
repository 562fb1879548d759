package dev.meshlab.mesh;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.meshlab.mesh.model.Mesh;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

@ArchTag("slow")
@AnalyzeClasses(packages = "dev.meshlab.mesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsGoDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .ensureAllClassesAreContainedInArchitectureIgnoring("dev.meshlab.mesh")
          .layer("diagnostic")
          .definedBy("..mesh.diagnostic")
          .layer("progress")
          .definedBy("..mesh.progress")
          .layer("yaml")
          .definedBy("..mesh.yaml")
          .layer("manifest")
          .definedBy("..mesh.manifest")
          .layer("schema")
          .definedBy("..mesh.schema")
          .layer("admission")
          .definedBy("..mesh.admission")
          .layer("input")
          .definedBy("..mesh.input")
          .layer("model")
          .definedBy("..mesh.model..")
          .layer("translate")
          .definedBy("..mesh.translate..")
          .layer("loopback")
          .definedBy("..mesh.loopback")
          .layer("dataplane")
          .definedBy("..mesh.dataplane")
          .layer("comparison")
          .definedBy("..mesh.comparison")
          .layer("unplayed")
          .definedBy("..mesh.unplayed")
          .layer("advice")
          .definedBy("..mesh.advice..")
          .layer("cause")
          .definedBy("..mesh.cause")
          .layer("explain")
          .definedBy("..mesh.explain")
          .whereLayer("explain")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("advice")
          .mayOnlyBeAccessedByLayers("cause", "explain")
          .whereLayer("cause")
          .mayOnlyBeAccessedByLayers("explain")
          .whereLayer("unplayed")
          .mayOnlyBeAccessedByLayers("advice")
          .whereLayer("dataplane")
          .mayOnlyBeAccessedByLayers("explain")
          .whereLayer("loopback")
          .mayOnlyBeAccessedByLayers("dataplane", "explain")
          .whereLayer("translate")
          .mayOnlyBeAccessedByLayers("loopback", "dataplane", "explain")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers(
              "translate", "loopback", "dataplane", "unplayed", "advice", "cause", "explain")
          .whereLayer("input")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("comparison")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("comparison")
          .mayNotAccessAnyLayer()
          .whereLayer("progress")
          .mayOnlyBeAccessedByLayers("input", "advice", "explain")
          .whereLayer("admission")
          .mayOnlyBeAccessedByLayers("input")
          .whereLayer("schema")
          .mayOnlyBeAccessedByLayers("admission", "input", "unplayed", "advice", "explain")
          .whereLayer("manifest")
          .mayOnlyBeAccessedByLayers(
              "schema",
              "admission",
              "input",
              "model",
              "translate",
              "loopback",
              "dataplane",
              "unplayed",
              "advice",
              "cause",
              "explain")
          .whereLayer("yaml")
          .mayOnlyBeAccessedByLayers("manifest", "schema", "input")
          .because(
              "the model must say what Istio means without Envoy, and manifests what was written"
                  + " without both;"
                  + " advice is about rules and not about xDS, and what is refused does not depend"
                  + " on the rest of the mesh");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices()
          .matching("dev.meshlab.mesh.(**)")
          .should()
          .beFreeOfCycles()
          .because("a reader must be able to say from the folders which way data flows");

  @ArchTest
  static final ArchRule envoyIsKnownToTheTranslationAlone =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..mesh.translate..", "..mesh.loopback", "..mesh.dataplane", "..mesh.comparison")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.envoyproxy..", "com.google.protobuf..")
          .because("another data plane's view must be able to start from the same model");

  @ArchTest
  static final ArchRule schemasAreKnownToTheManifestsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..mesh.manifest", "..mesh.yaml", "..mesh.schema", "..mesh.admission", "..mesh.input")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..", "org.snakeyaml..", "com.fasterxml..")
          .because("everything above reads fields by name, and so leaves a trace of what it read");

  /** The JDK reads certificates from a stream only. */
  private static final Class<?>[] BYTES_IN_MEMORY = {
    ByteArrayInputStream.class, InputStream.class, IOException.class
  };

  @ArchTest
  static final ArchRule filesAreReadByTheManifestsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackages("..mesh.input", "..mesh.schema")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.io..", "java.nio.file..")
                  .and(not(belongToAnyOf(BYTES_IN_MEMORY))))
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
          .resideInAPackage("..mesh.model..")
          .and()
          .areNotInterfaces()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("nothing may add state to a mesh while a translation reads it");

  @ArchTest
  static final ArchRule partsOfTheMeshDoNotKnowTheWhole =
      noClasses()
          .that()
          .resideInAPackage("..mesh.model..")
          .and(not(belongToAnyOf(Mesh.class)))
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Mesh.class)
          .because("a part that asks the whole can be asked before the whole is made");
}
