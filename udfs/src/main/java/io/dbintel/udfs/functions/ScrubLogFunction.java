package io.dbintel.udfs.functions;

/**
 * {@code SCRUB_LOG(entry [, options])}: log entries in their own form, without the data in them.
 * The options are for the plans and statements that an entry holds.
 */
public final class ScrubLogFunction extends ScrubbingFunction {
  public ScrubLogFunction() {
    super(FunctionOptions::parse);
  }

  public String eval(String entry) {
    return eval(entry, FunctionOptions.NONE);
  }

  public String eval(String entry, String options) {
    return entry == null || options == null ? null : scrubbers(options).logs().scrub(entry).text();
  }
}
