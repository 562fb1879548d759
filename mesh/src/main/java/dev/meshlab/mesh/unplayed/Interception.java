package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.unplayed.Touch.OfPorts;
import dev.meshlab.mesh.unplayed.Touch.ToPods;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The annotations of pods by which iptables leaves calls to a sidecar, or keeps them from it
 * (istio.io, Resource Annotations). The lab's sidecars have all calls.
 */
final class Interception {

  private static final String TRAFFIC = "traffic.sidecar.istio.io/";
  private static final String ALL = "*";

  /**
   * The effect of an annotation.
   *
   * @param words the rest of a sentence about the object
   * @param touch by the pods that have it, and its value
   */
  private record Effect(
      String annotation, String words, BiFunction<Workload, String, Touch> touch) {}

  /** The pods of a workload. */
  private record Workload(String namespace, Map<String, String> labels) {
    Touch calls() {
      return UnplayedKind.ofCallers(namespace, labels);
    }

    Touch entered() {
      return new ToPods(namespace, labels);
    }

    Touch anyCall() {
      return UnplayedKind.sidecar(namespace, labels);
    }
  }

  private static final String FROM = "keeps calls of its pods from their sidecars";
  private static final String PAST = "lets calls to its pods go past their sidecars";

  private static final List<Effect> EFFECTS =
      List.of(
          new Effect(
              TRAFFIC + "excludeOutboundPorts",
              FROM,
              (pods, ports) -> new OfPorts(ports(ports), true, pods.calls())),
          new Effect(TRAFFIC + "excludeOutboundIPRanges", FROM, (pods, ranges) -> pods.calls()),
          new Effect(
              TRAFFIC + "includeOutboundIPRanges",
              FROM,
              (pods, ranges) -> unlessAll(ranges, pods.calls())),
          new Effect(
              TRAFFIC + "excludeInboundPorts",
              PAST,
              (pods, ports) -> new OfPorts(ports(ports), true, pods.entered())),
          new Effect(
              TRAFFIC + "includeInboundPorts",
              PAST,
              (pods, ports) -> unlessAll(ports, new OfPorts(ports(ports), false, pods.entered()))),
          new Effect(
              "sidecar.istio.io/interceptionMode",
              "leads no calls to the sidecars of its pods",
              (pods, mode) -> mode.equals("NONE") ? pods.anyCall() : Touch.NOTHING),
          new Effect(
              "inject.istio.io/templates",
              "gives its pods another proxy than a sidecar",
              (pods, names) -> names.equals("sidecar") ? Touch.NOTHING : pods.anyCall()));

  private Interception() {}

  /** Those of a workload, or of a pod. */
  static Stream<Unplayed> of(Document object) {
    Fields root = Fields.of(object);
    Fields template = root.below("spec").below("template");
    Fields metadata = (template.has("metadata") ? template : root).below("metadata");
    Fields annotations = metadata.below("annotations");
    Workload pods = new Workload(object.namespace(), metadata.stringMap("labels"));
    return EFFECTS.stream()
        .filter(effect -> annotations.has(effect.annotation()))
        .map(effect -> unplayed(object, annotations, effect, pods));
  }

  private static Unplayed unplayed(
      Document object, Fields annotations, Effect effect, Workload pods) {
    String name = effect.annotation();
    return new Unplayed(
        DiagnosticId.NOT_HONOURED,
        object,
        annotations.path(name),
        annotations.position(name),
        "the annotation " + name,
        effect.words() + " (" + name + ")",
        effect.touch().apply(pods, annotations.string(name, "")));
  }

  private static Touch unlessAll(String value, Touch touch) {
    return value.strip().equals(ALL) ? Touch.NOTHING : touch;
  }

  private static Set<String> ports(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }
}
