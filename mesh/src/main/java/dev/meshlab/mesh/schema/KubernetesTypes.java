package dev.meshlab.mesh.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.lang.reflect.ParameterizedType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of Kubernetes's own kinds, from the field names and types of fabric8's generated
 * model. A class is looked at only when a manifest has a value of it, so that a handful of files
 * costs milliseconds and not the whole API.
 */
final class KubernetesTypes implements Type.Source {

  private static final String MODEL = "io.fabric8.kubernetes.api.model.";

  private static final Map<String, String> PACKAGES =
      Map.of(
          "v1", MODEL,
          "apps/v1", MODEL + "apps.",
          "batch/v1", MODEL + "batch.v1.",
          "discovery.k8s.io/v1", MODEL + "discovery.v1.",
          "gateway.networking.k8s.io/v1", MODEL + "gatewayapi.v1.");

  private static final Set<String> PORTS = Set.of("port", "containerPort");
  private static final Type.Whole PORT = new Type.Whole(1, 65_535);

  /** Go has no absent numbers: an API server reads 0 as one that is not given. */
  private static final Set<String> GIVEN_PORTS =
      Set.of("hostPort", "nodePort", "healthCheckNodePort");

  private static final Type.Whole GIVEN_PORT = new Type.Whole(0, 65_535);
  private static final Type.Whole COUNT = new Type.Whole(0, Integer.MAX_VALUE);

  /** Texts of which the API server knows a few; an empty one stands for the default. */
  private static final Map<String, Type> CHOICES =
      Map.of(
          "ServicePort.protocol", choice("TCP", "UDP", "SCTP"),
          "ContainerPort.protocol", choice("TCP", "UDP", "SCTP"),
          "ServiceSpec.type", choice("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
          "ServiceSpec.sessionAffinity", choice("ClientIP", "None"),
          "Container.imagePullPolicy", choice("Always", "IfNotPresent", "Never"),
          "DeploymentStrategy.type", choice("RollingUpdate", "Recreate"));

  private static final Map<String, Type> SCALARS =
      Map.of(
          "java.lang.String",
          new Type.Text(),
          "java.lang.Boolean",
          new Type.Truth(),
          "java.lang.Integer",
          new Type.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
          "java.lang.Long",
          new Type.Whole(Long.MIN_VALUE, Long.MAX_VALUE),
          "java.lang.Double",
          new Type.Real(-Double.MAX_VALUE, Double.MAX_VALUE),
          MODEL + "IntOrString",
          new Type.WholeOrText(),
          MODEL + "Quantity",
          new Type.Quantity(),
          MODEL + "MicroTime",
          new Type.Text(),
          MODEL + "FieldsV1", // a set, whose members are names of fields
          new Type.Anything());

  private final Map<Class<?>, Type.Message> messages = new HashMap<>();

  @Override
  public Optional<Type> find(String apiVersion, String kind) {
    String location = PACKAGES.get(apiVersion);
    if (location == null) {
      return Optional.empty();
    }
    try {
      ClassLoader loader = KubernetesTypes.class.getClassLoader();
      return Optional.of(message(Class.forName(location + kind, false, loader)));
    } catch (ClassNotFoundException unknown) {
      return Optional.empty();
    }
  }

  private static Type choice(String... values) {
    return new Type.OneOf(List.of(values), true);
  }

  /** The metadata of any object, Istio's included. */
  Type metadata() {
    return message(ObjectMeta.class);
  }

  /** The messages of Kubernetes's own that kinds of others hold, by name. */
  Map<String, Type.Message> ofPods() {
    return Map.of(
        "PodTemplateSpec", message(PodTemplateSpec.class),
        "LabelSelector", message(LabelSelector.class));
  }

  private synchronized Type.Message message(Class<?> type) {
    return messages.computeIfAbsent(
        type, t -> new Type.Message(t.getSimpleName(), new Once<>(() -> fields(t)), List.of()));
  }

  private Map<String, Type.Field> fields(Class<?> type) {
    Map<String, Type.Field> fields = new LinkedHashMap<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (java.lang.reflect.Field field : c.getDeclaredFields()) {
        JsonProperty property = field.getAnnotation(JsonProperty.class);
        if (property != null) {
          String name = property.value();
          fields.put(name, Type.Field.optional(type(name, field)));
        }
      }
    }
    return fields;
  }

  private Type type(String name, java.lang.reflect.Field field) {
    Type choice = CHOICES.get(field.getDeclaringClass().getSimpleName() + "." + name);
    if (choice != null) {
      return choice;
    }
    if (field.getType() == Integer.class) {
      return PORTS.contains(name)
          ? PORT
          : GIVEN_PORTS.contains(name)
              ? GIVEN_PORT
              : name.equals("replicas") ? COUNT : type(Integer.class);
    }
    return type(field.getGenericType());
  }

  private Type type(java.lang.reflect.Type type) {
    if (type instanceof ParameterizedType generic) {
      java.lang.reflect.Type[] arguments = generic.getActualTypeArguments();
      return arguments.length == 2
          ? new Type.MapOf(type(arguments[1]))
          : new Type.ListOf(type(arguments[0]));
    }
    @Nullable Type scalar = SCALARS.get(type.getTypeName());
    if (scalar != null) {
      return scalar;
    }
    return type instanceof Class<?> c && isModel(c) ? message(c) : new Type.Anything();
  }

  private static boolean isModel(Class<?> type) {
    return type.getName().startsWith(MODEL) && !type.isInterface() && !type.isEnum();
  }
}
