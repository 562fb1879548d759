package dev.meshlab.lab.cli;

import dev.meshlab.lab.plane.LbPolicy;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The client's balancing policies by their names; also the candidates for shell completion. */
final class LbPolicyConverter implements ITypeConverter<LbPolicy>, Iterable<String> {

  @Override
  public LbPolicy convert(String value) {
    return LbPolicy.of(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not a policy; choose from %s"
                        .formatted(value, String.join(", ", this))));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(LbPolicy.values()).map(LbPolicy::toString).iterator();
  }
}
