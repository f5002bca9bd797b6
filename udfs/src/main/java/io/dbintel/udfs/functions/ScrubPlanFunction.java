package io.dbintel.udfs.functions;

/**
 * {@code SCRUB_PLAN(plan [, options])}: a plan in its own format, json, text, yaml or xml, without
 * the literals in it.
 */
public final class ScrubPlanFunction extends ScrubbingFunction {
  public ScrubPlanFunction() {
    super(FunctionOptions::parse);
  }

  public String eval(String plan) {
    return eval(plan, FunctionOptions.NONE);
  }

  public String eval(String plan, String options) {
    return plan == null || options == null ? null : scrubbers(options).plans().scrub(plan).text();
  }
}
