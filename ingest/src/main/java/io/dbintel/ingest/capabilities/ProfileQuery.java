package io.dbintel.ingest.capabilities;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** Reads a profile with one query. */
final class ProfileQuery {
  private static final String SQL = DataFile.text("profile.sql");

  private ProfileQuery() {}

  static ProfileReading run(Connection connection) throws SQLException {
    ProfileQuestions questions = ProfileQuestions.known();
    ProfileRows rows = new ProfileRows(questions);
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      int parameter = 0;
      for (List<String> names : parameters(questions)) {
        statement.setArray(++parameter, connection.createArrayOf("text", names.toArray()));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(row);
        }
      }
    }
    return rows.finish(connection.unwrap(PGConnection.class).getBackendPID());
  }

  /** In the order of the question marks. */
  private static List<List<String>> parameters(ProfileQuestions questions) {
    return List.of(
        questions.settings(),
        questions.extensions(),
        questions.extensions(),
        questions.extensions(),
        questions.roles(),
        questions.functions(),
        questions.marks(ManagedService::roles),
        questions.marks(ManagedService::functions),
        questions.marks(ManagedService::schemas));
  }
}
