package io.dbintel.udfs.logs;

import java.util.List;

/** Entries in all forms with planted data, and what is to be left of them. */
final class Samples {
  static final String SECRET = "Sup3rS3cret-bob.smith@example.com";

  /** Parts of the secret that no prefix of a text may leave. */
  static final String[] SECRET_PARTS = {"p3rS", "S3cr", "bob.sm", "smith@", "example"};

  record Sample(String text, String scrubbed, boolean known) {
    @Override
    public String toString() {
      return text.substring(0, Math.min(60, text.length())).replace('\n', ' ');
    }
  }

  private Samples() {}

  static List<Sample> expected() {
    return List.of(
        known(
            "duplicate key value violates unique constraint \"users_email_key\"",
            "duplicate key value violates unique constraint \"users_email_key\""),
        known("syntax error at or near \"@\"", "syntax error at or near \"?\""),
        known(
            """
            2026-11-22 00:02:08.123 UTC [4711] ERROR:  syntax error at or near "@" at character 15
            2026-11-22 00:02:08.123 UTC [4711] STATEMENT:  SELECT '@'
            \t  , 1 AS one\
            """
                .replace("@", SECRET),
            """
            2026-11-22 00:02:08.123 UTC [4711] ERROR:  syntax error at or near "?" at character 15
            2026-11-22 00:02:08.123 UTC [4711] STATEMENT:  SELECT ?, ? AS one\
            """),
        known(
            """
            2026-11-22 00:02:08 UTC [4711]: [3-1] user=shop_app,db=shop,app=@,client=192.0.2.7 \
            ERROR:  23505: duplicate key value violates unique constraint "users_email_key"
            2026-11-22 00:02:08 UTC [4711]: [4-1] user=shop_app,db=shop,app=@,client=192.0.2.7 \
            DETAIL:  Key (email)=(@) already exists.
            2026-11-22 00:02:08 UTC [4711]: [5-1] user=shop_app,db=shop,app=@,client=192.0.2.7 \
            LOCATION:  _bt_check_unique, nbtinsert.c:666
            """
                .replace("@", SECRET),
            """
            2026-11-22 00:02:08 UTC [4711]: [3-1] user=shop_app,db=shop,? \
            ERROR:  23505: duplicate key value violates unique constraint "users_email_key"
            2026-11-22 00:02:08 UTC [4711]: [4-1] user=shop_app,db=shop,? \
            DETAIL:  Key (email)=(?) already exists.
            2026-11-22 00:02:08 UTC [4711]: [5-1] user=shop_app,db=shop,? \
            LOCATION:  _bt_check_unique, nbtinsert.c:666
            """),
        known(
            """
            LOG:  duration: 0.123 ms  execute <unnamed>: UPDATE users SET email = $1
            DETAIL:  parameters: $1 = '@'
            """
                .replace("@", SECRET),
            """
            LOG:  duration: 0.123 ms  execute ?: UPDATE users SET email = ?
            DETAIL:  parameters: $1 = ?
            """),
        known(
            """
            2026-11-22 00:02:08.123 UTC,"app","shop",4711,"192.0.2.7:50123",6920f1a0.1267,3,"INSERT",\
            2026-11-22 00:02:00 UTC,3/18,0,ERROR,22P02,"invalid input syntax for type integer: ""@""\",\
            ,,,,,"SELECT '@'::integer",8,,"job of @","client backend",,-4421
            """
                .replace("@", SECRET),
            """
            2026-11-22 00:02:08.123 UTC,"app","shop",4711,"?",6920f1a0.1267,3,"INSERT",\
            2026-11-22 00:02:00 UTC,3/18,0,ERROR,22P02,"invalid input syntax for type integer: ""?""\",\
            ,,,,,"SELECT ?::integer",8,,"?","client backend",,-4421
            """),
        known(
            """
            {"timestamp":"2026-11-22 00:02:08.123 UTC","user":"app","dbname":"shop","pid":4711,\
            "remote_host":"192.0.2.7","remote_port":50123,"session_id":"6920f1a0.1267","line_num":3,\
            "error_severity":"ERROR","state_code":"22012","message":"division by zero",\
            "statement":"SELECT 1/0 -- @","application_name":"@","more":{"nested":["@"]},"query_id":-4421}
            """
                .replace("@", SECRET),
            """
            {"timestamp":"2026-11-22 00:02:08.123 UTC","user":"app","dbname":"shop","pid":4711,\
            "remote_host":"?","session_id":"6920f1a0.1267","line_num":3,\
            "error_severity":"ERROR","state_code":"22012","message":"division by zero",\
            "statement":"SELECT ? / ?","application_name":"?","query_id":-4421}
            """),
        new Sample(
            """
            2026-11-22 00:02:08.123 UTC [4711] app@shop FEHLER:  Relation »@« existiert nicht at character 15
            2026-11-22 00:02:08.123 UTC [4711] app@shop ANWEISUNG:  SELECT '@'\
            """
                .replace("»@«", "»" + SECRET + "«")
                .replace("'@'", "'" + SECRET + "'"),
            """
            2026-11-22 00:02:08.123 UTC [4711] ? FEHLER:  ? at character 15
            2026-11-22 00:02:08.123 UTC [4711] ? ANWEISUNG:  SELECT ?\
            """,
            false),
        known(
            """
            2026-11-22 00:02:08.123 UTC [4711] ERROR:  deadlock detected
            2026-11-22 00:02:08.123 UTC [4711] DETAIL:  Process 11 waits for ShareLock on transaction 761; \
            blocked by process 12.
            \tProcess 12 waits for ShareLock on transaction 762; blocked by process 11.
            \tProcess 11: UPDATE t SET a = '@'
            \tWHERE id = 1
            \tProcess 12: UPDATE t SET a = '@'
            2026-11-22 00:02:08.123 UTC [4711] HINT:  See server log for query details.
            2026-11-22 00:02:08.123 UTC [4711] CONTEXT:  while updating tuple (0,1) in relation "t"
            """
                .replace("@", SECRET),
            """
            2026-11-22 00:02:08.123 UTC [4711] ERROR:  deadlock detected
            2026-11-22 00:02:08.123 UTC [4711] DETAIL:  Process 11 waits for ShareLock on transaction ?; \
            blocked by process 12.
            \tProcess 12 waits for ShareLock on transaction ?; blocked by process 11.
            \tProcess 11: UPDATE t SET a = ? WHERE id = ?
            \tProcess 12: UPDATE t SET a = ?
            2026-11-22 00:02:08.123 UTC [4711] HINT:  See server log for query details.
            2026-11-22 00:02:08.123 UTC [4711] CONTEXT:  while updating tuple (0,1) in relation "t"
            """),
        known(
            """
            ERROR:  invalid input syntax for type integer: "@"
            CONTEXT:  COPY users, line 3, column id: "@"
            \tSQL statement "SELECT '@'
            \t   FROM users"
            \tPL/pgSQL function f(integer,text) line 3 at EXECUTE
            """
                .replace("@", SECRET),
            """
            ERROR:  invalid input syntax for type integer: "?"
            CONTEXT:  COPY users, line 3, column id: "?"
            \tSQL statement "SELECT ? FROM users"
            \tPL/pgSQL function f(integer,text) line 3 at EXECUTE
            """),
        known(
            """
            LOG:  automatic vacuum of table "shop.public.orders": index scans: 1
            \tpages: 0 removed, 1 remain, 1 scanned (100.00% of total)
            \tindex "orders_pkey": pages: 2 in total, 0 newly deleted, 0 currently deleted, 0 reusable
            \tavg read rate: 0.000 MB/s, avg write rate: 12.345 MB/s
            \tsystem usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.01 s
            """,
            """
            LOG:  automatic vacuum of table "shop.public.orders": index scans: 1
            \tpages: 0 removed, 1 remain, 1 scanned (100.00% of total)
            \tindex "orders_pkey": pages: 2 in total, 0 newly deleted, 0 currently deleted, 0 reusable
            \tavg read rate: 0.000 MB/s, avg write rate: 12.345 MB/s
            \tsystem usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.01 s
            """));
  }

  private static Sample known(String text, String scrubbed) {
    return new Sample(text.replace("\"@\"", '"' + SECRET + '"'), scrubbed, true);
  }
}
