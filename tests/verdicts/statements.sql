-- The statements around: CREATE TABLE as a whole, DROP, RENAME, TRUNCATE, databases, USE, SET, views, rows.

-- CREATE TABLE

-- case: IF NOT EXISTS of a new table
CREATE TABLE IF NOT EXISTS t (a INT);

-- case: IF NOT EXISTS of a table that is there
CREATE TABLE t (a INT);
CREATE TABLE IF NOT EXISTS t (b INT);

-- case: a table that is there
CREATE TABLE t (a INT);
CREATE TABLE t (a INT);

-- case: a table that is there in other case
CREATE TABLE t (a INT);
CREATE TABLE T (a INT);

-- case: IF EXISTS in CREATE TABLE
CREATE TABLE IF EXISTS t (a INT);

-- case: IF NOT without EXISTS
CREATE TABLE IF NOT t (a INT);

-- case: IF NOT EXISTS behind the name
CREATE TABLE t IF NOT EXISTS (a INT);

-- case: IF NOT EXISTS does not forgive a wrong table
CREATE TABLE t (a INT);
CREATE TABLE IF NOT EXISTS t (b INT DEFAULT 'x');

-- case: OR REPLACE
CREATE TABLE t (a INT);
CREATE OR REPLACE TABLE t (b INT);

-- case: OR REPLACE with IF NOT EXISTS
CREATE OR REPLACE TABLE IF NOT EXISTS t (a INT);

-- case: OR REPLACE with a mistake drops the table
CREATE TABLE t (a INT);
CREATE OR REPLACE TABLE t (b INT, b INT);

-- case: TEMPORARY
CREATE TEMPORARY TABLE t (a INT);

-- case: TEMPORARY hides a table of the same name
CREATE TABLE t (a INT);
CREATE TEMPORARY TABLE t (b INT);
ALTER TABLE t ADD c INT AFTER b;

-- case: TEMPORARY twice
CREATE TEMPORARY TABLE t (a INT);
CREATE TEMPORARY TABLE t (a INT);

-- case: a table beside a temporary one
CREATE TEMPORARY TABLE t (a INT);
CREATE TABLE t (b INT);

-- case: TEMP is that of another server
CREATE TEMP TABLE t (a INT);

-- case: GLOBAL TEMPORARY is that of another server
CREATE GLOBAL TEMPORARY TABLE t (a INT);

-- case: UNLOGGED is that of another server
CREATE UNLOGGED TABLE t (a INT);

-- case: EXTERNAL TABLE
CREATE EXTERNAL TABLE t (a INT);

-- case: no columns
CREATE TABLE t ();

-- case: no parentheses
CREATE TABLE t;

-- case: no visible columns but a key
CREATE TABLE t (KEY (a));

-- case: only a primary key
CREATE TABLE t (PRIMARY KEY (a));

-- case: only a check
CREATE TABLE t (CHECK (1));

-- case: no name
CREATE TABLE (a INT);

-- case: the database in use by name
CREATE TABLE tt.t (a INT);

-- case: a name with a dot first
CREATE TABLE .t (a INT);

-- case: a database that is not there
CREATE TABLE nix.t (a INT);

-- case: three names
CREATE TABLE a.b.c (a INT);

-- case: information_schema
CREATE TABLE information_schema.t (a INT);

-- case: performance_schema
CREATE TABLE performance_schema.t (a INT);

-- case: a column twice
CREATE TABLE t (a INT, a INT);

-- case: a column twice in other case
CREATE TABLE t (a INT, A INT);

-- case: a column twice with an accent
CREATE TABLE t (é INT, E INT);

-- case: LIKE
CREATE TABLE s (a INT PRIMARY KEY, b VARCHAR(10) DEFAULT 'x' COMMENT 'c', KEY k (b));
CREATE TABLE t LIKE s;

-- case: LIKE in parentheses
CREATE TABLE s (a INT);
CREATE TABLE t (LIKE s);

-- case: LIKE with options
CREATE TABLE s (a INT);
CREATE TABLE t LIKE s ENGINE=MyISAM;

-- case: LIKE a missing table
CREATE TABLE t LIKE nix;

-- case: LIKE into a table that is there
CREATE TABLE s (a INT);
CREATE TABLE t (a INT);
CREATE TABLE t LIKE s;

-- case: LIKE into a table that is there, IF NOT EXISTS
CREATE TABLE s (a INT);
CREATE TABLE t (a INT);
CREATE TABLE IF NOT EXISTS t LIKE s;

