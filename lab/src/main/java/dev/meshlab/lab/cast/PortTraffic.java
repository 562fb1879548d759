package dev.meshlab.lab.cast;

import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.ServicePort;
import java.util.Map;

/** The traffic of a user's Service port, as far as its declaration shows it. */
enum PortTraffic {
  GRPC(""),
  PLAIN_HTTP("plain HTTP, which the lab's gRPC client does not speak"),
  TLS("TLS that the caller opens, which the lab's client does not"),
  BYTES("TCP, whose bytes a sidecar only passes on"),
  UDP("UDP, which no mesh carries");

  /** Ports that are known for something other than gRPC, where nothing is declared. */
  private static final Map<Integer, String> KNOWN =
      Map.ofEntries(
          Map.entry(1433, "SQL Server"),
          Map.entry(2181, "ZooKeeper"),
          Map.entry(3306, "MySQL"),
          Map.entry(4222, "NATS"),
          Map.entry(5432, "PostgreSQL"),
          Map.entry(5672, "AMQP"),
          Map.entry(6379, "Redis"),
          Map.entry(9042, "Cassandra"),
          Map.entry(9092, "Kafka"),
          Map.entry(9200, "Elasticsearch"),
          Map.entry(11211, "Memcached"),
          Map.entry(27017, "MongoDB"));

  private final String words;

  PortTraffic(String words) {
    this.words = words;
  }

  static PortTraffic by(ServicePort port) {
    Protocol protocol = port.protocol();
    if (protocol == Protocol.UDP) {
      return UDP;
    }
    if (protocol.isHttp2()) {
      return GRPC;
    }
    if (protocol.isHttp()) {
      return PLAIN_HTTP;
    }
    if (protocol == Protocol.HTTPS || protocol == Protocol.TLS) {
      return TLS;
    }
    return protocol.isSniffed() && !KNOWN.containsKey(port.number()) ? GRPC : BYTES;
  }

  /** The traffic in words, for a port that is not for gRPC. */
  String words(ServicePort port) {
    String known = this == BYTES ? KNOWN.get(port.number()) : null;
    return known == null ? words : words + " (" + known + "'s port)";
  }
}
