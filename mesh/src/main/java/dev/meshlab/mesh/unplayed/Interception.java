package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
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
 * The settings by which iptables leave calls to a sidecar, or keep them from it: annotations of
 * pods (istio.io, Resource Annotations), and values of an installation, which are for all pods. The
 * lab's sidecars have all calls.
 */
final class Interception {

  private static final String TRAFFIC = "traffic.sidecar.istio.io/";
  private static final String ALL = "*";

  /**
   * The effect of a setting.
   *
   * @param annotation of a pod
   * @param value of an installation, below {@code values.global.proxy}; empty where it has none
   * @param words the rest of a sentence about the object
   * @param touch by the pods that have it, and its value
   */
  private record Effect(
      String annotation, String value, String words, BiFunction<Workload, String, Touch> touch) {}

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

  /** All pods of a mesh. */
  private static final Workload ANY = new Workload(IstioNames.ROOT_NAMESPACE, Map.of());

  private static final String FROM = "keeps calls of its pods from their sidecars";
  private static final String PAST = "lets calls to its pods go past their sidecars";

  private static final List<Effect> EFFECTS =
      List.of(
          new Effect(
              TRAFFIC + "excludeOutboundPorts",
              "excludeOutboundPorts",
              FROM,
              (pods, ports) -> new OfPorts(ports(ports), true, pods.calls())),
          new Effect(
              TRAFFIC + "excludeOutboundIPRanges",
              "excludeIPRanges",
              FROM,
              (pods, ranges) -> pods.calls()),
          new Effect(
              TRAFFIC + "includeOutboundIPRanges",
              "includeIPRanges",
              FROM,
              (pods, ranges) -> unlessAll(ranges, pods.calls())),
          new Effect(
              TRAFFIC + "excludeInboundPorts",
              "excludeInboundPorts",
              PAST,
              (pods, ports) -> new OfPorts(ports(ports), true, pods.entered())),
          new Effect(
              TRAFFIC + "includeInboundPorts",
              "includeInboundPorts",
              PAST,
              (pods, ports) -> unlessAll(ports, new OfPorts(ports(ports), false, pods.entered()))),
          new Effect(
              "sidecar.istio.io/interceptionMode",
              "",
              "leads no calls to the sidecars of its pods",
              (pods, mode) -> mode.equals("NONE") ? pods.anyCall() : Touch.NOTHING),
          new Effect(
              "inject.istio.io/templates",
              "",
              "gives its pods another proxy than a sidecar",
              Interception::otherThanSidecar));

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
        .map(
            effect ->
                unplayed(object, annotations, effect.annotation(), "the annotation", effect, pods));
  }

  /** Those of an installation; an empty value is a default of its charts. */
  static Stream<Unplayed> ofInstallation(Document installation) {
    Fields proxy =
        Fields.of(installation).below("spec").below("values").below("global").below("proxy");
    return EFFECTS.stream()
        .filter(effect -> !proxy.string(effect.value(), "").isEmpty())
        .map(
            effect ->
                unplayed(installation, proxy, effect.value(), "values.global.proxy", effect, ANY));
  }

  private static Unplayed unplayed(
      Document object, Fields holder, String name, String what, Effect effect, Workload pods) {
    return new Unplayed(
        DiagnosticId.NOT_HONOURED,
        object,
        holder.path(name),
        holder.position(name),
        what + " " + name,
        effect.words() + " (" + name + ")",
        effect.touch().apply(pods, holder.string(name, "")));
  }

  /** Callers with the agent of gRPC are played, by the proxyless plane; servers with it are not. */
  private static Touch otherThanSidecar(Workload pods, String templates) {
    return switch (templates) {
      case "sidecar" -> Touch.NOTHING;
      case "grpc-agent" -> pods.entered();
      default -> pods.anyCall();
    };
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
