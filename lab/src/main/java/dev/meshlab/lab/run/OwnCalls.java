package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The calls to a target, as far as its routes leave them open.
 *
 * @param methods that the servers have
 * @param permitted a request of which the proxies on the way let more pass, where there is one
 */
record OwnCalls(Load load, GrpcMethods methods, UnaryOperator<Request> permitted) {

  private static final String SERVICE = "service";

  /** Calls that policies may refuse. */
  Request any(Target target) {
    Request own = Request.of(target, load);
    return methods.areKnown() ? own.at(method(target)) : own;
  }

  /** Calls that policies let pass, where there are any. */
  Request permitted(Target target) {
    return permitted.apply(any(target));
  }

  /** The first method of a service that is named like the target; else the first of all. */
  private String method(Target target) {
    String host = stem(target.host().split("\\.", 2)[0]);
    return methods.paths().stream()
        .filter(path -> stem(service(path)).equals(host))
        .findFirst()
        .orElse(methods.paths().get(0));
  }

  private static String service(String path) {
    String service = path.substring(1, path.lastIndexOf('/'));
    return service.substring(service.lastIndexOf('.') + 1);
  }

  /** A name without what people write one way in Kubernetes and another way in protobuf. */
  private static String stem(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return letters.endsWith(SERVICE)
        ? letters.substring(0, letters.length() - SERVICE.length())
        : letters;
  }
}
