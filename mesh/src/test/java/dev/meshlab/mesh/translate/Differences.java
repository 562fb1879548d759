package dev.meshlab.mesh.translate;

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
import java.util.TreeSet;

/**
 * The differences between istiod's resources and ours, field by field.
 *
 * <p>The spelling of names, durations and numbers does not count, nor the order of what has none.
 * Not compared is what no distribution of calls depends on: telemetry, tracing, the naming of
 * statistics, Istio's metadata and HTTP hygiene. Everything else counts, present against absent
 * included.
 */
public final class Differences {

  private static final Set<String> NOT_COMPARED =
      Set.of(
          "access_log",
          "alt_stat_name",
          "bind_to_port",
          "continue_on_listener_filters_timeout",
          "decorator",
          "default_filter_chain",
          "filter_chain_match_name",
          "forward_client_cert_details",
          "http_protocol_options",
          "listener_filters",
          "max_connections_to_accept_per_socket_event",
          "max_direct_response_body_size_bytes",
          "metadata",
          "proxy_100_continue",
          "request_id_extension",
          "server_name",
          "set_current_client_cert_details",
          "stat_prefix",
          "trace_sampled",
          "tracing",
          "traffic_direction",
          "transport_socket_connect_timeout",
          "transport_socket_matches",
          "upgrade_configs",
          "use_remote_address",
          "validate_clusters");

  private static final Set<String> FILTERS_NOT_COMPARED =
      Set.of("envoy.filters.http.cors", "envoy.filters.http.grpc_stats");

  private static final Set<String> UNORDERED =
      Set.of("domains", "headers", "virtual_hosts", "endpoints", "lb_endpoints");

  private final List<String> found = new ArrayList<>();

  private Differences() {}

  /** One line for each difference between two JSON arrays of resources. */
  public static List<String> between(String golden, String ours) {
    Differences differences = new Differences();
    differences.compare("", byName(golden), byName(ours));
    return differences.found;
  }

  private static Map<String, Object> byName(String array) {
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

  private static Object normal(String field, Value value) {
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> {
        Map<String, Object> fields = new TreeMap<>();
        value
            .getStructValue()
            .getFieldsMap()
            .forEach(
                (name, nested) -> {
                  if (!NOT_COMPARED.contains(snakeCase(name))) {
                    fields.put(snakeCase(name), normal(snakeCase(name), nested));
                  }
                });
        yield fields;
      }
      case LIST_VALUE -> {
        List<Object> items = new ArrayList<>();
        value.getListValue().getValuesList().forEach(item -> items.add(normal(field, item)));
        items.removeIf(Differences::isNotCompared);
        if (UNORDERED.contains(field)) {
          items.sort(Comparator.comparing(Object::toString));
        }
        yield items;
      }
      case NUMBER_VALUE -> new BigDecimal(value.getNumberValue()).stripTrailingZeros();
      case STRING_VALUE -> text(value.getStringValue());
      default -> value.getBoolValue();
    };
  }

  private static boolean isNotCompared(Object item) {
    return item instanceof Map<?, ?> fields
        && fields.get("name") instanceof String name
        && FILTERS_NOT_COMPARED.contains(name);
  }

  /** Numbers of 64 bits are written as strings, and durations with any number of zeros. */
  private static Object text(String text) {
    boolean duration = text.matches("-?\\d+(\\.\\d+)?s");
    return duration || text.matches("-?\\d+")
        ? new BigDecimal(duration ? text.substring(0, text.length() - 1) : text)
            .stripTrailingZeros()
        : text;
  }

  private static String snakeCase(String name) {
    boolean isField = name.chars().allMatch(Character::isLetterOrDigit);
    return isField ? name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT) : name;
  }

  private void compare(String path, Object golden, Object ours) {
    if (golden instanceof Map<?, ?> a && ours instanceof Map<?, ?> b) {
      Set<Object> names = new TreeSet<>(a.keySet());
      names.addAll(b.keySet());
      names.forEach(name -> compareField(path + "/" + name, name, a, b));
    } else if (golden instanceof List<?> a && ours instanceof List<?> b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        compare(path + "[" + i + "]", a.get(i), b.get(i));
      }
    } else if (!golden.equals(ours)) {
      found.add(path + ": golden " + golden + ", ours " + ours);
    }
  }

  private void compareField(String path, Object name, Map<?, ?> golden, Map<?, ?> ours) {
    if (!ours.containsKey(name)) {
      found.add(path + ": golden " + golden.get(name) + ", ours has none");
    } else if (!golden.containsKey(name)) {
      found.add(path + ": golden has none, ours " + ours.get(name));
    } else {
      compare(path, golden.get(name), ours.get(name));
    }
  }
}
