package io.dbintel.ingest.catalogue;

import io.dbintel.ingest.capabilities.ServerProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must hold before an entry can be asked.
 *
 * @param servers major releases
 * @param extensions versions by name
 * @param preloaded libraries of shared_preload_libraries
 * @param grants privileges of the role, as a profile names them
 * @param role primary, replica, or null for either
 * @param managedIn managed services, one of which it must be; empty for any
 * @param managedNotIn managed services that it must not be
 */
record Requirements(
    VersionRange servers,
    Map<String, VersionRange> extensions,
    Set<String> preloaded,
    List<SettingRequirement> settings,
    Set<String> grants,
    String role,
    Set<String> managedIn,
    Set<String> managedNotIn) {

  static final String PRIMARY = "primary";
  static final String REPLICA = "replica";

  Requirements {
    extensions = Collections.unmodifiableMap(new TreeMap<>(extensions));
    preloaded = Collections.unmodifiableSet(new TreeSet<>(preloaded));
    settings = List.copyOf(settings);
    grants = Collections.unmodifiableSet(new TreeSet<>(grants));
    managedIn = Collections.unmodifiableSet(new TreeSet<>(managedIn));
    managedNotIn = Collections.unmodifiableSet(new TreeSet<>(managedNotIn));
  }

  /** Why an entry cannot be asked; empty when it can. */
  List<String> unmet(ServerProfile profile) {
    List<String> unmet = new ArrayList<>();
    if (!servers.holds(profile.major())) {
      unmet.add("server version is " + profile.major() + "; needs " + servers);
    }
    extensions.forEach((name, versions) -> extension(profile, name, versions, unmet));
    for (String library : preloaded) {
      if (!profile.preloaded().contains(library)) {
        unmet.add(library + " is not in shared_preload_libraries");
      }
    }
    settings.forEach(setting -> setting.unmet(profile).ifPresent(unmet::add));
    for (String grant : grants) {
      if (!profile.has(grant)) {
        unmet.add("the role lacks " + grant);
      }
    }
    if (role != null && role.equals(REPLICA) != profile.replica()) {
      unmet.add("the server is a " + (profile.replica() ? REPLICA : PRIMARY) + "; needs " + role);
    }
    managed(profile.managedService(), unmet);
    return List.copyOf(unmet);
  }

  /** In words, for documents. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (!servers.equals(VersionRange.ALL)) {
      words.add("PostgreSQL " + servers);
    }
    extensions.forEach(
        (name, versions) ->
            words.add(
                "extension `"
                    + name
                    + "`"
                    + (versions.equals(VersionRange.ALL) ? "" : " " + versions)));
    preloaded.forEach(library -> words.add("`" + library + "` preloaded"));
    settings.forEach(setting -> words.add(setting.words()));
    grants.forEach(grant -> words.add("grant `" + grant + "`"));
    if (role != null) {
      words.add(role);
    }
    if (!managedIn.isEmpty()) {
      words.add("managed service " + String.join(" or ", managedIn));
    }
    if (!managedNotIn.isEmpty()) {
      words.add("not on " + String.join(", ", managedNotIn));
    }
    return words;
  }

  private static void extension(
      ServerProfile profile, String name, VersionRange versions, List<String> unmet) {
    String version = profile.extensions().get(name);
    if (version == null) {
      unmet.add("extension " + name + " is not installed");
    } else if (!versions.holds(version)) {
      unmet.add("extension " + name + " is " + version + "; needs " + versions);
    }
  }

  private void managed(String service, List<String> unmet) {
    if (!managedIn.isEmpty() && !managedIn.contains(service)) {
      unmet.add("managed service is " + service + "; needs " + String.join(" or ", managedIn));
    }
    if (managedNotIn.contains(service)) {
      unmet.add("it is not offered by managed service " + service);
    }
  }
}
