SELECT 'C:\', '⟦hunter2⟧'

SELECT 'C:\', ' ⟦hunter2⟧ '

SELECT * FROM files WHERE dir = '\\server\share\' AND owner = '⟦mallory⟧'

SELECT E'it\'s ⟦hunter2⟧'

SELECT E'\\', '⟦hunter2⟧', E'\\\'⟦swordfish⟧'

SELECT e'a\'b', '⟦hunter2⟧' /* ' */ , 'x'

SELECT E'a'
'\' ⟦hunter2⟧ \''

SELECT E'a' -- remark ⟦hunter2⟧
'\' ⟦swordfish⟧'

SELECT 'a''⟦hunter2⟧''b'

SELECT '''' || '⟦hunter2⟧'

SELECT U&'⟦hunter⟧\0032', U&'⟦swordfish⟧' UESCAPE '!'

SELECT U&"⟦Dr. Evil⟧" FROM t

SELECT N'⟦hunter2⟧', n'⟦sword''fish⟧'

SELECT X'⟦DEADBEEF⟧', B'⟦10101⟧', x'⟦cafe⟧'

SELECT $$⟦hunter2⟧$$

SELECT $tag$⟦hunter2 $$ $ta ' $tagg$ swordfish⟧$tag$

SELECT $größe$⟦hunter2⟧$größe$, '⟦swordfish⟧'

SELECT $é$it's ⟦hunter2⟧$é$

SELECT $a$ $5 ⟦hunter2⟧ $b$ x $b$ $a$

SELECT $outer$ $inner$ ⟦hunter2⟧ $inner$ ⟦swordfish⟧ $outer$

SELECT $1E'it\'s ⟦hunter2⟧'

SELECT $1E'\' ⟦hunter2⟧ '

SELECT a+$2e'\' ⟦hunter2⟧'

SELECT $23'⟦hunter2⟧', $4$$⟦swordfish⟧$$

SELECT 1E'\'⟦hunter2⟧'

SELECT a /* outer /* inner */ ⟦hunter2⟧ */ FROM t

SELECT a /* /* /* ⟦hunter2⟧ */ */ ⟦swordfish⟧ */ FROM t

SELECT a /*/ ⟦hunter2⟧ */ FROM t

SELECT a --⟦hunter2⟧
FROM t

SELECT a +--⟦hunter2⟧
b FROM t

SELECT a */*⟦hunter2⟧*/ b @--⟦swordfish⟧
c FROM t

SELECT a -- it's ⟦hunter2⟧
, '⟦swordfish⟧'

SELECT a /* it's "⟦hunter2⟧ $$ */ , '⟦swordfish⟧'

/* user=⟦alice@example.com⟧ */ SELECT 1

SELECT '⟦hunter2⟧

SELECT E'it\'s ⟦hunter2⟧

SELECT E'⟦hunter2⟧\

SELECT 'closed', '⟦hunter2⟧''

SELECT U&'⟦hunter2⟧

SELECT $$⟦hunter2⟧

SELECT $tag$⟦hunter2⟧$ta

SELECT $tag$⟦hunter2⟧ $$

SELECT a /* ⟦hunter2⟧

SELECT a /* /* */ ⟦hunter2⟧

SELECT a -- ⟦hunter2⟧

SELECT "⟦Dr. hunter2⟧

SELECT a FROM t WHERE b = "⟦hunter2⟧

SELECT X'⟦cafe⟧

INSERT INTO t VALUES (1, '⟦hunter2⟧

SELECT 0x⟦beef99⟧, 0b⟦1011⟧, 0o⟦755⟧, ⟦1_000_777⟧, ⟦1.5e77⟧, ⟦.75⟧, ⟦75.⟧

SELECT ⟦4111⟧-⟦1111⟧-⟦2222⟧

SELECT ⟦12345abc⟧, ⟦0x12zz⟧, ⟦1__7⟧

SELECT -⟦5551234⟧, +⟦5551234⟧, ARRAY[⟦77⟧,'⟦hunter2⟧']

SELECT ARRAY['⟦hunter2⟧'], ROW('⟦swordfish⟧'), '{"k":"⟦x1y2⟧"}'::jsonb

SET app.user = ⟦mallory⟧

SET app.user TO ⟦mallory⟧, ⟦trudy⟧

SET SESSION app.email = "⟦mallory@example.com⟧"

SET LOCAL app.token = '⟦hunter2⟧'

SET application_name TO ⟦payroll_of_mallory⟧

SET TIME ZONE '⟦Vienna⟧'

SET x.y = ⟦mallory⟧ ; SELECT 1

select 1; set x.y = ⟦mallory⟧

/* a */ SET /* b */ x.y /* c */ = /* d */ ⟦mallory⟧

ALTER SYSTEM SET primary_conninfo = 'host=⟦db7.internal⟧ password=⟦hunter2⟧'

ALTER SYSTEM SET cluster_name = ⟦mallory⟧

ALTER DATABASE shop SET app.user TO ⟦mallory⟧

ALTER ROLE bob SET app.user = ⟦mallory⟧

ALTER ROLE bob IN DATABASE shop SET app.user TO "⟦mallory x⟧"

ALTER FUNCTION f(int) SET app.key TO ⟦mallory⟧

CREATE FUNCTION f() RETURNS int SET app.key = ⟦mallory⟧ AS '⟦hunter2⟧' LANGUAGE sql

CREATE ROLE bob PASSWORD '⟦hunter2⟧'

CREATE ROLE bob WITH LOGIN PASSWORD '⟦hunter2⟧' VALID UNTIL '⟦2031-05-06⟧'

ALTER ROLE bob PASSWORD $$⟦hunter2⟧$$

ALTER USER bob ENCRYPTED PASSWORD E'⟦hunter\'2⟧'

ALTER USER bob PASSWORD "⟦hunter2⟧"

ALTER USER bob WITH PASSWORD ⟦hunter2⟧

CREATE USER bob IDENTIFIED BY '⟦hunter2⟧'

CREATE USER bob IDENTIFIED BY ⟦hunter2⟧

CREATE USER MAPPING FOR bob SERVER s OPTIONS (user '⟦mallory⟧', password '⟦hunter2⟧')

CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host '⟦10.9.8.7⟧', password '⟦hunter2⟧')

CREATE SUBSCRIPTION s CONNECTION 'host=⟦10.9.8.7⟧ password=⟦hunter2⟧' PUBLICATION p

ALTER SUBSCRIPTION s CONNECTION 'password=⟦hunter2⟧'

SELECT dblink_connect('password=⟦hunter2⟧ user=⟦mallory⟧')

COPY t FROM '⟦/home/mallory/salaries.csv⟧'

COPY t FROM PROGRAM 'curl -u ⟦mallory:hunter2⟧ https://⟦intranet⟧'

COPY t TO STDOUT (NULL '⟦hunter2⟧', DELIMITER '⟦~⟧')

COPY (SELECT * FROM t WHERE name = '⟦mallory⟧') TO PROGRAM 'gzip > ⟦/secret/path⟧'

NOTIFY jobs, '⟦hunter2⟧'

NOTIFY jobs, $$⟦hunter2⟧$$

LOAD '⟦/opt/mallory/lib.so⟧'

EXECUTE plan('⟦hunter2⟧', ⟦5551234⟧)

PREPARE plan AS SELECT * FROM t WHERE a = '⟦hunter2⟧'

PREPARE TRANSACTION '⟦order of mallory⟧'

COMMIT PREPARED '⟦order of mallory⟧'

DECLARE c CURSOR FOR SELECT * FROM t WHERE a = '⟦hunter2⟧'

EXPLAIN ANALYZE SELECT * FROM t WHERE a = '⟦hunter2⟧'

CALL pay('⟦hunter2⟧', ⟦5551234⟧)

DO $$BEGIN PERFORM login('⟦mallory⟧', '⟦hunter2⟧'); END$$

DO $body$BEGIN EXECUTE $q$SELECT '⟦hunter2⟧'$q$; END$body$

DO 'BEGIN PERFORM ''⟦hunter2⟧''; END'

CREATE FUNCTION f() RETURNS text AS $f$SELECT '⟦hunter2⟧'$f$ LANGUAGE sql

CREATE FUNCTION f() RETURNS text LANGUAGE sql AS E'SELECT \'⟦hunter2⟧\''

COMMENT ON TABLE t IS '⟦call mallory at 5551234⟧'

SECURITY LABEL ON TABLE t IS '⟦hunter2⟧'

CREATE TYPE t AS ENUM ('⟦hunter2⟧', '⟦swordfish⟧')

ALTER TYPE t ADD VALUE '⟦hunter2⟧' AFTER '⟦swordfish⟧'

CREATE TABLE t (a text DEFAULT '⟦hunter2⟧' CHECK (a <> '⟦swordfish⟧'))

CREATE TABLE t PARTITION OF p FOR VALUES FROM ('⟦mallory⟧') TO ('⟦trudy⟧')

CREATE TABLE t PARTITION OF p FOR VALUES IN ('⟦mallory⟧', ⟦5551234⟧)

CREATE VIEW v AS SELECT * FROM t WHERE a = '⟦hunter2⟧'

CREATE MATERIALIZED VIEW v AS SELECT '⟦hunter2⟧'

CREATE INDEX i ON t (a) WHERE b = '⟦hunter2⟧'

CREATE POLICY p ON t USING (a = '⟦hunter2⟧')

CREATE RULE r AS ON INSERT TO t WHERE NEW.a = '⟦hunter2⟧' DO NOTHING

CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f('⟦hunter2⟧')

CREATE TABLESPACE s LOCATION '⟦/mnt/mallory⟧'

SELECT sum(x) AS "⟦Salary of Mallory⟧" FROM t

SELECT sum(x) AS "⟦mallory⟧" FROM t

SELECT sum(x) "⟦mallory⟧" FROM t ORDER BY "⟦mallory⟧"

SELECT a AS "⟦x⟧", b AS "⟦y""z⟧" FROM t

SELECT * FROM crosstab('⟦hunter2⟧') AS ct (n text, "⟦Mallory⟧ ⟦Smith⟧" int)

SELECT * FROM tmp_user_⟦918273645⟧

SELECT * FROM "tmp_user_⟦918273645⟧"

DROP TABLE session_⟦20310506123456⟧_x

SELECT * FROM t WHERE a = ‘⟦hunter2⟧’

SELECT * FROM t WHERE a = “⟦hunter2⟧” AND b = „⟦swordfish⟧“

SELECT * FROM t WHERE a = ‘⟦big hunter two⟧’ AND b = 1

SELECT * FROM t WHERE a = "⟦mallory⟧"

SELECT * FROM t WHERE a = "⟦mallory@example.com⟧"

SELECT * FROM t WHERE email = ⟦mallory@example.com⟧

SELECT * FROM t WHERE a IN ("⟦mallory⟧", "⟦trudy⟧")

INSERT INTO t VALUES ("⟦mallory⟧")

SELECT 'O'⟦Neill⟧, '⟦mallory⟧'

UPDATE t SET name = 'Mallory's ⟦hunter2⟧ thing', b = 'c'

SELECT $⟦hunter2⟧ FROM t

SAVEPOINT ⟦order_of_mallory⟧

ROLLBACK TO SAVEPOINT ⟦order_of_mallory⟧

SELECT TIMESTAMP '⟦2031-05-06⟧', interval'⟦7 days⟧', point'⟦(1,2)⟧'

SELECT a FROM t LIMIT ⟦77⟧ OFFSET ⟦88⟧

SELECT CASE WHEN a = '⟦hunter2⟧' THEN ⟦42⟧ ELSE '⟦swordfish⟧' END

SELECT a FROM t WHERE b='⟦hunter2⟧'AND c=⟦42⟧OR d=E'\''

MERGE INTO t USING s ON t.a = '⟦hunter2⟧' WHEN MATCHED THEN UPDATE SET b = '⟦swordfish⟧'

SELECT xmlparse(content '<a>⟦hunter2⟧</a>'), json_object('⟦mallory⟧': '⟦hunter2⟧')

WITH x AS (SELECT '⟦hunter2⟧') SELECT * FROM x WHERE y ~ '⟦mallory⟧'

SELECT '⟦😀hunter😀⟧', "⟦😀 mallory⟧"

SELECT f(a => '⟦hunter2⟧', b := $$⟦swordfish⟧$$)

SELECT 'a' 
 -- it's
 '⟦hunter2⟧' -- it's
 , '⟦swordfish⟧'
