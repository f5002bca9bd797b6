package io.dbintel.ingest.logs.source;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which target a pushed record belongs to: the first of these attributes whose value is the name of
 * an instance. {@code dbintel.instance}; {@code service.instance.id}; namespace and pod of
 * Kubernetes with a slash between them, then the pod; namespace and cluster of CloudNativePG with a
 * slash between them, then the cluster; {@code host.name}; {@code service.name}.
 */
final class OtlpRoutes {
  private static final String NAMESPACE = "k8s.namespace.name";
  private static final String POD = "k8s.pod.name";

  /** Collectors write the same label of a pod in different ways. */
  private static final String[] CLUSTER = {
    "k8s.pod.label.cnpg.io/cluster", "k8s.pod.labels.cnpg.io/cluster", "cnpg.io/cluster"
  };

  private final Map<String, OtlpInbox> byInstance = new ConcurrentHashMap<>();

  void add(String instance, OtlpInbox inbox) {
    byInstance.put(instance, inbox);
  }

  Optional<OtlpInbox> of(Map<String, String> attributes) {
    String cluster = null;
    for (String name : CLUSTER) {
      cluster = cluster == null ? attributes.get(name) : cluster;
    }
    return Stream.of(
            attributes.get("dbintel.instance"),
            attributes.get("service.instance.id"),
            within(attributes.get(NAMESPACE), attributes.get(POD)),
            attributes.get(POD),
            within(attributes.get(NAMESPACE), cluster),
            cluster,
            attributes.get("host.name"),
            attributes.get("service.name"))
        .filter(name -> name != null && byInstance.containsKey(name))
        .findFirst()
        .map(byInstance::get);
  }

  private static String within(String namespace, String name) {
    return namespace == null || name == null ? null : namespace + "/" + name;
  }
}
