package dev.meshlab.lab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@ArchTag("slow")
@AnalyzeClasses(packages = "dev.meshlab.lab", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsGoDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("..lab.cli")
          .layer("explanation")
          .definedBy("..lab.explanation")
          .layer("difference")
          .definedBy("..lab.difference")
          .layer("practice")
          .definedBy("..lab.practice")
          .layer("proof")
          .definedBy("..lab.proof")
          .layer("trace")
          .definedBy("..lab.trace")
          .layer("intent")
          .definedBy("..lab.intent")
          .layer("exercise")
          .definedBy("..lab.exercise")
          .layer("outcome")
          .definedBy("..lab.outcome")
          .layer("expectation")
          .definedBy("..lab.expectation")
          .layer("anatomy")
          .definedBy("..lab.anatomy")
          .layer("comparison")
          .definedBy("..lab.comparison")
          .layer("session")
          .definedBy("..lab.session")
          .layer("run")
          .definedBy("..lab.run")
          .layer("controller")
          .definedBy("..lab.controller")
          .layer("live")
          .definedBy("..lab.live")
          .layer("input")
          .definedBy("..lab.input")
          .layer("zone")
          .definedBy("..lab.zone")
          .layer("plane")
          .definedBy("..lab.plane")
          .layer("cast")
          .definedBy("..lab.cast")
          .layer("ledger")
          .definedBy("..lab.ledger")
          .layer("fleet")
          .definedBy("..lab.fleet")
          .layer("vip")
          .definedBy("..lab.vip")
          .layer("envoy")
          .definedBy("..lab.envoy")
          .layer("controlplane")
          .definedBy("..lab.controlplane")
          .layer("certificate")
          .definedBy("..lab.certificate")
          .layer("cluster")
          .definedBy("..lab.cluster")
          .layer("process")
          .definedBy("..lab.process")
          .layer("report")
          .definedBy("..lab.report")
          .layer("verdict")
          .definedBy("..lab.verdict")
          .layer("predict")
          .definedBy("..lab.predict")
          .layer("prediction")
          .definedBy("..lab.prediction")
          .layer("failure")
          .definedBy("..lab.failure")
          .ensureAllClassesAreContainedInArchitectureIgnoring("dev.meshlab.lab")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("explanation")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("comparison")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("difference")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("practice")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("proof")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("trace")
          .mayOnlyBeAccessedByLayers("proof")
          .whereLayer("intent")
          .mayOnlyBeAccessedByLayers("proof", "cli")
          .whereLayer("exercise")
          .mayOnlyBeAccessedByLayers("practice", "intent", "proof", "cli")
          .whereLayer("expectation")
          .mayOnlyBeAccessedByLayers("exercise", "outcome", "practice", "intent", "proof", "cli")
          .whereLayer("outcome")
          .mayOnlyBeAccessedByLayers("practice", "proof")
          .whereLayer("anatomy")
          .mayOnlyBeAccessedByLayers("session", "exercise", "practice")
          .whereLayer("session")
          .mayOnlyBeAccessedByLayers("practice", "cli")
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("session", "practice", "trace", "proof", "difference", "cli")
          .whereLayer("controller")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("live")
          .mayOnlyBeAccessedByLayers(
              "session",
              "run",
              "controller",
              "expectation",
              "exercise",
              "intent",
              "outcome",
              "practice",
              "proof")
          .whereLayer("input")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("zone")
          .mayOnlyBeAccessedByLayers("run", "practice", "trace", "proof", "cli")
          .whereLayer("plane")
          .mayOnlyBeAccessedByLayers(
              "session", "run", "controller", "practice", "trace", "proof", "cli")
          .whereLayer("cast")
          .mayOnlyBeAccessedByLayers(
              "session",
              "exercise",
              "ledger",
              "live",
              "controller",
              "plane",
              "run",
              "trace",
              "difference")
          .whereLayer("ledger")
          .mayOnlyBeAccessedByLayers("session", "plane", "run")
          .whereLayer("fleet")
          .mayOnlyBeAccessedByLayers("cast", "ledger", "plane", "live", "controller", "run", "cli")
          .whereLayer("vip")
          .mayOnlyBeAccessedByLayers("plane")
          .whereLayer("envoy")
          .mayOnlyBeAccessedByLayers("plane", "run", "cli")
          .whereLayer("controlplane")
          .mayOnlyBeAccessedByLayers("plane", "run")
          .whereLayer("certificate")
          .mayOnlyBeAccessedByLayers("plane")
          .whereLayer("cluster")
          .mayOnlyBeAccessedByLayers("session", "plane", "run", "cli")
          .whereLayer("process")
          .mayOnlyBeAccessedByLayers("fleet", "envoy", "plane", "run", "input")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers(
              "session",
              "run",
              "outcome",
              "practice",
              "proof",
              "explanation",
              "comparison",
              "difference",
              "cli")
          .whereLayer("verdict")
          .mayOnlyBeAccessedByLayers(
              "session",
              "report",
              "live",
              "run",
              "expectation",
              "outcome",
              "anatomy",
              "practice",
              "proof")
          .whereLayer("predict")
          .mayOnlyBeAccessedByLayers("plane", "run", "trace", "difference")
          .whereLayer("prediction")
          .mayOnlyBeAccessedByLayers(
              "session",
              "ledger",
              "predict",
              "verdict",
              "report",
              "plane",
              "live",
              "run",
              "expectation",
              "practice",
              "proof",
              "difference")
          .whereLayer("failure")
          .mayNotAccessAnyLayer()
          .because(
              "each part can then be understood, tested and replaced with nothing of what is above"
                  + " it; the parts that run things do not know of each other");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices()
          .matching("dev.meshlab.lab.(*)..")
          .should()
          .beFreeOfCycles()
          .because("packages in a cycle are one package with several names");

  @ArchTest
  static final ArchRule predictionsAndVerdictsArePure =
      noClasses()
          .that()
          .resideInAnyPackage("..lab.prediction", "..lab.predict", "..lab.verdict")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.grpc..", "java.net..", "java.nio..", "java.io..", "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, Process.class, ProcessBuilder.class, System.class)
          .because("a judge who could look for himself would not depend on the evidence alone");

  @ArchTest
  static final ArchRule judgesSeeNoConfiguration =
      noClasses()
          .that()
          .resideInAnyPackage("..lab.prediction", "..lab.verdict")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.envoyproxy..")
          .because(
              "a verdict holds counts against a prediction, whatever the prediction came from");

  @ArchTest
  static final ArchRule reportKnowsFinishedThingsOnly =
      noClasses()
          .that()
          .resideInAPackage("..lab.report")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "io.envoyproxy..", "dev.meshlab.client..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.meshlab.mesh..", "java.util.concurrent..")
          .because("a printer gets records, and so prints the same twice");

  @ArchTest
  static final ArchRule labNeverTouchesTheServer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.meshlab.server..")
          .because("a pod is a process of the artefact that goes into the image, not a class");

  @ArchTest
  static final ArchRule onlyTheClusterKnowsItsApi =
      noClasses()
          .that()
          .resideOutsideOfPackage("..lab.cluster")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..")
          .because(
              "a run that names no cluster loads nothing of the API's client, and a plane asks for"
                  + " pods and calls, not for watches and patches");

  @ArchTest
  static final ArchRule clusterKnowsNoMesh =
      noClasses()
          .that()
          .resideInAPackage("..lab.cluster")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.meshlab.mesh..", "io.envoyproxy..")
          .because(
              "what a cluster is given and what it has made of it pass as JSON; the translation"
                  + " that it is compared with must not depend on it");

  @ArchTest
  static final ArchRule processesAreStartedInTheSandboxAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("..lab.process")
          .and()
          .doNotHaveSimpleName("EnvoyVersion")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ProcessBuilder.class)
          .because(
              "a process that is not of a sandbox outlives a lab that is killed; envoy --version is"
                  + " over before that could matter");

  @ArchTest
  static final ArchRule onlyTheCommandsKnowTheirLibraryAndTheirStreams =
      noClasses()
          .that()
          .resideOutsideOfPackage("..lab.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("a part takes values and returns values; a person is the commands' matter");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
          .because("such a name does not say what the class is for");

  @ArchTest
  static final ArchRule onlyTheCommandsKnowWhatTheProgramsShare =
      noClasses()
          .that()
          .resideOutsideOfPackage("..lab.cli")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.meshlab.program..").and(not(simpleName("Version"))))
          .because(
              "a command line has flags, messages and signals, and a run has none; the version is a"
                  + " fact of the build that every report states");
}
