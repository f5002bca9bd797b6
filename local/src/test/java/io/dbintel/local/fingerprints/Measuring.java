package io.dbintel.local.fingerprints;

import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Runs everything on one server: templates, failures, equivalences, strings, cut texts. */
final class Measuring {
  private static final String LAST = "select 'the log is complete'";

  private final EmbeddedPostgresServer server;
  private final boolean jsonLog;
  private final Literals literals = new Literals();
  private final List<Execution> ran = new ArrayList<>();
  private final List<Block> blocks;

  Measuring(EmbeddedPostgresServer server, boolean jsonLog) {
    this.server = server;
    this.jsonLog = jsonLog;
    this.blocks =
        TemplateFile.all().stream().filter(block -> block.oldestMajor() <= server.major()).toList();
  }

  MajorRun all() throws SQLException, IOException {
    List<BlockRun> runs = new ArrayList<>();
    List<Execution> failing = new ArrayList<>();
    List<BlockRun> equivalences = new ArrayList<>();
    List<BlockRun> strings = new ArrayList<>();
    try (Observer observer = new Observer(server);
        Session simple = new Session(server, observer, false, "json");
        Session extended = new Session(server, observer, true, "text")) {
      for (Block block : blocks) {
        runs.add(runVariants(block, observer, simple, extended));
      }
      failing.addAll(runFailing(simple));
      failing.addAll(runFailing(extended));
      for (Block block : TemplateFile.parse(TemplateFile.resource("equivalences.templates"))) {
        equivalences.addAll(runApart(block, observer, simple));
      }
      for (Block block : TemplateFile.parse(TemplateFile.resource("strings.templates"))) {
        strings.addAll(runApart(block, observer, simple));
      }
      ran.add(simple.aside(LAST));
      ran.add(extended.aside(LAST));
    }
    ServerLog log = new ServerLog(server.dataDirectory().resolve("log"), LAST);
    IdentityHashMap<Execution, List<SeenText>> logged =
        ServerLog.assign(LoggedStatements.ofCsv(log.text("csv")), ran);
    IdentityHashMap<Execution, List<SeenText>> asJson =
        jsonLog
            ? ServerLog.assign(LoggedStatements.ofJson(log.text("json")), ran)
            : new IdentityHashMap<>();
    return new MajorRun(
        server.major(), runs, failing, logged, asJson, equivalences, strings, runCut());
  }

  private BlockRun runVariants(Block block, Observer observer, Session simple, Session extended)
      throws SQLException {
    observer.forget();
    List<Execution> executions = new ArrayList<>();
    for (Variant variant : Variant.values()) {
      boolean possible =
          variant.bound
              ? !block.utility() && hasParameters(block)
              : !(variant.extended && block.copies());
      if (possible) {
        executions.addAll(run(block, variant, variant.extended ? extended : simple));
      }
    }
    return new BlockRun(block, executions, observer.statements());
  }

  private static boolean hasParameters(Block block) {
    Template first = block.templates().get(0);
    return !Renderer.render(first, Variant.BOUND, new Literals()).parameters().isEmpty();
  }

  private List<Execution> run(Block block, Variant variant, Session session) throws SQLException {
    List<Execution> executions = new ArrayList<>();
    for (Template template : block.templates()) {
      Rendering rendering = Renderer.render(template, variant, literals);
      Execution execution = session.run(block, template, variant, rendering);
      executions.add(execution);
      ran.add(execution);
      if (!execution.error().isEmpty()) {
        ran.add(session.rollBack());
      }
    }
    return executions;
  }

  /** Statements of an aborted transaction fail, and the log holds them as what failed. */
  private List<Execution> runFailing(Session session) throws SQLException {
    List<Execution> executions = new ArrayList<>();
    ran.add(session.aside("begin"));
    ran.add(session.aside("select 1 / 0"));
    for (Block block : blocks) {
      if (block.single()) {
        Template template = block.templates().get(0);
        Rendering rendering = Renderer.render(template, Variant.PLAIN, literals);
        executions.add(session.run(block, template, Variant.PLAIN, rendering));
      }
    }
    ran.addAll(executions);
    ran.add(session.rollBack());
    return executions;
  }

  /** One run per text of the block, each with pg_stat_statements to itself. */
  private List<BlockRun> runApart(Block block, Observer observer, Session session)
      throws SQLException {
    List<BlockRun> runs = new ArrayList<>();
    for (Template template : block.templates()) {
      Block alone = new Block(block.name(), block.flags(), block.oldestMajor(), List.of(template));
      observer.forget();
      List<Execution> executions = run(alone, Variant.PLAIN, session);
      runs.add(new BlockRun(alone, executions, observer.statements()));
    }
    return runs;
  }

  private List<Execution> runCut() throws SQLException {
    server.execute("ALTER SYSTEM SET track_activity_query_size = " + MajorRun.SMALL_QUERY_SIZE);
    server.restartCleanly();
    List<Execution> executions = new ArrayList<>();
    try (Observer observer = new Observer(server);
        Session simple = new Session(server, observer, false, "json")) {
      for (Block block : blocks) {
        executions.addAll(run(block, Variant.PLAIN, simple));
        executions.addAll(run(block, Variant.COMMENTS, simple));
      }
    }
    return executions;
  }
}
