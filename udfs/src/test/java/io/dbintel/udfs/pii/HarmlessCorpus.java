package io.dbintel.udfs.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Texts as monitoring of PostgreSQL meets them, with nothing personal in them, and hard on
 * detectors: most tokens are numbers, identifiers or punctuation. The same for the same seed.
 */
final class HarmlessCorpus {
  private static final String[] WORDS =
      ("the query planner chose a sequential scan because statistics were stale and vacuum had not"
              + " finished on this partition while another session waited for a lock held by the"
              + " checkpointer after several minutes of replication lag in production mobile card"
              + " token password phone version address account balance order customer email secret")
          .split(" ", -1);
  private static final String[] TABLES = {
    "public.orders", "customers", "order_items_2024_01", "pg_stat_activity", "app.user_sessions",
    "pg_toast.pg_toast_16411", "inventory", "\"Mixed Case\"", "tmp_89123", "card_types",
    "phone_book", "token_bucket",
  };
  private static final String[] LEVELS = {"LOG", "ERROR", "FATAL", "WARNING", "STATEMENT", "HINT"};

  private final SplittableRandom random;

  HarmlessCorpus(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Lines of about ten tokens. */
  List<String> lines(int count) {
    List<Supplier<String>> kinds =
        List.of(
            this::logLine,
            this::duration,
            this::sql,
            this::prose,
            this::identifiers,
            this::counters,
            this::checkpoint,
            this::lock,
            this::paths,
            this::versions,
            this::hosts,
            this::json,
            this::casts,
            this::codeLine,
            this::progress,
            this::settings);
    List<String> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(kinds.get(i % kinds.size()).get());
    }
    return lines;
  }

  static int tokens(String line) {
    return line.split("\\s+", -1).length;
  }

  private String logLine() {
    return String.format(
        Locale.ROOT,
        "%s [%d] %s@%s %s:  %s",
        timestamp(),
        number(99999),
        "app",
        "shop",
        one(LEVELS),
        message());
  }

  private String message() {
    return switch (random.nextInt(8)) {
      case 0 -> "relation \"" + one(TABLES) + "\" does not exist at character " + number(400);
      case 1 -> "password authentication failed for user \"app\"";
      case 2 -> "canceling statement due to statement timeout";
      case 3 -> "duplicate key value violates unique constraint \"orders_pkey\"";
      case 4 -> "could not serialize access due to concurrent update";
      case 5 -> "invalid input syntax for type integer: \"abc\"";
      case 6 ->
          "recovery restart point at " + lsn() + ", last completed transaction " + timestamp();
      default -> "connection received: host=[local] port=" + (32768 + number(28000));
    };
  }

  private String duration() {
    return "duration: "
        + number(90000)
        + "."
        + digits(3)
        + " ms  execute S_"
        + number(99)
        + ": select * from "
        + one(TABLES)
        + " where id = $1 and created_at > $2";
  }

  private String sql() {
    return switch (random.nextInt(4)) {
      case 0 ->
          "SELECT o.id, c.name FROM "
              + one(TABLES)
              + " o JOIN "
              + one(TABLES)
              + " c ON c.id = o.customer_id WHERE o.total > "
              + number(100000)
              + " LIMIT "
              + number(500);
      case 1 ->
          "UPDATE "
              + one(TABLES)
              + " SET n = n + "
              + number(9)
              + ", password = $1 WHERE id = "
              + number(Integer.MAX_VALUE);
      case 2 ->
          "INSERT INTO "
              + one(TABLES)
              + " (id, at, v) VALUES ("
              + bigint()
              + ", '"
              + timestamp()
              + "', "
              + number(1000)
              + "."
              + digits(6)
              + ")";
      default ->
          "SELECT now()::date, x::numeric(10,2), a[1:2], '{}'::jsonb ->> 'k' FROM t"
              + number(99999);
    };
  }

