package io.dbintel.udfs.functions;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.module.Module;

/**
 * The functions under their names: {@code LOAD MODULE dbintel} in SQL, or {@code
 * tables.loadModule("dbintel", new DbintelModule())} in Java. Each is a class with a public
 * constructor too, for {@code CREATE FUNCTION … AS}.
 */
public final class DbintelModule implements Module {
  private static final Map<String, Supplier<ScalarFunction>> FUNCTIONS =
      new TreeMap<>(
          Map.of(
              "SCRUB_SQL", ScrubSqlFunction::new,
              "SQL_FINGERPRINT", SqlFingerprintFunction::new,
              "SQL_SUMMARY", SqlSummaryFunction::new,
              "SCRUB_PLAN", ScrubPlanFunction::new,
              "SCRUB_LOG", ScrubLogFunction::new,
              "SCRUB_TEXT", ScrubTextFunction::new,
              "DETECT_PII", DetectPiiFunction::new));

  @Override
  public Set<String> listFunctions() {
    return Set.copyOf(FUNCTIONS.keySet());
  }

  /** By name, in any case, as names of functions are in SQL. */
  @Override
  public Optional<FunctionDefinition> getFunctionDefinition(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name.toUpperCase(Locale.ROOT))).map(Supplier::get);
  }
}