-- case: LIKE itself
CREATE TABLE s (a INT);
CREATE TABLE s LIKE s;

-- case: LIKE a view
CREATE VIEW v AS SELECT 1 AS a;
CREATE TABLE t LIKE v;

-- case: LIKE a table of another database
CREATE DATABASE d1;
CREATE TABLE d1.s (a INT, g INT AS (a + 1), CHECK (a > 0));
CREATE TABLE t LIKE d1.s;

-- case: TEMPORARY LIKE
CREATE TABLE s (a INT, b INT, KEY (b));
CREATE TEMPORARY TABLE t LIKE s;

-- case: LIKE a table of a missing database
CREATE TABLE t LIKE nix.s;

-- case: a table element LIKE
CREATE TABLE s (a INT);
CREATE TABLE t (LIKE s, b INT);

-- case: AS SELECT
CREATE TABLE t AS SELECT 1 AS a, 'x' AS b;

-- case: AS SELECT with columns
CREATE TABLE t (a INT, c INT) AS SELECT 1 AS a;

-- case: AS SELECT of a missing table
CREATE TABLE t AS SELECT * FROM nix;

-- case: AS without query
CREATE TABLE t AS;

-- case: AS SELECT with a wrong column
CREATE TABLE t (a INT DEFAULT 'x') AS SELECT 1 AS a;

-- case: a table of the name of a view
CREATE VIEW t AS SELECT 1 AS a;
CREATE TABLE t (a INT);

-- case: IF NOT EXISTS of the name of a view
CREATE VIEW t AS SELECT 1 AS a;
CREATE TABLE IF NOT EXISTS t (a INT);

-- DROP TABLE

-- case: DROP TABLE
CREATE TABLE t (a INT);
DROP TABLE t;

-- case: DROP TABLES of several
CREATE TABLE t (a INT);
CREATE TABLE u (a INT);
DROP TABLES t, u;

-- case: DROP TABLE that is not there
DROP TABLE nix;

-- case: DROP TABLE of some that are not there
CREATE TABLE t (a INT);
DROP TABLE t, nix, d1.nix2;

-- case: DROP TABLE IF EXISTS of some that are not there
CREATE TABLE t (a INT);
DROP TABLE IF EXISTS nix, t, nix2;

-- case: DROP TABLE twice the same
CREATE TABLE t (a INT);
DROP TABLE t, t;

-- case: DROP TABLE IF NOT EXISTS
DROP TABLE IF NOT EXISTS t;

-- case: DROP TABLE RESTRICT and CASCADE
CREATE TABLE t (a INT);
CREATE TABLE u (a INT);
DROP TABLE t RESTRICT;
DROP TABLE u CASCADE;

-- case: DROP TABLE without name
DROP TABLE;

-- case: DROP TABLE in other case
CREATE TABLE t (a INT);
DROP TABLE T;

-- case: DROP TABLE of a missing database
DROP TABLE nix.t;

-- case: DROP TABLE IF EXISTS of a missing database
DROP TABLE IF EXISTS nix.t;

-- case: DROP TABLE of a view
CREATE VIEW v AS SELECT 1 AS a;
DROP TABLE v;

-- case: DROP TABLE IF EXISTS of a view
CREATE VIEW v AS SELECT 1 AS a;
DROP TABLE IF EXISTS v;

-- case: DROP TEMPORARY TABLE
CREATE TEMPORARY TABLE t (a INT);
DROP TEMPORARY TABLE t;

-- case: DROP TEMPORARY TABLE of a table that is none
CREATE TABLE t (a INT);
DROP TEMPORARY TABLE t;

-- case: DROP TEMPORARY TABLE IF EXISTS of a table that is none
CREATE TABLE t (a INT);
DROP TEMPORARY TABLE IF EXISTS t;

-- case: DROP TABLE with WAIT
CREATE TABLE t (a INT);
DROP TABLE t WAIT 5;

-- case: DROP COLUMN as a statement
DROP COLUMN a;

-- RENAME TABLE

-- case: RENAME TABLE
CREATE TABLE t (a INT);
RENAME TABLE t TO u;

-- case: RENAME TABLES of two
CREATE TABLE t (a INT);
CREATE TABLE s (b INT);
RENAME TABLES t TO u, s TO v;

