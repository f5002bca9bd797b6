package io.dbintel.local.fingerprints;

import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyManager;

/**
 * A connection that sends statements exactly as given, over one of the two protocols, and nothing
 * else: what the server logs of it and what ran through it correspond one to one.
 */
final class Session implements AutoCloseable {
  static final String ROLE = "app";

  private final Connection connection;
  private final Observer observer;
  private final int backend;

  /**
   * @param extended whether all statements travel over the extended protocol
   * @param planFormat in which auto_explain logs the plans of this session
   */
  Session(EmbeddedPostgresServer server, Observer observer, boolean extended, String planFormat)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", ROLE);
    properties.setProperty("password", server.password());
    properties.setProperty("assumeMinServerVersion", Integer.toString(server.major()));
    properties.setProperty("preferQueryMode", extended ? "extended" : "simple");
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("options", "-c auto_explain.log_format=" + planFormat);
    connection = DriverManager.getConnection(server.jdbcUrl("postgres"), properties);
    this.observer = observer;
    this.backend = connection.unwrap(PGConnection.class).getBackendPID();
  }

  int backend() {
    return backend;
  }

  Execution run(Block block, Template template, Variant variant, Rendering rendering)
      throws SQLException {
    String error = "";
    try {
      if (variant.bound) {
        bound(rendering, variant == Variant.BOUND_NAMED);
      } else if (block.copies()) {
        copy(rendering.sql());
      } else {
        plain(rendering.sql());
      }
    } catch (SQLException e) {
      error = e.getMessage();
    }
    Observer.Activity seen = observer.activity(backend);
    return new Execution(
        template, variant, rendering, backend, seen.query(), seen.queryId(), error);
  }

  /** Ends a transaction that an error has aborted. */
  Execution rollBack() throws SQLException {
    return aside("rollback");
  }

  /** A statement of no template. */
  Execution aside(String sql) throws SQLException {
    Block block = TemplateFile.parse("@ aside utility\n~" + sql + "\n").get(0);
    Rendering rendering = new Rendering(sql, List.of(), List.of());
    return run(block, block.templates().get(0), Variant.PLAIN, rendering);
  }

  private void plain(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private void bound(Rendering rendering, boolean named) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(rendering.sql())) {
      statement.setEscapeProcessing(false);
      statement.unwrap(PGStatement.class).setPrepareThreshold(named ? 1 : 0);
      for (int parameter = 0; parameter < rendering.parameters().size(); parameter++) {
        String value = rendering.parameters().get(parameter);
        statement.setObject(parameter + 1, value, Types.OTHER);
      }
      statement.execute();
    }
  }

  private void copy(String sql) throws SQLException {
    CopyManager copying = connection.unwrap(PGConnection.class).getCopyAPI();
    try {
      if (sql.toLowerCase(Locale.ROOT).contains("stdin")) {
        copying.copyIn(sql, new ByteArrayInputStream(new byte[0]));
      } else {
        copying.copyOut(sql, OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
