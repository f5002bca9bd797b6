package io.dbintel.local.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * The main class of a process that runs Flink SQL as a SQL client would: the statements of a file,
 * each up to a semicolon at the end of a line. Prints the rows of queries, one a line.
 */
public final class SqlScript {
  static final String END = ";\\s*(\\n|$)";

  private SqlScript() {}

  public static void main(String[] arguments) throws Exception {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.getConfig().set("parallelism.default", "2");
    for (String statement : Files.readString(Path.of(arguments[0])).split(END, 0)) {
      run(tables, statement.strip());
    }
  }

  private static void run(TableEnvironment tables, String statement) throws Exception {
    TableResult result = tables.executeSql(statement);
    if (statement.startsWith("SELECT")) {
      CloseableIterator<Row> rows = result.collect();
      rows.forEachRemaining(row -> print(row.toString()));
      rows.close();
    } else if (statement.startsWith("INSERT")) {
      result.await();
    }
  }

  private static void print(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