-- case: RENAME TABLE exchanges two names
CREATE TABLE t (a INT);
CREATE TABLE s (b INT);
RENAME TABLE t TO x, s TO t, x TO s;

-- case: RENAME TABLE to another database
CREATE DATABASE d1;
CREATE TABLE t (a INT);
RENAME TABLE t TO d1.u;

-- case: RENAME TABLE to a missing database
CREATE TABLE t (a INT);
RENAME TABLE t TO nix.u;

-- case: RENAME TABLE to a name that is taken
CREATE TABLE t (a INT);
CREATE TABLE u (a INT);
RENAME TABLE t TO u;

-- case: RENAME TABLE to itself
CREATE TABLE t (a INT);
RENAME TABLE t TO t;

-- case: RENAME TABLE that is not there
RENAME TABLE nix TO u;

-- case: RENAME TABLE IF EXISTS that is not there
RENAME TABLE IF EXISTS nix TO u;

-- case: RENAME TABLE of which the second fails
CREATE TABLE t (a INT);
RENAME TABLE t TO u, nix TO v;

-- case: RENAME TABLE to a name that is too long
CREATE TABLE t (a INT);
RENAME TABLE t TO {{u * 65}};

-- case: RENAME TABLE with AS
CREATE TABLE t (a INT);
RENAME TABLE t AS u;

-- case: RENAME without TABLE
CREATE TABLE t (a INT);
RENAME t TO u;

-- case: RENAME TABLE of a view
CREATE VIEW v AS SELECT 1 AS a;
RENAME TABLE v TO w;

-- case: RENAME TABLE of a table with a trigger to another database
CREATE DATABASE d1;
CREATE TABLE t (a INT);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;
RENAME TABLE t TO d1.t;

-- TRUNCATE

-- case: TRUNCATE TABLE
CREATE TABLE t (a INT);
TRUNCATE TABLE t;

-- case: TRUNCATE without TABLE
CREATE TABLE t (a INT);
TRUNCATE t;

-- case: TRUNCATE that is not there
TRUNCATE TABLE nix;

-- case: TRUNCATE of two tables
CREATE TABLE t (a INT);
CREATE TABLE u (a INT);
TRUNCATE TABLE t, u;

-- case: TRUNCATE IF EXISTS
TRUNCATE TABLE IF EXISTS t;

-- case: TRUNCATE of a view
CREATE VIEW v AS SELECT 1 AS a;
TRUNCATE TABLE v;

-- case: TRUNCATE in a missing database
TRUNCATE TABLE nix.t;

-- Databases

-- case: CREATE DATABASE and CREATE SCHEMA
CREATE DATABASE d1;
CREATE SCHEMA d2;
CREATE TABLE d1.t (a INT);

-- case: CREATE DATABASE that is there
CREATE DATABASE tt;

-- case: CREATE DATABASE IF NOT EXISTS that is there
CREATE DATABASE IF NOT EXISTS tt;

-- case: CREATE DATABASE in other case
CREATE DATABASE TT;

-- case: CREATE OR REPLACE DATABASE
CREATE TABLE t (a INT);
CREATE OR REPLACE DATABASE tt;

-- case: CREATE DATABASE without name
CREATE DATABASE;

-- case: CREATE DATABASE with an empty name
CREATE DATABASE ``;

-- case: CREATE DATABASE with a blank at the end of its name
CREATE DATABASE `d1 `;

-- case: CREATE DATABASE with a name of 64 characters
CREATE DATABASE {{d * 64}};

-- case: CREATE DATABASE with a name of 65 characters
CREATE DATABASE {{d * 65}};

-- case: CREATE DATABASE with strange characters in its name
CREATE DATABASE `a-b.c`;

-- case: CREATE DATABASE information_schema
CREATE DATABASE information_schema;

-- case: CREATE DATABASE with several options
CREATE DATABASE d1 DEFAULT CHARACTER SET latin1 DEFAULT COLLATE latin1_bin;

-- case: CREATE DATABASE with two charsets
CREATE DATABASE d1 CHARACTER SET latin1 CHARACTER SET utf8mb4;

-- case: CREATE DATABASE ENCRYPTION
CREATE DATABASE d1 ENCRYPTION='N';

-- case: CREATE DATABASE ENCRYPTION 'Y'
CREATE DATABASE d1 ENCRYPTION 'Y';

-- case: CREATE DATABASE ENCRYPTION with another letter
CREATE DATABASE d1 ENCRYPTION 'x';

