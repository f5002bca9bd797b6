CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000 INCREMENT BY 5) PRIMARY KEY, name text NOT NULL DEFAULT 'unknown')

CREATE TABLE IF NOT EXISTS s.t (a int CHECK (a > 0), b numeric(12, 4) DEFAULT -1.5, c varchar(20) COLLATE "C", UNIQUE (a, b))

create table people (id serial, email text check (email ~ '^[^@]+@[^@]+$'), born date default '1970-01-01', country char(2) default 'AT')

CREATE TABLE orders (id int REFERENCES customers (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, total money DEFAULT '$0.00', CONSTRAINT sane CHECK (total < '$1000000'))

CREATE TABLE net (price numeric, vat numeric GENERATED ALWAYS AS (price * 0.2) STORED)

CREATE TEMPORARY TABLE scratch ON COMMIT DROP AS SELECT * FROM customers WHERE name = 'Eve'

CREATE UNLOGGED TABLE fast (k text, v jsonb DEFAULT '{}') WITH (fillfactor = 70, autovacuum_enabled = off)

CREATE TABLE measures (at timestamptz, v float8) PARTITION BY RANGE (at)

CREATE TABLE measures_2026 PARTITION OF measures FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')

CREATE TABLE by_region_eu PARTITION OF by_region FOR VALUES IN ('at', 'de', NULL)

CREATE TABLE by_hash_3 PARTITION OF by_hash FOR VALUES WITH (MODULUS 8, REMAINDER 3)

CREATE TABLE rest PARTITION OF by_region DEFAULT

CREATE TABLE ranged PARTITION OF r FOR VALUES FROM (MINVALUE, 'a') TO (MAXVALUE, 'b') TABLESPACE slow

CREATE TABLE child () INHERITS (parent)

CREATE TABLE copy_of (LIKE customers INCLUDING ALL EXCLUDING COMMENTS)

CREATE TABLE typed OF address_type (PRIMARY KEY (street), zip WITH OPTIONS DEFAULT '1010')

CREATE TABLE booked (room int, during tstzrange, EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room <> 13))

CREATE TABLE top AS SELECT name, sum(x) AS "The Sum" FROM t GROUP BY 1 HAVING sum(x) > 1000 WITH NO DATA

SELECT * INTO TEMP backup FROM customers WHERE city = 'Graz'

ALTER TABLE customers ADD COLUMN vip boolean DEFAULT false, DROP COLUMN IF EXISTS fax CASCADE

ALTER TABLE customers ALTER COLUMN name SET DEFAULT 'N.N.', ALTER COLUMN age TYPE int USING age::int + 1

ALTER TABLE customers ADD CONSTRAINT adult CHECK (age >= 18) NOT VALID

ALTER TABLE customers RENAME COLUMN mail TO email

ALTER TABLE customers SET (autovacuum_vacuum_scale_factor = 0.02), SET TABLESPACE fast_disk

ALTER TABLE measures ATTACH PARTITION m_old FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')

ALTER TABLE measures DETACH PARTITION m_old CONCURRENTLY

ALTER TABLE t ALTER c SET STATISTICS 500, ALTER d SET STORAGE EXTERNAL, CLUSTER ON t_idx, ENABLE ROW LEVEL SECURITY

ALTER TABLE t ALTER id RESTART WITH 5000, OWNER TO bob, REPLICA IDENTITY FULL

ALTER TABLE t ALTER COLUMN c SET (n_distinct = -0.5)

DROP TABLE IF EXISTS a, b.c, "D e" RESTRICT

TRUNCATE TABLE a, ONLY b RESTART IDENTITY CASCADE

CREATE INDEX ON customers (lower(email)) WHERE email <> ''

CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one_main ON addresses (owner) INCLUDE (street) WHERE kind = 'main'

CREATE INDEX idx ON t USING gin ((data->'tags') jsonb_path_ops, title gin_trgm_ops) WITH (fastupdate = off)

CREATE INDEX part ON t (a DESC NULLS LAST, (b || ' ' || c) COLLATE "de_DE") TABLESPACE ssd WHERE a > 100 AND b IN ('x', 'y')

CREATE INDEX brin_idx ON logs USING brin (at) WITH (pages_per_range = 32, autosummarize)

ALTER INDEX idx SET (fillfactor = 90)

ALTER INDEX idx ALTER COLUMN 1 SET STATISTICS 1000

REINDEX (CONCURRENTLY, VERBOSE) TABLE customers

DROP INDEX CONCURRENTLY idx

CREATE VIEW adults AS SELECT * FROM people WHERE born < '2008-01-01' WITH LOCAL CHECK OPTION

CREATE OR REPLACE VIEW v (a, b) WITH (security_barrier = true) AS SELECT 1, 'two'

