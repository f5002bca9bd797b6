package io.dbintel.local.fingerprints;

import java.util.List;

/**
 * A template with its holes filled.
 *
 * @param sql with {@code ?} for each parameter, as JDBC has it, if it is bound
 * @param parameters in the server's text form
 * @param secrets parts of literals and comments that scrubbing must remove
 */
record Rendering(String sql, List<String> parameters, List<String> secrets) {}