-- case: CREATE DATABASE COMMENT
CREATE DATABASE d1 COMMENT 'x';

-- case: CREATE DATABASE COMMENT of 1025 characters
CREATE DATABASE d1 COMMENT '{{x * 1025}}';

-- case: CREATE DATABASE with an unknown option
CREATE DATABASE d1 ENGINE=InnoDB;

-- case: ALTER DATABASE
ALTER DATABASE tt CHARACTER SET latin1 COLLATE latin1_bin;
CREATE TABLE t (a CHAR(5));

-- case: ALTER DATABASE without name
ALTER DATABASE CHARACTER SET latin1;
CREATE TABLE t (a CHAR(5));

-- case: ALTER DATABASE without options
ALTER DATABASE tt;

-- case: ALTER DATABASE that is not there
ALTER DATABASE nix CHARACTER SET latin1;

-- case: ALTER DATABASE READ ONLY
ALTER DATABASE tt READ ONLY = 1;
CREATE TABLE t (a INT);
ALTER DATABASE tt READ ONLY = 0;

-- case: ALTER DATABASE ENCRYPTION
ALTER DATABASE tt ENCRYPTION = 'N';

-- case: ALTER DATABASE UPGRADE
ALTER DATABASE `#mysql50#a-b` UPGRADE DATA DIRECTORY NAME;

-- case: DROP DATABASE
CREATE DATABASE d1;
CREATE TABLE d1.t (a INT);
DROP DATABASE d1;

-- case: DROP DATABASE that is not there
DROP DATABASE nix;

-- case: DROP DATABASE IF EXISTS that is not there
DROP DATABASE IF EXISTS nix;

-- case: DROP DATABASE in use
DROP DATABASE tt;
CREATE TABLE t (a INT);

-- case: DROP SCHEMA
CREATE DATABASE d1;
DROP SCHEMA d1;

-- case: DROP DATABASE without name
DROP DATABASE;

-- case: DROP DATABASE of two
DROP DATABASE d1, d2;

-- case: DROP DATABASE information_schema
DROP DATABASE information_schema;

-- case: USE
CREATE DATABASE d1;
USE d1;
CREATE TABLE t (a INT);

-- case: USE that is not there
USE nix;

-- case: USE without name
USE;

-- case: USE in other case
USE TT;

-- case: USE with a string
USE 'tt';

-- case: USE with backticks
USE `tt`;
CREATE TABLE t (a INT);

-- case: USE of two names
USE tt d1;

-- case: USE information_schema
USE information_schema;
CREATE TABLE t (a INT);

-- SET

-- case: SET of a user variable
SET @x = 5, @y := 'z';

-- case: SET foreign_key_checks in its forms
SET foreign_key_checks = 0;
SET @@foreign_key_checks = ON;
SET SESSION foreign_key_checks = OFF;
SET @@session.foreign_key_checks = DEFAULT;
SET LOCAL foreign_key_checks = TRUE;

-- case: SET foreign_key_checks with another word
SET foreign_key_checks = MAYBE;

-- case: SET foreign_key_checks with 2
SET foreign_key_checks = 2;

-- case: SET foreign_key_checks with a text
SET foreign_key_checks = 'ON';

-- case: SET sql_mode
SET sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE';

-- case: SET sql_mode with an unknown mode
SET sql_mode = 'STRICT_ALL_TABLES,NIX';

-- case: SET sql_mode with a mode that is gone
SET sql_mode = 'NO_AUTO_CREATE_USER';

-- case: SET sql_mode = ANSI_QUOTES
SET sql_mode = 'ANSI_QUOTES';
CREATE TABLE "t" ("a" INT COMMENT 'x');