CREATE RECURSIVE VIEW nums (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM nums WHERE n < 100

CREATE MATERIALIZED VIEW totals AS SELECT owner, sum(amount) FROM payments WHERE currency = 'EUR' GROUP BY owner WITH DATA

REFRESH MATERIALIZED VIEW CONCURRENTLY totals

ALTER VIEW v ALTER COLUMN a SET DEFAULT 'x'

CREATE FUNCTION add(a int, b int DEFAULT 5) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT a + b$$

CREATE OR REPLACE FUNCTION greet(who text = 'world') RETURNS text AS $body$
DECLARE
  greeting text := 'Hello, ';
BEGIN
  -- says hello
  RETURN greeting || who || '!';
END;
$body$ LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public COST 10 ROWS 1

CREATE FUNCTION one() RETURNS int RETURN 1

CREATE FUNCTION f2(x int) RETURNS int BEGIN ATOMIC SELECT 1; SELECT x + 2; END

CREATE FUNCTION c_func(text) RETURNS text AS '/usr/lib/private/module.so', 'entry_point' LANGUAGE c STRICT

CREATE FUNCTION t_func() RETURNS TABLE (id int, label text) LANGUAGE sql AS 'SELECT 1, ''one'''

CREATE PROCEDURE pay(INOUT amount numeric) LANGUAGE plpgsql AS $$BEGIN UPDATE a SET b = 'c'; COMMIT; END$$

ALTER FUNCTION greet(text) SET app.secret TO 'value' COST 100

ALTER FUNCTION greet(text) RESET ALL

DROP FUNCTION IF EXISTS greet(text), add(int, int) CASCADE

CREATE AGGREGATE my_sum (numeric) (sfunc = numeric_add, stype = numeric, initcond = '0')

CREATE TRIGGER audit AFTER INSERT OR UPDATE OF name ON customers FOR EACH ROW WHEN (NEW.name <> 'system') EXECUTE FUNCTION log_it('customers', 42)

CREATE CONSTRAINT TRIGGER ct AFTER DELETE ON t DEFERRABLE FOR EACH ROW EXECUTE PROCEDURE p()

CREATE EVENT TRIGGER et ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION guard()

CREATE RULE no_delete AS ON DELETE TO t WHERE OLD.locked = 'yes' DO INSTEAD NOTHING

CREATE RULE log_it AS ON INSERT TO t DO ALSO (INSERT INTO log VALUES ('inserted'); NOTIFY t_changed)

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')

CREATE TYPE address AS (street text, zip varchar(10))

CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi)

CREATE TYPE box2 (INPUT = box_in, OUTPUT = box_out, INTERNALLENGTH = 16, DEFAULT = '(0,0)', DELIMITER = ';')

ALTER TYPE mood ADD VALUE IF NOT EXISTS 'angry' BEFORE 'sad'

ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'

CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%') DEFAULT 'none@example.com'

ALTER DOMAIN email ADD CONSTRAINT short CHECK (length(VALUE) < 255)

CREATE SEQUENCE IF NOT EXISTS s AS bigint START 100 INCREMENT -1 MINVALUE -1000 MAXVALUE 1000 CACHE 20 CYCLE OWNED BY t.id

ALTER SEQUENCE s RESTART WITH 42

CREATE SCHEMA IF NOT EXISTS sales AUTHORIZATION bob

CREATE SCHEMA nested CREATE TABLE t (a int DEFAULT 7) CREATE VIEW v AS SELECT 'x' FROM t

CREATE EXTENSION IF NOT EXISTS pg_stat_statements WITH SCHEMA public VERSION '1.10'

ALTER EXTENSION pg_stat_statements UPDATE TO '1.11'

CREATE DATABASE shop OWNER bob ENCODING 'UTF8' LOCALE 'de_AT.utf8' TEMPLATE template0 CONNECTION LIMIT 50

ALTER DATABASE shop SET work_mem = '64MB'

ALTER DATABASE shop CONNECTION LIMIT 100

ALTER DATABASE shop SET app.tenant TO 'blue', 'green'

DROP DATABASE IF EXISTS shop WITH (FORCE)

CREATE TABLESPACE ssd OWNER bob LOCATION '/mnt/private/ssd' WITH (random_page_cost = 1.1)

CREATE COLLATION german (provider = icu, locale = 'de-u-co-phonebk', deterministic = false)

CREATE CAST (text AS email) WITHOUT FUNCTION AS IMPLICIT

CREATE OPERATOR === (LEFTARG = box, RIGHTARG = box, FUNCTION = box_eq, COMMUTATOR = ===, NEGATOR = !==, RESTRICT = eqsel)

CREATE OPERATOR CLASS my_ops DEFAULT FOR TYPE mytype USING btree AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 my_cmp(mytype, mytype)

CREATE STATISTICS st (dependencies, ndistinct) ON city, zip FROM addresses

