package io.dbintel.local.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations such as {@code 60s}, {@code 5m}, {@code 1h30m}; longer than zero. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    try {
      Duration duration = Duration.parse("pt" + value.trim().toLowerCase(Locale.ROOT));
      if (duration.isZero() || duration.isNegative()) {
        throw new TypeConversionException("'" + value + "' must be longer than zero");
      }
      return duration;
    } catch (DateTimeParseException unreadable) {
      throw new TypeConversionException("'" + value + "' must be a duration such as 60s or 5m");
    }
  }
}
