package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.MeshConfigFields;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.config.UnplayedSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings of the mesh that change calls in a cluster, and that the lab does not honour. */
final class MeshConfigAdvice implements Adviser {

  private static final String FIX = "# a cluster would; here it changes nothing";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document holder : context.manifests().documents()) {
      if (holder.holdsMeshConfig()) {
        MeshConfigFields.of(holder, Reads.NONE)
            .forEach(config -> unplayed(config, UnplayedSetting.ALL, advice));
        unplayed(Fields.of(holder), UnplayedSetting.BESIDE, advice);
      }
    }
    return advice;
  }

  private static void unplayed(
      Fields root, List<UnplayedSetting> settings, List<Diagnostic> advice) {
    settings.stream()
        .filter(UnplayedSetting::changesCalls)
        .forEach(setting -> unplayed(root, setting).ifPresent(advice::add));
  }

  private static Optional<Diagnostic> unplayed(Fields root, UnplayedSetting setting) {
    List<String> names = List.of(setting.path().split("\\.", -1));
    Fields holder = root;
    for (String name : names.subList(0, names.size() - 1)) {
      holder = holder.below(name);
    }
    String field = names.get(names.size() - 1);
    return isWritten(holder, field) && !isHonoured(holder, field, setting.honoured())
        ? Optional.of(
            holder.diagnostic(
                DiagnosticId.NOT_HONOURED,
                field,
                "the lab does not honour " + setting.path() + " here: " + setting.reason(),
                FIX))
        : Optional.empty();
  }

  private static boolean isHonoured(Fields holder, String field, Set<String> honoured) {
    List<String> names = new ArrayList<>();
    holder.child(field).ifPresent(nested -> names.addAll(nested.names()));
    holder.children(field).forEach(entry -> names.add(entry.string("name", "")));
    return names.isEmpty()
        ? honoured.contains(holder.string(field, ""))
        : honoured.containsAll(names);
  }

  /** A stock installation writes some settings with nothing in them. */
  private static boolean isWritten(Fields holder, String field) {
    return holder.has(field)
        && holder.child(field).map(nested -> !nested.names().isEmpty()).orElse(true);
  }
}
