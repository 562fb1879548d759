package dev.meshlab.client;

import dev.meshlab.client.load.CallKind;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The call kinds by their flags; also the candidates for shell completion. */
final class CallKindConverter implements ITypeConverter<CallKind>, Iterable<String> {

  @Override
  public CallKind convert(String flag) {
    return CallKind.ofFlag(flag)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not a kind of call; choose one of %s".formatted(flag, choices())));
  }

  private static String choices() {
    return Arrays.stream(CallKind.values()).map(CallKind::flag).collect(Collectors.joining(", "));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(CallKind.values()).map(CallKind::flag).iterator();
  }
}
