package io.dbintel.ingest.capabilities;

import java.util.List;
import java.util.function.Function;

/**
 * What a server is asked about itself, read from {@code profile.yaml}.
 *
 * @param settings whose values may leave the server
 * @param libraries that matter when loaded
 * @param extensions that matter when created
 * @param roles predefined roles that the monitoring role may be a member of
 * @param functions signatures of functions that not everybody may execute
 * @param services in the order in which they are tried
 */
record ProfileQuestions(
    List<String> settings,
    List<String> libraries,
    List<String> extensions,
    List<String> roles,
    List<String> functions,
    List<ManagedService> services) {

  private static final ProfileQuestions KNOWN =
      DataFile.yaml("profile.yaml", ProfileQuestions.class);

  static ProfileQuestions known() {
    return KNOWN;
  }

  /** All marks of one kind. */
  List<String> marks(Function<ManagedService, List<String>> kind) {
    return services.stream().flatMap(service -> kind.apply(service).stream()).toList();
  }
}
