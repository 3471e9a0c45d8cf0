-- What published scripts do around their tables: notes switched off, charsets of the connection, variables of one server, engines that
-- are not there, triggers and references by their shortest names.

-- case: sql_notes off and on again
SET @OLD_SQL_NOTES = @@SQL_NOTES, SQL_NOTES = 0;
DROP TABLE IF EXISTS t;
CREATE TABLE t (a INT);
CREATE TABLE IF NOT EXISTS t (a INT);
ALTER TABLE t DISABLE KEYS;
SET SQL_NOTES = @OLD_SQL_NOTES;
CREATE TABLE IF NOT EXISTS t (a INT);

-- case: sql_notes off leaves warnings
SET sql_notes = 0;
CREATE TABLE t (a VARCHAR(9) CHARACTER SET utf8, b INT(11), UNIQUE (b), UNIQUE (b));

-- case: sql_notes off in a procedure
DELIMITER //
CREATE PROCEDURE p() BEGIN
  DECLARE CONTINUE HANDLER FOR SQLWARNING CREATE TABLE warned (a INT);
  DROP TABLE IF EXISTS t;
END//
SET sql_notes = 0//
CALL p()//

-- case: note_verbosity as a dump sets it
SET @OLD_NOTE_VERBOSITY = @@NOTE_VERBOSITY, NOTE_VERBOSITY = 0;
DROP TABLE IF EXISTS t;
SET NOTE_VERBOSITY = @OLD_NOTE_VERBOSITY;
DROP TABLE IF EXISTS t;

-- case: note_verbosity by words
SET note_verbosity = '';
DROP VIEW IF EXISTS v;
SET note_verbosity = 'unusable_keys';
DROP VIEW IF EXISTS v;
SET note_verbosity = '';
SET note_verbosity = DEFAULT;
DROP VIEW IF EXISTS v;

-- case: character_set_client around a table
SET NAMES utf8;
SET @saved_cs_client = @@character_set_client;
SET character_set_client = utf8;
CREATE TABLE t (a INT);
SET character_set_client = @saved_cs_client;
SET character_set_client = utf8mb4;
SET character_set_client = @@character_set_client;

-- case: charsets of the connection that are old
SET character_set_connection = utf8;
SET character_set_results = 'utf8';
SET character_set_client = utf8mb3;
SET collation_connection = utf8_general_ci;
SET collation_connection = utf8mb3_bin;

-- case: charsets of the connection that are not there
SET character_set_client = nonsense;
SET character_set_results = 'nonsense';
SET collation_connection = nonsense;
SET collation_connection = utf8mb4_0900_ai_ci;
SET collation_connection = utf8mb4_uca1400_ai_ci;

-- case: charsets of the connection and NULL
SET character_set_results = NULL;
SET character_set_client = NULL;
SET collation_connection = NULL;
SET character_set_connection = @undefined;

-- case: no client sends characters of two bytes
SET character_set_client = ucs2;
SET NAMES utf16;
SET CHARACTER SET ucs2;
SET NAMES latin1 COLLATE utf8mb4_bin;

-- case: charset and collation in one statement
SET character_set_client = 'utf8', collation_connection = 'utf8_general_ci';
SET NAMES utf8 COLLATE utf8_bin;

-- case: collation_connection tells the charset
SET collation_connection = latin1_bin;
SET @a = @@character_set_connection, @b = @@collation_connection;
SET NAMES utf8mb4;
SET character_set_client = @a;
SET collation_connection = @b;

-- case: SET CHARACTER SET takes the connection's from the database
SET CHARACTER SET latin1;
SET @a = @@character_set_connection, @b = @@character_set_client;
SET character_set_client = @a;
SET character_set_client = @b;

-- case: SET NAMES DEFAULT
SET NAMES DEFAULT;
SET @a = @@character_set_client;
SET character_set_client = @a;

-- case: usual variables that were never saved
SET sql_mode = @undefined;
SET time_zone = @undefined;
SET foreign_key_checks = @undefined;
SET sql_notes = @undefined;

-- case: variables of one server
SET tx_isolation = 'READ-COMMITTED';
SET transaction_isolation = 'READ-COMMITTED';
SET storage_engine = InnoDB;
SET query_cache_type = OFF;
SET max_statement_time = 0;
SET information_schema_stats_expiry = 0;
SET sql_require_primary_key = 0;
SET check_constraint_checks = 0;
SET innodb_file_format = 'Barracuda';
SET innodb_large_prefix = 1;
SET system_versioning_alter_history = keep;
SET cte_max_recursion_depth = 100;

-- case: variables that a session cannot set
SET innodb_file_per_table = 1;
SET SESSION max_connections = 5;
SET @@session.general_log = 0;
SET log_bin_trust_function_creators = 1;
SET hostname = 'a';
SET @@version = 'a';
SET SESSION max_allowed_packet = 1000000;
SET net_buffer_length = 1000000;