-- case: SET sql_mode = NO_BACKSLASH_ESCAPES
SET sql_mode = 'NO_BACKSLASH_ESCAPES';
CREATE TABLE t (a VARCHAR(10) DEFAULT 'a\');

-- case: SET sql_mode = ORACLE
SET sql_mode = 'ORACLE';

-- case: SET sql_mode = MYSQL40
SET sql_mode = 'MYSQL40';

-- case: SET of an unknown variable
SET nix = 1;

-- case: SET of an unknown variable with @@
SET @@nix = 1;

-- case: SET of a read-only variable
SET version = 'x';

-- case: SET of a global variable without GLOBAL
SET max_connections = 10;

-- case: SET GLOBAL of a session variable
SET GLOBAL timestamp = 5;

-- case: SET of a number with a text
SET max_sort_length = 'x';

-- case: SET NAMES
SET NAMES utf8mb4;
SET NAMES 'latin1' COLLATE 'latin1_bin';
SET NAMES DEFAULT;

-- case: SET NAMES with an unknown charset
SET NAMES nix;

-- case: SET NAMES with an unknown collation
SET NAMES utf8mb4 COLLATE nix;

-- case: SET NAMES with a collation of another charset
SET NAMES utf8mb4 COLLATE latin1_bin;

-- case: SET NAMES ucs2
SET NAMES ucs2;

-- case: SET NAMES utf8
SET NAMES utf8;

-- case: SET CHARACTER SET
SET CHARACTER SET utf8mb4;
SET CHARSET latin1;

-- case: SET character_set_client
SET character_set_client = utf8mb4;

-- case: SET with @old values as dumps do
SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0;
SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO';
SET SQL_MODE=@OLD_SQL_MODE;
SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS;

-- case: SET time_zone
SET time_zone = '+00:00';
SET TIME_ZONE = 'Nowhere/Nix';

-- case: SET autocommit
SET autocommit = 0;
SET autocommit = 1;

-- case: SET default_storage_engine
SET default_storage_engine = MyISAM;
CREATE TABLE t (a INT);

-- case: SET default_storage_engine that is not there
SET default_storage_engine = nix;

-- case: SET default_collation_for_utf8mb4
SET default_collation_for_utf8mb4 = utf8mb4_general_ci;
CREATE TABLE t (a CHAR(5)) CHARSET=utf8mb4;

-- case: SET sql_require_primary_key
SET sql_require_primary_key = 1;
CREATE TABLE t (a INT);

-- case: SET explicit_defaults_for_timestamp
SET explicit_defaults_for_timestamp = OFF;
CREATE TABLE t (a TIMESTAMP, b TIMESTAMP NULL);

-- case: SET show_create_table_skip_secondary_engine
SET show_create_table_skip_secondary_engine = 1;

-- case: SET sql_generate_invisible_primary_key
SET sql_generate_invisible_primary_key = 1;
CREATE TABLE t (a INT);

-- case: SET without anything
SET;

-- case: SET without value
SET foreign_key_checks =;

-- case: SET without equal sign
SET foreign_key_checks 0;

-- case: SET TRANSACTION
SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
SET SESSION TRANSACTION READ ONLY;

-- case: SET PASSWORD for nobody
SET PASSWORD FOR nix = 'x';

-- case: SET ROLE
SET ROLE NONE;

-- case: SET STATEMENT is MariaDB's
SET STATEMENT max_statement_time=1 FOR CREATE TABLE t (a INT);

-- Transactions, locks, rows, views

-- case: START TRANSACTION, BEGIN, COMMIT and ROLLBACK
START TRANSACTION;
BEGIN;
COMMIT;
ROLLBACK;

-- case: BEGIN WORK
BEGIN WORK;

-- case: START without TRANSACTION
START;

-- case: SAVEPOINT
START TRANSACTION;
SAVEPOINT s;
ROLLBACK TO SAVEPOINT s;
RELEASE SAVEPOINT s;

-- case: ROLLBACK TO a savepoint that is not there
ROLLBACK TO SAVEPOINT nix;

-- case: LOCK TABLES and UNLOCK TABLES
CREATE TABLE t (a INT);
LOCK TABLES t WRITE;
ALTER TABLE t ADD b INT;
UNLOCK TABLES;

-- case: LOCK TABLES forbids other tables
CREATE TABLE t (a INT);
CREATE TABLE u (a INT);
LOCK TABLES t READ;
CREATE TABLE v (a INT);

-- case: LOCK TABLES of a missing table
LOCK TABLES nix READ;

-- case: INSERT into a missing table
INSERT INTO nix VALUES (1);

-- case: INSERT
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1), (2);

-- case: INSERT with too many values
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1, 2);

-- case: INSERT into a missing column
CREATE TABLE t (a INT);
INSERT INTO t (nix) VALUES (1);

-- case: ALTER TABLE with rows to NOT NULL
CREATE TABLE t (a INT);
INSERT INTO t VALUES (NULL);
ALTER TABLE t MODIFY a INT NOT NULL;

-- case: ALTER TABLE with rows to UNIQUE
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1), (1);
ALTER TABLE t ADD UNIQUE (a);

