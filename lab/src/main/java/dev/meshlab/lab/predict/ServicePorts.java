package dev.meshlab.lab.predict;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Service ports of a mesh, for reasons that its xDS does not tell: a cluster without endpoints
 * looks alike whatever left it so, and a cluster that was not sent has no trace at all.
 *
 * @param all as {@code host:port}
 * @param vacancies the reasons why some have no endpoints, as clauses about the Service
 */
public record ServicePorts(Set<String> all, Map<String, String> vacancies) {

  public static final ServicePorts NONE = new ServicePorts(Set.of(), Map.of());

  public ServicePorts {
    all = Set.copyOf(all);
    vacancies = Map.copyOf(vacancies);
  }

  boolean include(String host, int port) {
    return all.contains(host + ":" + port);
  }

  Optional<String> vacancy(String host, int port) {
    return Optional.ofNullable(vacancies.get(host + ":" + port));
  }
}