-- case: variables that change nothing here
SET @@session.sql_mode = '';
SET @@SESSION.unique_checks = 0;
SET @@local.foreign_key_checks = 0;
SET SESSION group_concat_max_len = 100000;
SET max_sort_length = 1000;
SET div_precision_increment = DEFAULT;
SET SESSION wait_timeout = 100;

-- case: one name that is not there and nothing is set
SET foreign_key_checks = 0, nonsense = 1;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES missing (a));

-- case: TRADITIONAL and ANSI bring other words
SET sql_mode = 'TRADITIONAL';
SET @a = @@sql_mode;
SET sql_mode = 'ANSI';
SET @b = @@sql_mode;
SET sql_mode = '';
SET sql_mode = @a;
SET sql_mode = 'STRICT_ALL_TABLES, ANSI';
SET sql_mode = 'NO_UNSIGNED_SUBTRACTION,,HIGH_NOT_PRECEDENCE';
CREATE TABLE t (a INT);

-- case: sql_mode by its number
SET sql_mode = 2;
SET sql_mode = 4194304;
SET sql_mode = 1411383296;
SET sql_mode = -1;
SET sql_mode = 0;

-- case: an engine that is not there gives way
SET sql_mode = '';
CREATE TABLE t (a INT) ENGINE = ENGINE_TYPE DEFAULT CHARSET = utf8;
CREATE TABLE IF NOT EXISTS t (a INT) ENGINE = FEDERATED;
ALTER TABLE t ENGINE = nonsense;
CREATE TABLE u (a INT) ENGINE = nonsense ENGINE = MyISAM;
CREATE TEMPORARY TABLE v (a INT) ENGINE = nonsense;

-- case: an engine that is not there and an error
SET sql_mode = '';
CREATE TABLE t (a INT, a INT) ENGINE = nonsense;

-- case: DISABLE KEYS where all keys are unique
CREATE TABLE a (a INT);
ALTER TABLE a DISABLE KEYS;
ALTER TABLE a ENABLE KEYS;
CREATE TABLE b (a INT PRIMARY KEY, b INT UNIQUE);
ALTER TABLE b DISABLE KEYS;
ALTER TABLE b ENABLE KEYS;
CREATE TABLE c (a INT UNIQUE, b INT, KEY (b));
ALTER TABLE c DISABLE KEYS;
CREATE TABLE d (a INT AUTO_INCREMENT, KEY (a), b INT PRIMARY KEY);
ALTER TABLE d DISABLE KEYS;
CREATE TABLE e (a INT AUTO_INCREMENT, KEY (a), b INT, KEY (a, b));
ALTER TABLE e DISABLE KEYS;

-- case: a trigger names its database alone
CREATE TABLE t (a INT);
CREATE TRIGGER other.tr BEFORE INSERT ON t FOR EACH ROW SET @a = 1;
CREATE DATABASE other;
CREATE TRIGGER other.tr BEFORE INSERT ON t FOR EACH ROW SET @a = 1;
CREATE TABLE other.t (a INT);
CREATE TRIGGER other.tr BEFORE INSERT ON t FOR EACH ROW SET @a = 1;
CREATE TRIGGER other.tr2 BEFORE INSERT ON tt.t FOR EACH ROW SET @a = 1;
CREATE TRIGGER tr2 BEFORE INSERT ON other.t FOR EACH ROW SET @a = 1;
DROP TRIGGER other.tr;
DROP TRIGGER missing.tr;
DROP TRIGGER IF EXISTS missing.tr;
DROP TRIGGER IF EXISTS other.tr;

-- case: REFERENCES without columns
CREATE TABLE p (id INT PRIMARY KEY, b INT);
CREATE TABLE c1 (a INT REFERENCES p);
CREATE TABLE c2 (id INT, FOREIGN KEY (id) REFERENCES p);
CREATE TABLE c3 (b INT, FOREIGN KEY (b) REFERENCES p);
CREATE TABLE c4 (a INT, b INT, FOREIGN KEY (a, b) REFERENCES p);
CREATE TABLE c5 (a INT UNSIGNED, FOREIGN KEY (a) REFERENCES p);
CREATE TABLE c6 (a INT, CONSTRAINT x FOREIGN KEY (a) REFERENCES p);

-- case: REFERENCES without columns to a table that is not there
CREATE TABLE c1 (a INT REFERENCES missing);
CREATE TABLE c2 (a INT, CONSTRAINT x FOREIGN KEY (a) REFERENCES missing);
CREATE TABLE c3 (a INT, FOREIGN KEY (a) REFERENCES missing) ENGINE = MyISAM;
SET foreign_key_checks = 0;
CREATE TABLE c4 (a INT REFERENCES missing);
CREATE TABLE c5 (a INT, FOREIGN KEY (b) REFERENCES missing);

-- case: REFERENCES without columns to itself
CREATE TABLE s1 (a INT PRIMARY KEY, b INT REFERENCES s1);
CREATE TABLE s2 (a INT PRIMARY KEY, b INT, FOREIGN KEY (b) REFERENCES s2);

