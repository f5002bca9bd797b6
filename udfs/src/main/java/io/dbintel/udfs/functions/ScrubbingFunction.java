package io.dbintel.udfs.functions;

import io.dbintel.udfs.scrub.ScrubOptions;
import io.dbintel.udfs.scrub.Scrubbers;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * A function with scrubbers of its own, one set for each text of options it meets: these are
 * literals of the query as a rule, so there are few.
 */
abstract class ScrubbingFunction extends ScalarFunction {
  /** Should somebody take options from a column, memory stays bounded all the same. */
  private static final int MOST_SETS = 32;

  private transient Map<String, Scrubbers> byOptions;
  private transient String lastOptions;
  private transient Scrubbers last;

  private final OptionsReader reader;

  /** Makes options of their text. */
  interface OptionsReader extends Function<String, ScrubOptions>, Serializable {}

  ScrubbingFunction(OptionsReader reader) {
    this.reader = reader;
  }

  @Override
  public void open(FunctionContext context) {
    byOptions = new HashMap<>();
    lastOptions = null;
  }

  final Scrubbers scrubbers(String options) {
    if (!options.equals(lastOptions)) {
      if (byOptions.size() >= MOST_SETS) {
        byOptions.clear();
      }
      last = byOptions.computeIfAbsent(options, text -> new Scrubbers(reader.apply(text)));
      lastOptions = options;
    }
    return last;
  }
}
