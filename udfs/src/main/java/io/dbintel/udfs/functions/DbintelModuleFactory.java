package io.dbintel.udfs.functions;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.module.Module;

/** Lets {@code LOAD MODULE dbintel} find {@link DbintelModule}; it has no options. */
public final class DbintelModuleFactory implements ModuleFactory {
  /** Name of the module. */
  public static final String IDENTIFIER = "dbintel";

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public Module createModule(Context context) {
    return new DbintelModule();
  }
}
