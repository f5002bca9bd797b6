package io.dbintel.udfs.texts;

/**
 * How much is kept of an instance.
 *
 * @param window a text can be seen until so many other texts have followed it
 * @param ahead texts may be so many ahead of polls; beyond it polls get those of a later position
 * @param waitingPolls so many polls may wait for texts
 */
public record TextBounds(long window, long ahead, int waitingPolls) {
  /**
   * Ten times the default of {@code pg_stat_statements.max}; the texts of hours on a server that
   * never repeats one; the polls of a day, which raw topics hold by default, at the default
   * interval.
   */
  public static final TextBounds DEFAULT = new TextBounds(50_000, 200_000, 1_500);
}
