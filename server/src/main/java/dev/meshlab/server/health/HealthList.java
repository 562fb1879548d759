package dev.meshlab.server.health;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.MapEntry;
import com.google.protobuf.TextFormat;
import com.google.protobuf.WireFormat.FieldType;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.health.v1.HealthProto;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The method List of {@code grpc.health.v1.Health}, which grpc-services does not generate yet: its
 * schema is added to the one that is there, so that reflection shows the service whole.
 *
 * @see <a
 *     href="https://github.com/grpc/grpc-proto/blob/master/grpc/health/v1/health.proto">health.proto</a>
 */
final class HealthList {
  private static final String MESSAGES =
      """
      message_type { name: "HealthListRequest" }
      message_type {
        name: "HealthListResponse"
        field {
          name: "statuses" number: 1 label: LABEL_REPEATED
          type: TYPE_MESSAGE type_name: ".grpc.health.v1.HealthListResponse.StatusesEntry"
        }
        nested_type {
          name: "StatusesEntry"
          options { map_entry: true }
          field { name: "key" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
          field {
            name: "value" number: 2 label: LABEL_OPTIONAL
            type: TYPE_MESSAGE type_name: ".grpc.health.v1.HealthCheckResponse"
          }
        }
      }
      """;

  private static final FileDescriptor SCHEMA = schema();
  private static final FieldDescriptor STATUSES =
      SCHEMA.findMessageTypeByName("HealthListResponse").findFieldByName("statuses");

  static final MethodDescriptor<DynamicMessage, DynamicMessage> METHOD =
      MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
          .setType(MethodType.UNARY)
          .setFullMethodName(
              MethodDescriptor.generateFullMethodName(HealthGrpc.SERVICE_NAME, "List"))
          .setRequestMarshaller(marshaller("HealthListRequest"))
          .setResponseMarshaller(marshaller("HealthListResponse"))
          .build();

  private HealthList() {}

  /** The service with List beside the methods that it has. */
  static ServerServiceDefinition addTo(
      ServerServiceDefinition service, Supplier<Map<String, HealthCheckResponse>> statuses) {
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(HealthGrpc.SERVICE_NAME)
            .setSchemaDescriptor((ProtoFileDescriptorSupplier) () -> SCHEMA)
            .addMethod(METHOD);
    service.getMethods().forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder whole = ServerServiceDefinition.builder(descriptor.build());
    service.getMethods().forEach(whole::addMethod);
    return whole
        .addMethod(
            METHOD,
            ServerCalls.asyncUnaryCall(
                (request, responses) -> {
                  responses.onNext(response(statuses.get()));
                  responses.onCompleted();
                }))
        .build();
  }

  private static DynamicMessage response(Map<String, HealthCheckResponse> statuses) {
    DynamicMessage.Builder response = DynamicMessage.newBuilder(STATUSES.getContainingType());
    statuses.forEach(
        (service, status) -> response.addRepeatedField(STATUSES, entry(service, status)));
    return response.build();
  }

  private static MapEntry<String, HealthCheckResponse> entry(
      String service, HealthCheckResponse status) {
    return MapEntry.newDefaultInstance(
            STATUSES.getMessageType(),
            FieldType.STRING,
            "",
            FieldType.MESSAGE,
            HealthCheckResponse.getDefaultInstance())
        .toBuilder()
        .setKey(service)
        .setValue(status)
        .build();
  }

  private static MethodDescriptor.Marshaller<DynamicMessage> marshaller(String message) {
    Descriptor type = SCHEMA.findMessageTypeByName(message);
    return ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(type));
  }

  private static FileDescriptor schema() {
    try {
      FileDescriptorProto.Builder file = HealthProto.getDescriptor().toProto().toBuilder();
      TextFormat.merge(MESSAGES, file);
      file.getServiceBuilder(0)
          .addMethodBuilder()
          .setName("List")
          .setInputType(".grpc.health.v1.HealthListRequest")
          .setOutputType(".grpc.health.v1.HealthListResponse");
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    } catch (TextFormat.ParseException | DescriptorValidationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
