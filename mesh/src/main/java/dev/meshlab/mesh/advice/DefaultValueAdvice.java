package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.config.MeshConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings that say what holds anyway. */
final class DefaultValueAdvice implements Adviser {

  /** A field, below connectionPool, and the value that it has when it is not written. */
  private record Default(String block, String field, String value, String whose) {

    /** However it is written: an hour is sixty minutes. */
    boolean isMeantBy(Fields block) {
      boolean sameLength =
          value.endsWith("s")
              && block.duration(field).equals(Optional.of(Duration.ofSeconds(seconds())));
      return sameLength || block.string(field, "").equals(value);
    }

    /** True if the mesh config does not give another value where none is written. */
    boolean holdsIn(MeshConfig config) {
      boolean sameTimeout =
          !field.equals("connectTimeout")
              || config.connectTimeout().equals(Duration.ofSeconds(seconds()));
      boolean keepalive = block.endsWith("tcpKeepalive") && config.tcpKeepalive().isPresent();
      return sameTimeout && !keepalive && !config.defaultTrafficPolicy().has("connectionPool");
    }

    private long seconds() {
      return Long.parseLong(value.substring(0, value.length() - 1));
    }
  }

  private static final List<Default> DEFAULTS =
      List.of(
          new Default("http", "maxRequestsPerConnection", "0", "Istio's"),
          new Default("http", "h2UpgradePolicy", "DEFAULT", "Istio's"),
          new Default("tcp", "connectTimeout", "10s", "Istio's"),
          new Default("tcp.tcpKeepalive", "time", "7200s", "Linux's"),
          new Default("tcp.tcpKeepalive", "interval", "75s", "Linux's"),
          new Default("tcp.tcpKeepalive", "probes", "9", "Linux's"));

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Policy policy : context.policies()) {
      for (Default known : DEFAULTS) {
        Fields block = policy.fields().below("connectionPool");
        for (String name : known.block.split("\\.", -1)) {
          block = block.below(name);
        }
        if (known.isMeantBy(block) && known.holdsIn(context.mesh().config())) {
          advice.add(advice(block, known));
        }
      }
    }
    return advice;
  }

  private static Diagnostic advice(Fields block, Default known) {
    String message =
        "%s is %s default: it changes nothing"
            .formatted(block.string(known.field, ""), known.whose);
    String name = known.block.substring(known.block.indexOf('.') + 1);
    String fix = Block.of(name, RewrittenFields.copyOf(block).without(known.field));
    return block.diagnostic(DiagnosticId.DEFAULT_VALUE, known.field, message, fix);
  }
}
