package io.dbintel.local.otlp;

/**
 * A sum of OTLP values that keeps integers exact.
 *
 * @param whole what came as integers
 * @param real what came as doubles
 */
public record Amount(long whole, double real) {
  public static final Amount ZERO = new Amount(0, 0);

  public Amount plus(Amount other) {
    return new Amount(whole + other.whole, real + other.real);
  }

  public double value() {
    return whole + real;
  }
}