-- case: VALUES() behind ON DUPLICATE KEY UPDATE
CREATE TABLE t (id INT PRIMARY KEY, name INT);
INSERT INTO t (id, name) VALUES (1, 2) ON DUPLICATE KEY UPDATE name = VALUES(name), id = VALUES(id) + 1;
TRUNCATE TABLE t;

-- case: a dollar begins a name
CREATE TABLE $t (a INT, $b INT);
CREATE TABLE tt.$u (a$b$ INT);

-- case: two dollars begin a body
CREATE TABLE $t$ (a INT);

-- case: two dollars in a column
CREATE TABLE t (a INT, $b$ INT) COMMENT '$b$';

-- case: old types in routines
CREATE PROCEDURE p1(a INT(10), b VARCHAR(9) CHARACTER SET utf8) SELECT 1;
DELIMITER //
CREATE PROCEDURE p2() BEGIN DECLARE a INT(10) ZEROFILL; DECLARE b, c YEAR(4); SELECT 1; END//
CREATE FUNCTION f1(a INT(10)) RETURNS FLOAT(7,2) DETERMINISTIC RETURN 1//
CREATE TABLE t (a INT)//
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN DECLARE a TINYINT(1); SET a = 1; END//

-- case: FOUND_ROWS and SQL_CALC_FOUND_ROWS in routines
CREATE TABLE t (id INT);
DELIMITER //
CREATE PROCEDURE p1() BEGIN SELECT SQL_CALC_FOUND_ROWS id FROM t; SELECT FOUND_ROWS(); END//
CREATE PROCEDURE p2(OUT x INT) SELECT FOUND_ROWS() INTO x//

-- case: INTO at the end of a query
CREATE TABLE t (id INT);
CREATE PROCEDURE p1(OUT x INT) SELECT id FROM t INTO x;
CREATE PROCEDURE p2(OUT x INT) SELECT id FROM t WHERE id = 1 ORDER BY id LIMIT 1 INTO x;
CREATE PROCEDURE p3(OUT x INT) SELECT 1 INTO x;
CREATE PROCEDURE p4(OUT x INT) SELECT id INTO x FROM t;
SELECT id FROM t INTO @x;

-- case: DELETE of all of a table
CREATE TABLE t (id INT);
DELETE t.* FROM t JOIN t AS u ON t.id = u.id;
DELETE t.*, u.* FROM t JOIN t AS u ON t.id = u.id;
DELETE u.* FROM t AS u JOIN t ON t.id = u.id;
DELETE u FROM t AS u JOIN t ON t.id = u.id;
DELETE u.* FROM t JOIN missing AS u;
TRUNCATE TABLE t;

-- case: views of joins
CREATE TABLE a (id INT PRIMARY KEY, x INT, n VARCHAR(9));
CREATE TABLE b (id INT PRIMARY KEY, a_id INT, y INT);
CREATE VIEW v1 AS SELECT a.id, b.y, IFNULL(n, '') FROM a JOIN b ON b.a_id = a.id WHERE x > 1;
CREATE VIEW v2 AS SELECT a.id, COUNT(*) AS c, ROUND(AVG(b.y), 2) AS m FROM a LEFT JOIN b ON b.a_id = a.id GROUP BY a.id;
CREATE VIEW v3 AS SELECT a.n, COUNT(*) AS c FROM a, b WHERE b.a_id = a.id GROUP BY a.x HAVING c > 1 ORDER BY c DESC LIMIT 3;
CREATE VIEW v4 AS SELECT n AS nn, MAX(b.y) AS m FROM a AS a INNER JOIN b c JOIN b ON b.a_id = a.id GROUP BY nn;
CREATE VIEW v5 AS SELECT a.* FROM a GROUP BY x;

-- case: a view of a join with a function that is not there
CREATE TABLE a (id INT PRIMARY KEY, n VARCHAR(9));
CREATE TABLE b (id INT PRIMARY KEY, a_id INT);
CREATE VIEW v AS SELECT nope(a.n) FROM a JOIN b ON b.a_id = a.id;

-- case: a view of a join with an aggregate in WHERE
CREATE TABLE a (id INT PRIMARY KEY, n VARCHAR(9));
CREATE TABLE b (id INT PRIMARY KEY, a_id INT);
CREATE VIEW v AS SELECT a.n FROM a JOIN b ON b.a_id = a.id WHERE COUNT(b.id) > 1;

-- case: a view of a join grouped by a place
CREATE TABLE a (id INT PRIMARY KEY, n VARCHAR(9));
CREATE TABLE b (id INT PRIMARY KEY, a_id INT);
CREATE VIEW v1 AS SELECT a.n, COUNT(b.id) AS c FROM a JOIN b ON b.a_id = a.id GROUP BY 1;
CREATE VIEW v2 AS SELECT a.n, COUNT(b.id) AS c FROM a JOIN b ON b.a_id = a.id GROUP BY 7;
