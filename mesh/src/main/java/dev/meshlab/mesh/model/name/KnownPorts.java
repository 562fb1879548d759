package dev.meshlab.mesh.model.name;

import java.util.Map;
import java.util.Optional;

/**
 * Ports that belong to protocols other than gRPC: by IANA's registry of service names, or, where
 * the comment says so, by the default of the software that made them known. Ports that gRPC servers
 * use too, such as 8080, 9000 and 9090, are not among them, whoever else uses them.
 */
public final class KnownPorts {

  private static final Map<Integer, String> SPEAKS =
      Map.ofEntries(
          Map.entry(22, "SSH"), // ssh
          Map.entry(25, "SMTP"), // smtp
          Map.entry(53, "DNS"), // domain
          Map.entry(389, "LDAP"), // ldap
          Map.entry(465, "SMTP"), // submissions
          Map.entry(587, "SMTP"), // submission
          Map.entry(636, "LDAP"), // ldaps
          Map.entry(1433, "SQL Server"), // ms-sql-s
          Map.entry(1521, "Oracle"), // Oracle Net's listener
          Map.entry(1883, "MQTT"), // mqtt
          Map.entry(2181, "ZooKeeper"), // ZooKeeper's clientPort in its sample configuration
          Map.entry(3306, "MySQL"), // mysql
          Map.entry(4222, "NATS"), // nats-server's client port
          Map.entry(5432, "PostgreSQL"), // postgresql
          Map.entry(5671, "AMQP"), // amqps
          Map.entry(5672, "AMQP"), // amqp
          Map.entry(6379, "Redis"), // redis
          Map.entry(6380, "Redis"), // Azure Cache for Redis, with TLS
          Map.entry(8883, "MQTT"), // secure-mqtt
          Map.entry(9042, "Cassandra"), // Cassandra's native_transport_port
          Map.entry(9092, "Kafka"), // Kafka's listeners
          Map.entry(9093, "Kafka"), // Kafka's listener of controllers, or of TLS
          Map.entry(9200, "Elasticsearch"), // Elasticsearch's http.port
          Map.entry(9300, "Elasticsearch"), // Elasticsearch's transport.port
          Map.entry(11211, "Memcached"), // memcache
          Map.entry(26379, "Redis"), // Redis Sentinel
          Map.entry(27017, "MongoDB")); // mongod

  private KnownPorts() {}

  /** The protocol or the server that a port is known for; empty where it may well be gRPC. */
  public static Optional<String> knownFor(int port) {
    return Optional.ofNullable(SPEAKS.get(port));
  }
}
