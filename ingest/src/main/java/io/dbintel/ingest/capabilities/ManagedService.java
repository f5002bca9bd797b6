package io.dbintel.ingest.capabilities;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A service that runs PostgreSQL for others, and the marks by which it is known; one is enough.
 *
 * @param roles that it creates
 * @param settings what stands before the dot in settings of its own
 * @param functions that it adds to pg_catalog
 * @param schemas that it creates in each database
 */
record ManagedService(
    String name,
    List<String> roles,
    List<String> settings,
    List<String> functions,
    List<String> schemas) {

  /** The word for a server that none of the services runs. */
  static final String NONE = "none";

  ManagedService {
    roles = roles == null ? List.of() : List.copyOf(roles);
    settings = settings == null ? List.of() : List.copyOf(settings);
    functions = functions == null ? List.of() : List.copyOf(functions);
    schemas = schemas == null ? List.of() : List.copyOf(schemas);
  }

  /** The first service that left a mark. */
  static String of(Marks marks, List<ManagedService> services) {
    return services.stream()
        .filter(service -> service.isMarkedIn(marks))
        .map(ManagedService::name)
        .findFirst()
        .orElse(NONE);
  }

  private boolean isMarkedIn(Marks marks) {
    return !Collections.disjoint(roles, marks.roles())
        || !Collections.disjoint(settings, marks.settings())
        || !Collections.disjoint(functions, marks.functions())
        || !Collections.disjoint(schemas, marks.schemas());
  }

  /** What a server has of the things that services leave. */
  record Marks(
      Set<String> roles, Set<String> settings, Set<String> functions, Set<String> schemas) {}
}
