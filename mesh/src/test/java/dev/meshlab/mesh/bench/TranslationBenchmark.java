package dev.meshlab.mesh.bench;

import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The growth of translation with the mesh; {@code scripts/benchmark translation} runs it and
 * docs/performance.md has the result. Not a test: it asserts nothing.
 */
public final class TranslationBenchmark {

  private static final int ROUNDS = 15;
  private static final int[] SIZES = {10, 30, 100, 300, 1000};

  private static final ClientWorkload CLIENT =
      new ClientWorkload("shop", Map.of("app", "client"), new Locality("region1", "zone1", ""));

  /** The last result, kept so that no compiler can omit the work. */
  static volatile @Nullable Object result;

  private TranslationBenchmark() {}

  public static void main(String[] arguments) {
    System.out.println(
        "Services | read ms | resolve ms | sidecar ms | proxyless ms | one pod ms | explain ms"
            + " | MiB held");
    for (int size : SIZES) {
      System.out.println(row(size));
    }
  }

  private static String row(int size) {
    String text = new SampleMesh(size, 10).yaml();
    ManifestSet manifests = Manifests.parse("mesh.yaml", text);
    Mesh mesh = Mesh.of(manifests);
    double read = median(() -> Manifests.parse("mesh.yaml", text));
    double resolve = median(() -> Mesh.of(manifests));
    double sidecar = median(() -> SidecarView.translate(mesh, CLIENT));
    double proxyless = median(() -> ProxylessView.translate(mesh, CLIENT));
    Service service = mesh.services().get(size / 2);
    Pod pod = mesh.selectedPods(service).get(0).withReadiness(false);
    double onePod = median(() -> SidecarView.endpoints(mesh.withPod(pod), CLIENT, service));
    double explain = median(() -> Explanation.of(manifests, CLIENT));
    return "%8d | %7.1f | %10.1f | %10.1f | %12.1f | %10.1f | %10.1f | %8.1f"
        .formatted(size, read, resolve, sidecar, proxyless, onePod, explain, held(mesh));
  }

  private static double median(Supplier<?> work) {
    double[] millis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      result = work.get();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis[ROUNDS / 2];
  }

  /** The bytes that the resources of ten clients take up, for one of them. */
  private static double held(Mesh mesh) {
    List<Resources> kept = new ArrayList<>();
    long before = used();
    for (int i = 0; i < 10; i++) {
      kept.add(SidecarView.translate(mesh, CLIENT));
    }
    return (used() - before) / (1024.0 * 1024.0) / kept.size();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
