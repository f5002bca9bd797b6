package io.dbintel.udfs.functions;

import io.dbintel.udfs.pii.TextRules;
import io.dbintel.udfs.pii.TextScrubber;
import io.dbintel.udfs.scrub.ScrubOptions;

/** A function of free text under a preset of rules. */
abstract class TextFunction extends ScrubbingFunction {
  static final String PRESET = "standard";
  static final String FIELD = "text";

  TextFunction() {
    super(preset -> ScrubOptions.standard().with(TextRules.preset(preset)));
  }

  final TextScrubber texts(String preset) {
    return scrubbers(preset).texts();
  }
}