-- case: UPDATE and DELETE of a missing table
UPDATE nix SET a = 1;
DELETE FROM nix;

-- case: SELECT
SELECT 1;

-- case: SELECT of a missing table
SELECT * FROM nix;

-- case: CREATE VIEW of a missing table
CREATE VIEW v AS SELECT * FROM nix;

-- case: CREATE VIEW that is there
CREATE VIEW v AS SELECT 1 AS a;
CREATE VIEW v AS SELECT 2 AS a;

-- case: CREATE OR REPLACE VIEW
CREATE VIEW v AS SELECT 1 AS a;
CREATE OR REPLACE VIEW v AS SELECT 2 AS b;

-- case: DROP VIEW
CREATE VIEW v AS SELECT 1 AS a;
DROP VIEW v;

-- case: DROP VIEW that is not there
DROP VIEW nix;

-- case: DROP VIEW of several that are not there
DROP VIEW nix, nix2;

-- case: DROP VIEW IF EXISTS that is not there
DROP VIEW IF EXISTS nix;

-- case: DROP VIEW of a table
CREATE TABLE t (a INT);
DROP VIEW t;

-- case: DROP VIEW IF EXISTS of a table
CREATE TABLE t (a INT);
DROP VIEW IF EXISTS t;

-- case: CREATE TRIGGER on a missing table
CREATE TRIGGER g BEFORE INSERT ON nix FOR EACH ROW SET @x = 1;

-- case: CREATE TRIGGER with a missing column
CREATE TABLE t (a INT);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.nix = 1;

-- case: DROP TRIGGER that is not there
DROP TRIGGER nix;

-- case: DROP TRIGGER IF EXISTS that is not there
DROP TRIGGER IF EXISTS nix;

-- case: CREATE SEQUENCE is MariaDB's
CREATE SEQUENCE s START WITH 1 INCREMENT BY 1;

-- case: SHOW TABLES
SHOW TABLES;

-- case: SHOW CREATE TABLE of a missing table
SHOW CREATE TABLE nix;

-- case: DESCRIBE of a missing table
DESCRIBE nix;

-- case: ANALYZE TABLE
CREATE TABLE t (a INT);
ANALYZE TABLE t;

-- case: DO
DO 1;

-- case: PREPARE and EXECUTE
PREPARE p FROM 'CREATE TABLE t (a INT)';
EXECUTE p;
DEALLOCATE PREPARE p;

-- case: PREPARE of a wrong statement
PREPARE p FROM 'CREATE TABLE t (a INT';

-- case: EXECUTE of a statement that is not there
EXECUTE nix;

-- case: COMMENT ON is that of another server
COMMENT ON TABLE t IS 'x';

-- case: CREATE TYPE is that of another server
CREATE TYPE mood AS ENUM ('sad', 'ok');

-- case: CREATE EXTENSION is that of another server
CREATE EXTENSION hstore;

-- case: GO is that of another client
GO;

-- case: a word that begins no statement
FOO BAR;

-- case: CREATE alone
CREATE;

-- case: CREATE of something unknown
CREATE FOO t (a INT);

-- case: ALTER alone
ALTER;

-- case: DROP alone
DROP;

-- case: DROP of something unknown
DROP FOO t;

-- Simple queries and rows

-- case: AS SELECT of a table's columns
CREATE TABLE s (a INT NOT NULL PRIMARY KEY, b VARCHAR(10) DEFAULT 'x' COMMENT 'c');
CREATE TABLE t AS SELECT * FROM s;

-- case: AS SELECT with an alias and a function
CREATE TABLE s (a INT);
CREATE TABLE t AS SELECT a AS x, a + 1 AS y, CONCAT(a, 'z') AS z FROM s;

-- case: AS SELECT with a column twice
CREATE TABLE s (a INT);
CREATE TABLE t AS SELECT a, a FROM s;

-- case: AS SELECT of a missing column
CREATE TABLE s (a INT);
CREATE TABLE t AS SELECT nix FROM s;

-- case: AS SELECT of columns of a missing table
CREATE TABLE s (a INT);
CREATE TABLE t AS SELECT nix.* FROM s;

-- case: AS SELECT with a column of the table and of the query
CREATE TABLE s (a INT, b INT);
CREATE TABLE t (b BIGINT, c INT) AS SELECT a, b FROM s;

-- case: AS SELECT with a key of the query's column
CREATE TABLE s (a INT, b INT);
CREATE TABLE t (KEY (a)) AS SELECT a, b FROM s;