ALTER STATISTICS st SET STATISTICS 200

CREATE TEXT SEARCH CONFIGURATION my_cfg (COPY = pg_catalog.english)

CREATE TEXT SEARCH DICTIONARY my_dict (TEMPLATE = simple, stopwords = 'my_stop')

ALTER TEXT SEARCH CONFIGURATION my_cfg ALTER MAPPING FOR asciiword WITH my_dict, english_stem

CREATE POLICY own ON accounts FOR SELECT TO app USING (owner = current_user OR role = 'auditor') WITH CHECK (amount < 1000)

ALTER POLICY own ON accounts USING (tenant = 'acme')

CREATE PUBLICATION pub FOR TABLE orders (id, total) WHERE (total > 100 AND state <> 'draft') WITH (publish = 'insert, update')

ALTER PUBLICATION pub SET TABLE orders WHERE (id > 5)

CREATE SUBSCRIPTION sub CONNECTION 'host=db.internal port=5432 user=repl password=s3cr3t dbname=shop' PUBLICATION pub WITH (slot_name = 'sub_slot', copy_data = false)

ALTER SUBSCRIPTION sub CONNECTION 'host=10.1.2.3 password=other'

ALTER SUBSCRIPTION sub SKIP (lsn = '0/1A2B3C4')

CREATE FOREIGN DATA WRAPPER fdw HANDLER h OPTIONS (debug 'true')

CREATE SERVER remote TYPE 'pg' VERSION '17' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '192.0.2.10', dbname 'crm', port '5433')

ALTER SERVER remote VERSION '18' OPTIONS (SET host 'new.internal', DROP port)

CREATE USER MAPPING FOR CURRENT_USER SERVER remote OPTIONS (user 'bob', password 'hunter2')

ALTER USER MAPPING FOR bob SERVER remote OPTIONS (SET password 'hunter3')

CREATE FOREIGN TABLE far (id int OPTIONS (column_name 'ID')) SERVER remote OPTIONS (schema_name 'x', table_name 'y')

IMPORT FOREIGN SCHEMA public LIMIT TO (a, b) FROM SERVER remote INTO here OPTIONS (import_default 'true')

CREATE ROLE app LOGIN PASSWORD 'plain text' VALID UNTIL '2027-01-01' CONNECTION LIMIT 20 IN ROLE readers

CREATE USER bob WITH ENCRYPTED PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy' SUPERUSER

CREATE GROUP staff USER ann, bob

ALTER ROLE app WITH PASSWORD E'new\'pass' NOLOGIN

ALTER USER app PASSWORD NULL

ALTER ROLE app SET statement_timeout = '5s'

ALTER ROLE ALL IN DATABASE shop SET search_path TO "$user", public

ALTER ROLE app RENAME TO service

DROP ROLE IF EXISTS app, bob

GRANT SELECT (id, name), UPDATE ON customers TO app WITH GRANT OPTION

GRANT readers TO ann WITH ADMIN OPTION GRANTED BY bob

REVOKE ALL PRIVILEGES ON ALL TABLES IN SCHEMA public FROM PUBLIC CASCADE

ALTER DEFAULT PRIVILEGES FOR ROLE bob IN SCHEMA sales GRANT SELECT ON TABLES TO app

REASSIGN OWNED BY bob TO ann

DROP OWNED BY bob

COMMENT ON TABLE customers IS 'belongs to Mr. Smith, call 555-0101'

COMMENT ON COLUMN customers.email IS NULL

COMMENT ON FUNCTION add(int, int) IS $c$adds $1 and $2$c$

COMMENT ON CONSTRAINT sane ON orders IS E'line\nbreak'

SECURITY LABEL FOR selinux ON TABLE t IS 'system_u:object_r:sepgsql_table_t:s0'

CREATE ACCESS METHOD am TYPE INDEX HANDLER amh

CREATE LANGUAGE plsample HANDLER plsample_handler

CREATE TRANSFORM FOR hstore LANGUAGE plpython3u (FROM SQL WITH FUNCTION a(internal), TO SQL WITH FUNCTION b(internal))

CREATE CONVERSION conv FOR 'UTF8' TO 'LATIN1' FROM utf8_to_l1

ALTER TABLE "Weird Table" RENAME TO "Other ""Weird"" Table"

CREATE TABLE "2026_report" ("Last Name" text, "e-mail" text DEFAULT 'x@y.org')

ALTER TABLE t ADD COLUMN "geburtstag📅" date DEFAULT DATE '2000-02-29'

CREATE TABLE log_20260131_000042 (LIKE log) INHERITS (log)

ALTER TABLE t DISABLE TRIGGER ALL, SET WITHOUT CLUSTER, SET LOGGED

CREATE VIEW "Umsatz €" AS SELECT betrag AS "Betrag in €" FROM "Umsätze" WHERE währung = '€'
