package dev.meshlab.lab.input;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of protobuf's descriptors, as compilers of {@code .proto} files write it. */
public final class DescriptorSet {

  private static final String REMEDY =
      "write it with protoc --include_imports --descriptor_set_out=FILE *.proto, or buf build -o FILE";

  private DescriptorSet() {}

  /**
   * The methods of all its services, in their order.
   *
   * @throws BadInput if it cannot be read, or has none
   */
  public static GrpcMethods methods(Path file) {
    List<String> paths = new ArrayList<>();
    for (FileDescriptorProto proto : read(file).getFileList()) {
      for (ServiceDescriptorProto service : proto.getServiceList()) {
        for (MethodDescriptorProto method : service.getMethodList()) {
          paths.add("/" + fullName(proto, service) + "/" + method.getName());
        }
      }
    }
    if (paths.isEmpty()) {
      throw new BadInput("--descriptor-set " + file + ": holds no service; " + REMEDY);
    }
    return new GrpcMethods(paths);
  }

  private static String fullName(FileDescriptorProto proto, ServiceDescriptorProto service) {
    return proto.getPackage().isEmpty()
        ? service.getName()
        : proto.getPackage() + "." + service.getName();
  }

  private static FileDescriptorSet read(Path file) {
    try {
      return FileDescriptorSet.parseFrom(Files.readAllBytes(file));
    } catch (InvalidProtocolBufferException e) {
      throw new BadInput("--descriptor-set " + file + ": is not a descriptor set; " + REMEDY);
    } catch (NoSuchFileException e) {
      throw new BadInput("--descriptor-set " + file + ": there is no such file; " + REMEDY);
    } catch (IOException e) {
      throw new BadInput("--descriptor-set " + file + ": cannot be read: " + e.getMessage());
    }
  }
}
