package dev.meshlab.lab.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import dev.meshlab.lab.failure.BadInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorSetTest {

  @TempDir private Path directory;

  @Test
  void namesTheMethodsOfAllServicesInTheirOrder() throws Exception {
    Path file =
        write(
            FileDescriptorSet.newBuilder()
                .addFile(
                    FileDescriptorProto.newBuilder()
                        .setPackage("shop.v1")
                        .addService(service("Cart", "Get", "Add"))
                        .addService(service("Pay", "Charge")))
                .addFile(FileDescriptorProto.newBuilder().addService(service("Old", "Call")))
                .build()
                .toByteArray());

    assertThat(DescriptorSet.methods(file).paths())
        .containsExactly(
            "/shop.v1.Cart/Get", "/shop.v1.Cart/Add", "/shop.v1.Pay/Charge", "/Old/Call");
  }

  @Test
  void isRefusedWhereItIsAnotherFile() throws Exception {
    Path proto = write("syntax = \"proto3\";".getBytes(StandardCharsets.UTF_8));
    Path empty = directory.resolve("empty.binpb");
    Files.createFile(empty);

    assertThatThrownBy(() -> DescriptorSet.methods(proto))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("is not a descriptor set; write it with protoc");
    assertThatThrownBy(() -> DescriptorSet.methods(empty))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("holds no service");
    assertThatThrownBy(() -> DescriptorSet.methods(directory.resolve("nosuch")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("there is no such file");
  }

  private static ServiceDescriptorProto service(String name, String... methods) {
    ServiceDescriptorProto.Builder service = ServiceDescriptorProto.newBuilder().setName(name);
    for (String method : methods) {
      service.addMethod(MethodDescriptorProto.newBuilder().setName(method));
    }
    return service.build();
  }

  private Path write(byte[] content) throws Exception {
    return Files.write(directory.resolve("shop.binpb"), content);
  }
}
