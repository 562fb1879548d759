package dev.meshlab.mesh.comparison;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resources in the form in which they are compared: the spelling of names, durations and numbers
 * does not count, nor the order of what has none, and what is left out is gone.
 */
final class NormalForm {

  private static final Set<String> UNORDERED =
      Set.of("domains", "headers", "virtual_hosts", "endpoints", "lb_endpoints");

  private static final String ALPN = "alpn_protocols";

  private int leftOut;

  /** The number of fields and filters that are gone. */
  int leftOut() {
    return leftOut;
  }

  /** The resources of a JSON array by their names. */
  Map<String, Object> byName(String array) {
    ListValue.Builder parsed = ListValue.newBuilder();
    try {
      JsonFormat.parser().merge(array, parsed);
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException(malformed);
    }
    Map<String, Object> resources = new TreeMap<>();
    for (Value resource : parsed.getValuesList()) {
      Map<?, ?> fields = (Map<?, ?>) normal("", resource);
      Object name = fields.containsKey("name") ? fields.get("name") : fields.get("cluster_name");
      resources.put(String.valueOf(name), fields);
    }
    return resources;
  }

  private Object normal(String field, Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> fields(value.getStructValue().getFieldsMap());
      case LIST_VALUE -> items(field, value.getListValue().getValuesList());
      case NUMBER_VALUE -> number(value.getNumberValue());
      case STRING_VALUE ->
          field.equals("name") ? value.getStringValue() : text(value.getStringValue());
      default -> value.getBoolValue();
    };
  }

  private Map<String, Object> fields(Map<String, Value> written) {
    Map<String, Object> fields = new TreeMap<>();
    written.forEach(
        (camelCase, nested) -> {
          String name = snakeCase(camelCase);
          if (LeftOut.isField(name) || hasOnlyFiltersLeftOut(nested)) {
            leftOut++;
          } else {
            fields.put(name, normal(name, nested));
          }
        });
    return fields;
  }

  private static boolean hasOnlyFiltersLeftOut(Value value) {
    return value.getListValue().getValuesCount() > 0
        && value.getListValue().getValuesList().stream().allMatch(NormalForm::isFilterLeftOut);
  }

  private List<Object> items(String field, List<Value> written) {
    List<Object> items = new ArrayList<>();
    for (Value item : written) {
      if (isFilterLeftOut(item)
          || (field.equals(ALPN) && LeftOut.isFilter(item.getStringValue()))) {
        leftOut++;
      } else {
        items.add(normal(field, item));
      }
    }
    if (UNORDERED.contains(field)) {
      items.sort(Comparator.comparing(NormalForm::place));
    }
    return items;
  }

  /** The place of an item among others that have no order: the same, if a part of it differs. */
  private static String place(Object item) {
    if (item instanceof Map<?, ?> fields) {
      return Stream.of("name", "priority", "locality", "endpoint")
          .filter(fields::containsKey)
          .map(name -> name + fields.get(name))
          .collect(Collectors.joining("", "", item.toString()));
    }
    return item.toString();
  }

  private static boolean isFilterLeftOut(Value item) {
    return LeftOut.isFilter(
        item.getStructValue()
            .getFieldsOrDefault("name", Value.getDefaultInstance())
            .getStringValue());
  }

  private static BigDecimal number(double number) {
    return new BigDecimal(number).stripTrailingZeros();
  }

  /** Numbers of 64 bits are written as strings, and durations with any number of zeros. */
  private static Object text(String text) {
    if (text.matches("-?\\d+(\\.\\d+)?s")) {
      return new BigDecimal(text.substring(0, text.length() - 1))
              .stripTrailingZeros()
              .toPlainString()
          + "s";
    }
    return text.matches("-?\\d+") ? new BigDecimal(text).stripTrailingZeros() : text;
  }

  /** A value for people: a text as it is, and what has parts as JSON. */
  static String shown(Object value) {
    return value instanceof String text ? text : json(value);
  }

  private static String json(Object value) {
    if (value instanceof Map<?, ?> fields) {
      return fields.entrySet().stream()
          .map(field -> json(field.getKey()) + ": " + json(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> items) {
      return items.stream().map(NormalForm::json).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    try {
      return JsonFormat.printer().print(Value.newBuilder().setStringValue(text));
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String snakeCase(String name) {
    boolean isField = name.chars().allMatch(Character::isLetterOrDigit);
    return isField ? name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT) : name;
  }
}