  private String prose() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append(one(WORDS)).append(random.nextInt(9) == 0 ? ", " : " ");
    }
    return text.append(number(5000)).append('.').toString();
  }

  private String identifiers() {
    return "queryid "
        + bigint()
        + " xid "
        + number(Integer.MAX_VALUE)
        + " lsn "
        + lsn()
        + " snowflake "
        + snowflake()
        + " uuid "
        + uuid()
        + " md5 "
        + hex(32)
        + " sha "
        + hex(64)
        + " epoch "
        + (1_600_000_000_000_000L + random.nextLong(200_000_000_000_000L));
  }

  private String counters() {
    StringBuilder text = new StringBuilder("stat");
    for (int i = 0; i < 10; i++) {
      text.append(' ').append(random.nextLong(1L << random.nextInt(1, 50)));
    }
    return text.toString();
  }

  private String checkpoint() {
    return "checkpoint complete: wrote "
        + number(16384)
        + " buffers ("
        + number(99)
        + "."
        + digits(1)
        + "%); "
        + number(9)
        + " WAL file(s) added; write="
        + number(300)
        + "."
        + digits(3)
        + " s, sync=0."
        + digits(3)
        + " s; distance="
        + number(900000)
        + " kB";
  }

  private String lock() {
    return "process "
        + number(65535)
        + " still waiting for ShareLock on transaction "
        + number(Integer.MAX_VALUE)
        + " after "
        + number(9999)
        + "."
        + digits(3)
        + " ms; tuple ("
        + number(9999)
        + ","
        + number(200)
        + ") of relation "
        + number(99999);
  }

  private String paths() {
    return "base/"
        + number(99999)
        + "/"
        + number(99999)
        + "."
        + number(20)
        + " pg_wal/"
        + hex(24).toUpperCase(Locale.ROOT)
        + " /var/lib/postgresql/16/main/pgsql_tmp"
        + number(9)
        + "."
        + number(9)
        + " C:\\data\\"
        + number(9999)
        + "\\x.log app-"
        + hex(10)
        + "-"
        + hex(5);
  }

  private String versions() {
    return "PostgreSQL "
        + number(18)
        + "."
        + number(20)
        + " (Debian "
        + number(18)
        + "."
        + number(20)
        + "-1.pgdg120+1) libpq 16.4.0 version 42.7.8."
        + number(99)
        + " v1."
        + number(20)
        + "."
        + number(9)
        + "."
        + number(99)
        + " gcc 12.2.0-14+deb12u1";
  }

  private String hosts() {
    return "db-"
        + number(99)
        + ".eu-west-1.rds.internal ip-10-0-"
        + number(255)
        + "-"
        + number(255)
        + " node"
        + number(999)
        + ":5432 postgresql@16-main.service pod-"
        + hex(9)
        + " http://grafana.internal:3000/d/"
        + hex(8)
        + "?from="
        + (1_700_000_000_000L + number(99999));
  }

  private String json() {
    return "{\"queryid\":\""
        + bigint()
        + "\",\"calls\":"
        + number(1 << 30)
        + ",\"at\":\""
        + timestamp().replace(' ', 'T')
        + "Z\",\"id\":\""
        + snowflake()
        + "\",\"ok\":true,\"t\":\""
        + uuid()
        + "\"}";
  }

  private String casts() {
    return "x::text a::int8 "
        + number(9)
        + "::bigint std::vector<int>::size ::regclass "
        + number(23)
        + ":"
        + digits(2)
        + ":"
        + digits(2)
        + " ratio "
        + number(9)
        + ":"
        + number(9)
        + " @@ -"
        + number(99)
        + ",7 +"
        + number(99)
        + ",9 @@ delta +"
        + number(16777216);
  }

  private String codeLine() {
    return "at org.postgresql.jdbc.PgStatement$"
        + number(9)
        + ".run(PgStatement.java:"
        + number(900)
        + ") ~[postgresql-42.7.8.jar:42.7.8] @Override i+"
        + number(100)
        + " token="
        + number(99)
        + " max_tokens: "
        + number(4096)
        + " password_encryption = scram-sha-256";
  }

  private String progress() {
    return "pages: "
        + number(9999)
        + " removed, "
        + number(99999)
        + " remain; tuples: "
        + number(Integer.MAX_VALUE)
        + " removed; system usage: CPU: user: 0."
        + digits(2)
        + " s, elapsed: "
        + number(99)
        + "."
        + digits(2)
        + " s; 192 "
        + number(9)
        + " "
        + random.nextInt(1000, 9999)
        + " "
        + random.nextInt(1000, 9999)
        + " "
        + random.nextInt(1000, 9999)
        + " kB";
  }

  private String settings() {
    return "work_mem = "
        + number(64)
        + "MB shared_buffers="
        + number(64)
        + "GB date "
        + "20"
        + digits(2)
        + "-"
        + (10 + number(2))
        + "-"
        + (10 + number(18))
        + " tz=+02:00 cost="
        + number(9999)
        + "."
        + digits(2)
        + ".."
        + number(99999)
        + "."
        + digits(2)
        + " rows="
        + number(999999)
        + " width="
        + number(300)
        + " oid "
        + number(99999);
  }

  private String timestamp() {
    return String.format(
        Locale.ROOT,
        "2024-%02d-%02d %02d:%02d:%02d.%s+02",
        1 + number(12),
        1 + number(28),
        number(24),
        number(60),
        number(60),
        digits(random.nextBoolean() ? 3 : 6));
  }

  private String lsn() {
    return Integer.toHexString(number(4096)).toUpperCase(Locale.ROOT)
        + "/"
        + hex(8).toUpperCase(Locale.ROOT);
  }

  private String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-8" + hex(3) + "-" + hex(12);
  }

  private long bigint() {
    return random.nextLong();
  }

  private long snowflake() {
    return (random.nextLong(1L << 41) << 22) | random.nextLong(1L << 22);
  }

  private String hex(int length) {
    return of("0123456789abcdef", length);
  }

  private String digits(int length) {
    return of("0123456789", length);
  }

  private String of(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private int number(int bound) {
    return random.nextInt(bound);
  }

  private String one(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
