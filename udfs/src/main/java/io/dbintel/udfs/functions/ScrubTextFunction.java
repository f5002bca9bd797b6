package io.dbintel.udfs.functions;

/**
 * {@code SCRUB_TEXT(text [, preset [, field]])}: free text without what the preset's rules find in
 * it; NULL when a rule drops the text. Presets: standard, pci, hipaa, gdpr.
 */
public final class ScrubTextFunction extends TextFunction {
  public ScrubTextFunction() {}

  public String eval(String text) {
    return eval(text, PRESET, FIELD);
  }

  public String eval(String text, String preset) {
    return eval(text, preset, FIELD);
  }

  public String eval(String text, String preset, String field) {
    return text == null || preset == null || field == null
        ? null
        : texts(preset).scrub(field, text).text();
  }
}
