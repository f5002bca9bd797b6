package io.dbintel.local.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.random.RandomGenerator;

/** One thing an application does on its connection, in autocommit unless it says otherwise. */
@FunctionalInterface
interface Task {
  void run(Connection connection, RandomGenerator random) throws SQLException;

  /** A statement with parameters drawn anew for each run, read to its end. */
  static Task of(String sql, Parameters parameters) {
    return (connection, random) -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        Object[] values = parameters.draw(random);
        for (int i = 0; i < values.length; i++) {
          statement.setObject(i + 1, values[i]);
        }
        statement.execute();
      }
    };
  }

  /** A statement whose text is drawn anew for each run. */
  static Task adHoc(Text text) {
    return (connection, random) -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute(text.draw(random));
      }
    };
  }

  /** The values of one run. */
  @FunctionalInterface
  interface Parameters {
    Object[] draw(RandomGenerator random);
  }

  /** The text of one run. */
  @FunctionalInterface
  interface Text {
    String draw(RandomGenerator random);
  }
}
