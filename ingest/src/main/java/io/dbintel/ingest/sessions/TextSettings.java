package io.dbintel.ingest.sessions;

import io.dbintel.ingest.capabilities.ServerProfile;

/**
 * How a server keeps and reads texts of statements.
 *
 * @param cutAtBytes track_activity_query_size; 0 when not known
 * @param standardConformingStrings whether a backslash in an ordinary string is a backslash
 */
record TextSettings(int cutAtBytes, boolean standardConformingStrings) {

  static TextSettings of(ServerProfile server) {
    return new TextSettings(
        server.setting("track_activity_query_size").map(TextSettings::bytes).orElse(0),
        server.setting("standard_conforming_strings").map("on"::equals).orElse(true));
  }

  private static int bytes(String setting) {
    try {
      return Integer.parseInt(setting);
    } catch (NumberFormatException withUnit) {
      return 0;
    }
  }
}