-- case: AS SELECT with UNION of other columns
CREATE TABLE t AS SELECT 1 AS a UNION SELECT 2, 3;

-- case: IGNORE and REPLACE before a query
CREATE TABLE s (a INT);
CREATE TABLE t (a INT PRIMARY KEY) IGNORE AS SELECT a FROM s;
CREATE TABLE u (a INT PRIMARY KEY) REPLACE SELECT a FROM s;

-- case: AS VALUES and AS TABLE
CREATE TABLE s (a INT);
CREATE TABLE t AS TABLE s;
CREATE TABLE u AS VALUES ROW(1, 2);

-- case: AS a query in parentheses
CREATE TABLE t AS (SELECT 1 AS a);

-- case: AS WITH
CREATE TABLE t AS WITH w AS (SELECT 1 AS a) SELECT a FROM w;

-- case: IF NOT EXISTS AS SELECT of a table that is there
CREATE TABLE t (a INT);
CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS a;

-- case: INSERT NULL into a NOT NULL column
CREATE TABLE t (a INT NOT NULL);
INSERT INTO t VALUES (NULL);

-- case: INSERT without a value for a NOT NULL column
CREATE TABLE t (a INT NOT NULL, b INT);
INSERT INTO t (b) VALUES (1);

-- case: INSERT of a column twice
CREATE TABLE t (a INT);
INSERT INTO t (a, a) VALUES (1, 2);

-- case: INSERT out of range
CREATE TABLE t (a TINYINT);
INSERT INTO t VALUES (300);

-- case: INSERT of a text too long
CREATE TABLE t (a VARCHAR(3));
INSERT INTO t VALUES ('abcd');

-- case: INSERT of a key twice
CREATE TABLE t (a INT PRIMARY KEY);
INSERT INTO t VALUES (1), (1);

-- case: INSERT ... SELECT, SET and ON DUPLICATE KEY
CREATE TABLE t (a INT PRIMARY KEY, b INT);
INSERT INTO t SET a = 1, b = 2;
INSERT INTO t SELECT 2, 3;
INSERT INTO t VALUES (1, 5) ON DUPLICATE KEY UPDATE b = 6;

-- case: UPDATE and DELETE
CREATE TABLE t (a INT);
UPDATE t SET a = 1 WHERE a > 0;
DELETE FROM t WHERE a = 1;

-- case: UPDATE of a missing column
CREATE TABLE t (a INT);
UPDATE t SET nix = 1;

-- case: ALTER TABLE ADD of a NOT NULL date with rows
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD d DATE NOT NULL;

-- case: ALTER TABLE to a shorter text with rows
CREATE TABLE t (a VARCHAR(10));
INSERT INTO t VALUES ('abcdef');
ALTER TABLE t MODIFY a VARCHAR(3);

-- case: PREPARE of what cannot be prepared
PREPARE p FROM 'PREPARE q FROM "SELECT 1"';

-- case: PREPARE of two statements
PREPARE p FROM 'SELECT 1; SELECT 2';

-- case: PREPARE with parameters
PREPARE p FROM 'SELECT ?';
SET @x = 1;
EXECUTE p USING @x;
EXECUTE p;

-- case: EXECUTE IMMEDIATE is MariaDB's
EXECUTE IMMEDIATE 'CREATE TABLE t (a INT)';

-- case: DEALLOCATE of a statement that is not there
DEALLOCATE PREPARE nix;

-- case: SET with a subquery
SET @n = (SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't');

-- case: a prepared statement chosen with IF
CREATE TABLE t (a INT);
SET @n = (SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'b');
SET @s = IF(@n = 0, 'ALTER TABLE t ADD COLUMN b INT', 'SELECT 1');
PREPARE p FROM @s;
EXECUTE p;
DEALLOCATE PREPARE p;

-- case: OR REPLACE with IF NOT EXISTS and a mistake behind
CREATE OR REPLACE TABLE IF NOT EXISTS nix.t (a INT foo;
CREATE OR REPLACE TEMPORARY TABLE IF NOT EXISTS t LIKE u;

-- case: OR REPLACE of a view
CREATE VIEW v AS SELECT 1;
CREATE OR REPLACE TABLE v (a INT);

-- case: OR REPLACE by a query of a missing table
CREATE TABLE t (a INT);
CREATE OR REPLACE TABLE t SELECT * FROM nix;
