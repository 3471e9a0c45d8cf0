-- Foreign keys: what they may refer to, names, actions, and what they forbid later.

-- The clause

-- case: a foreign key
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: a foreign key with a constraint's name
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));

-- case: a foreign key with the name of its index
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY idx (a) REFERENCES p (id));

-- case: a foreign key with both names
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY idx (a) REFERENCES p (id));

-- case: CONSTRAINT without name
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT FOREIGN KEY (a) REFERENCES p (id));

-- case: two foreign keys without names
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, FOREIGN KEY (a) REFERENCES p (id), FOREIGN KEY (b) REFERENCES p (id));

-- case: a name without number and generated ones
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, CONSTRAINT t_ibfk_7 FOREIGN KEY (a) REFERENCES p (id), FOREIGN KEY (b) REFERENCES p (id));

-- case: no columns named in the parent
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p);

-- case: REFERENCES without table
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES (id));

-- case: FOREIGN KEY without REFERENCES
CREATE TABLE t (a INT, FOREIGN KEY (a));

-- case: FOREIGN without KEY
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN (a) REFERENCES p (id));

-- case: FOREIGN KEY without columns
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY () REFERENCES p (id));

-- case: FOREIGN KEY IF NOT EXISTS
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY IF NOT EXISTS fk (a) REFERENCES p (id));

-- case: a column with a length
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a(4)) REFERENCES p (id));

-- case: a column with DESC
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a DESC) REFERENCES p (id));

-- case: a parent in another database
CREATE DATABASE d1;
CREATE TABLE d1.p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES d1.p (id));

-- case: a parent in a database that is not there
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES nix.p (id));

-- case: REFERENCES at a column
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT REFERENCES p (id));

-- case: REFERENCES at a column with actions
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT REFERENCES p (id) ON DELETE CASCADE ON UPDATE SET NULL);

-- case: REFERENCES at a column without the parent's column
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT REFERENCES p);

-- case: REFERENCES at a column to a missing table
CREATE TABLE t (a INT REFERENCES p (id));

-- case: REFERENCES at a column with a name
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT CONSTRAINT fk REFERENCES p (id));

-- case: REFERENCES at a column to two columns
CREATE TABLE p (id INT, b INT, PRIMARY KEY (id, b));
CREATE TABLE t (a INT REFERENCES p (id, b));

-- Actions

-- case: every action on delete
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, c INT, d INT,
  FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE, FOREIGN KEY (b) REFERENCES p (id) ON DELETE SET NULL,
  FOREIGN KEY (c) REFERENCES p (id) ON DELETE RESTRICT, FOREIGN KEY (d) REFERENCES p (id) ON DELETE NO ACTION);

-- case: every action on update
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, c INT, d INT,
  FOREIGN KEY (a) REFERENCES p (id) ON UPDATE CASCADE, FOREIGN KEY (b) REFERENCES p (id) ON UPDATE SET NULL,
  FOREIGN KEY (c) REFERENCES p (id) ON UPDATE RESTRICT, FOREIGN KEY (d) REFERENCES p (id) ON UPDATE NO ACTION);

-- case: both actions in both orders
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT,
  FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE ON UPDATE SET NULL,
  FOREIGN KEY (b) REFERENCES p (id) ON UPDATE SET NULL ON DELETE CASCADE);

-- case: an action twice
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE ON DELETE SET NULL);

-- case: SET DEFAULT
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT DEFAULT 1, FOREIGN KEY (a) REFERENCES p (id) ON DELETE SET DEFAULT);

-- case: SET DEFAULT on update
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT DEFAULT 1, FOREIGN KEY (a) REFERENCES p (id) ON UPDATE SET DEFAULT);

-- case: SET NULL of a NOT NULL column
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT NOT NULL, FOREIGN KEY (a) REFERENCES p (id) ON DELETE SET NULL);

-- case: SET NULL of a NOT NULL column on update
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT NOT NULL, FOREIGN KEY (a) REFERENCES p (id) ON UPDATE SET NULL);

-- case: SET NULL of a column of the primary key
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, PRIMARY KEY (a), FOREIGN KEY (a) REFERENCES p (id) ON DELETE SET NULL);

-- case: an action without ON
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id) DELETE CASCADE);

-- case: an action that is none
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id) ON DELETE NOTHING);

-- case: ON INSERT
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id) ON INSERT CASCADE);

-- case: MATCH in its three forms
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, c INT, FOREIGN KEY (a) REFERENCES p (id) MATCH FULL,
  FOREIGN KEY (b) REFERENCES p (id) MATCH PARTIAL, FOREIGN KEY (c) REFERENCES p (id) MATCH SIMPLE);

-- case: MATCH before an action
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id) MATCH FULL ON DELETE CASCADE);

-- case: MATCH behind an action
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE MATCH FULL);

-- case: MATCH with another word
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id) MATCH SOME);

-- case: DEFERRABLE is that of another server
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id) DEFERRABLE);

-- The parent

-- case: a parent that is not there
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: a parent that is not there, without checks
SET foreign_key_checks = 0;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: a parent that comes later
SET foreign_key_checks = 0;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));
CREATE TABLE p (id INT PRIMARY KEY);

-- case: a parent that comes later with another type
SET foreign_key_checks = 0;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));
CREATE TABLE p (id BIGINT PRIMARY KEY);

-- case: a parent that comes later without key
SET foreign_key_checks = 0;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));
SET foreign_key_checks = 1;
CREATE TABLE p (id INT);

-- case: a parent's column that is not there
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (nix));

-- case: a parent's column without key
CREATE TABLE p (id INT PRIMARY KEY, b INT);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (b));

-- case: a parent's column without key, without checks
CREATE TABLE p (id INT PRIMARY KEY, b INT);
SET foreign_key_checks = 0;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (b));

-- case: a parent's column in a key that is not unique
CREATE TABLE p (id INT PRIMARY KEY, b INT, KEY (b));
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (b));

-- case: a parent's column as first of a longer key
CREATE TABLE p (id INT, b INT, PRIMARY KEY (id, b));
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: a parent's column as second of a key
CREATE TABLE p (id INT, b INT, PRIMARY KEY (id, b));
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (b));

-- case: a parent's column in a prefix key
CREATE TABLE p (id VARCHAR(20), UNIQUE (id(5)));
CREATE TABLE t (a VARCHAR(20), FOREIGN KEY (a) REFERENCES p (id));

-- case: two columns in the parent's order
CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));
CREATE TABLE t (x INT, y INT, FOREIGN KEY (x, y) REFERENCES p (a, b));

-- case: two columns in the other order
CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));
CREATE TABLE t (x INT, y INT, FOREIGN KEY (x, y) REFERENCES p (b, a));

-- case: another number of columns
CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));
CREATE TABLE t (x INT, FOREIGN KEY (x) REFERENCES p (a, b));

-- case: the table itself
CREATE TABLE t (id INT PRIMARY KEY, up INT, FOREIGN KEY (up) REFERENCES t (id));

-- case: the column itself
CREATE TABLE t (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES t (id));

-- case: a parent of MyISAM
CREATE TABLE p (id INT PRIMARY KEY) ENGINE=MyISAM;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: a child of MyISAM
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id)) ENGINE=MyISAM;

-- case: a child of MyISAM without parent
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES nix (id)) ENGINE=MyISAM;

-- case: a temporary child
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TEMPORARY TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: a temporary parent
CREATE TEMPORARY TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: a view as parent
CREATE VIEW p AS SELECT 1 AS id;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: a partitioned child
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id)) PARTITION BY HASH (a);

-- case: a partitioned parent
CREATE TABLE p (id INT PRIMARY KEY) PARTITION BY HASH (id);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- Types

-- case: INT and BIGINT
CREATE TABLE p (id BIGINT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: INT and INT UNSIGNED
CREATE TABLE p (id INT UNSIGNED PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: INT(5) and INT(11)
CREATE TABLE p (id INT(11) PRIMARY KEY);
CREATE TABLE t (a INT(5), FOREIGN KEY (a) REFERENCES p (id));

-- case: VARCHAR of different lengths
CREATE TABLE p (id VARCHAR(20) PRIMARY KEY);
CREATE TABLE t (a VARCHAR(30), FOREIGN KEY (a) REFERENCES p (id));

-- case: CHAR and VARCHAR
CREATE TABLE p (id CHAR(20) PRIMARY KEY);
CREATE TABLE t (a VARCHAR(20), FOREIGN KEY (a) REFERENCES p (id));

-- case: VARCHAR of different charsets
CREATE TABLE p (id VARCHAR(20) CHARSET latin1 PRIMARY KEY);
CREATE TABLE t (a VARCHAR(20) CHARSET utf8mb4, FOREIGN KEY (a) REFERENCES p (id));

-- case: VARCHAR of different collations
CREATE TABLE p (id VARCHAR(20) COLLATE utf8mb4_bin PRIMARY KEY);
CREATE TABLE t (a VARCHAR(20) COLLATE utf8mb4_general_ci, FOREIGN KEY (a) REFERENCES p (id));

-- case: DECIMAL with other digits
CREATE TABLE p (id DECIMAL(10,2) PRIMARY KEY);
CREATE TABLE t (a DECIMAL(10,3), FOREIGN KEY (a) REFERENCES p (id));

-- case: DECIMAL with more digits
CREATE TABLE p (id DECIMAL(10,2) PRIMARY KEY);
CREATE TABLE t (a DECIMAL(12,2), FOREIGN KEY (a) REFERENCES p (id));

-- case: DATE and DATETIME
CREATE TABLE p (id DATETIME PRIMARY KEY);
CREATE TABLE t (a DATE, FOREIGN KEY (a) REFERENCES p (id));

-- case: DATETIME and TIMESTAMP
CREATE TABLE p (id DATETIME PRIMARY KEY);
CREATE TABLE t (a TIMESTAMP, FOREIGN KEY (a) REFERENCES p (id));

-- case: DATETIME with other fractions
CREATE TABLE p (id DATETIME(3) PRIMARY KEY);
CREATE TABLE t (a DATETIME(6), FOREIGN KEY (a) REFERENCES p (id));

-- case: FLOAT and DOUBLE
CREATE TABLE p (id DOUBLE PRIMARY KEY);
CREATE TABLE t (a FLOAT, FOREIGN KEY (a) REFERENCES p (id));

-- case: ENUM with other members
CREATE TABLE p (id ENUM('x','y') PRIMARY KEY);
CREATE TABLE t (a ENUM('a','b','c'), FOREIGN KEY (a) REFERENCES p (id));

-- case: BINARY and VARBINARY
CREATE TABLE p (id BINARY(16) PRIMARY KEY);
CREATE TABLE t (a VARBINARY(16), FOREIGN KEY (a) REFERENCES p (id));

-- case: TEXT
CREATE TABLE p (id TEXT, KEY (id(10)));
CREATE TABLE t (a TEXT, FOREIGN KEY (a) REFERENCES p (id));

-- case: INT and VARCHAR
CREATE TABLE p (id VARCHAR(20) PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: YEAR and TINYINT
CREATE TABLE p (id YEAR PRIMARY KEY);
CREATE TABLE t (a TINYINT UNSIGNED, FOREIGN KEY (a) REFERENCES p (id));

-- case: BOOL and TINYINT
CREATE TABLE p (id TINYINT PRIMARY KEY);
CREATE TABLE t (a BOOL, FOREIGN KEY (a) REFERENCES p (id));

-- case: other types without checks
CREATE TABLE p (id BIGINT PRIMARY KEY);
SET foreign_key_checks = 0;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: NULL column and NOT NULL parent
CREATE TABLE p (id INT NOT NULL PRIMARY KEY);
CREATE TABLE t (a INT NULL, FOREIGN KEY (a) REFERENCES p (id));

-- The child's columns and index

-- case: a column that is not there
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (b) REFERENCES p (id));

-- case: a column twice
CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));
CREATE TABLE t (x INT, FOREIGN KEY (x, x) REFERENCES p (a, b));

-- case: an index of the child's own is used
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, KEY k (a, b), FOREIGN KEY (a) REFERENCES p (id));

-- case: an index with the column in second place is not used
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, KEY k (b, a), FOREIGN KEY (a) REFERENCES p (id));

-- case: a prefix index is not used
CREATE TABLE p (id VARCHAR(20) PRIMARY KEY);
CREATE TABLE t (a VARCHAR(20), KEY k (a(5)), FOREIGN KEY (a) REFERENCES p (id));

-- case: the generated index takes the constraint's name
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));

-- case: the generated index gives way to a later one
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t ADD KEY k (a, b);

-- case: the name of the generated index is taken
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, KEY fk (b), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));

-- case: a virtual column
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, g INT AS (a) VIRTUAL, FOREIGN KEY (g) REFERENCES p (id));

-- case: a stored column
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, g INT AS (a) STORED, FOREIGN KEY (g) REFERENCES p (id));

-- case: a stored column with an action
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, g INT AS (a) STORED, FOREIGN KEY (g) REFERENCES p (id) ON DELETE SET NULL);

-- case: the base of a stored column with ON UPDATE CASCADE
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, g INT AS (a) STORED, FOREIGN KEY (a) REFERENCES p (id) ON UPDATE CASCADE);

-- case: a virtual column of the parent
CREATE TABLE p (a INT, g INT AS (a) VIRTUAL, KEY (g));
CREATE TABLE t (x INT, FOREIGN KEY (x) REFERENCES p (g));

-- case: a stored column of the parent
CREATE TABLE p (a INT, g INT AS (a) STORED, UNIQUE (g));
CREATE TABLE t (x INT, FOREIGN KEY (x) REFERENCES p (g));

-- Names

-- case: the name of a constraint twice in a table
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT fk FOREIGN KEY (b) REFERENCES p (id));

-- case: the name of a constraint twice in a database
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE s (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));

-- case: the name of a constraint in other case
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE s (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
CREATE TABLE t (a INT, CONSTRAINT FK FOREIGN KEY (a) REFERENCES p (id));

-- case: the name of a check and a foreign key
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT c FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT c CHECK (a > 0));

-- case: a constraint's name of 64 characters
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT {{f * 64}} FOREIGN KEY (a) REFERENCES p (id));

-- case: a constraint's name of 65 characters
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT {{f * 65}} FOREIGN KEY (a) REFERENCES p (id));

-- case: a generated name that becomes too long
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE {{t * 60}} (a INT, FOREIGN KEY (a) REFERENCES p (id));

-- case: an empty constraint name
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT `` FOREIGN KEY (a) REFERENCES p (id));

-- case: the same foreign key twice
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id), FOREIGN KEY (a) REFERENCES p (id));

-- Later statements

-- case: DROP TABLE of the parent
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
DROP TABLE p;

-- case: DROP TABLE of the parent without checks
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
SET foreign_key_checks = 0;
DROP TABLE p;

-- case: DROP TABLE of parent and child together
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
DROP TABLE p, t;

-- case: DROP TABLE of the child, then of the parent
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
DROP TABLE t;
DROP TABLE p;

-- case: DROP TABLE of a table that refers to itself
CREATE TABLE t (id INT PRIMARY KEY, up INT, FOREIGN KEY (up) REFERENCES t (id));
DROP TABLE t;

-- case: DROP DATABASE of the parent
CREATE DATABASE d1;
CREATE TABLE d1.p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES d1.p (id));
DROP DATABASE d1;

-- case: TRUNCATE of the parent
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
TRUNCATE TABLE p;

-- case: TRUNCATE of the parent in another database
CREATE DATABASE d1;
CREATE TABLE d1.p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES d1.p (id));
TRUNCATE TABLE d1.p;

-- case: TRUNCATE of the parent without checks
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
SET foreign_key_checks = 0;
TRUNCATE TABLE p;

-- case: TRUNCATE of a table that refers to itself
CREATE TABLE t (id INT PRIMARY KEY, up INT, FOREIGN KEY (up) REFERENCES t (id));
TRUNCATE TABLE t;

-- case: RENAME of the parent
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
RENAME TABLE p TO q;

-- case: RENAME of the child renames generated constraints
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT fk FOREIGN KEY (b) REFERENCES p (id));
RENAME TABLE t TO u;

-- case: ADD FOREIGN KEY
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT);
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p (id);

-- case: ADD CONSTRAINT FOREIGN KEY
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT);
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY idx (a) REFERENCES p (id) ON DELETE CASCADE;

-- case: ADD FOREIGN KEY with a column of the same statement
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT);
ALTER TABLE t ADD COLUMN b INT, ADD FOREIGN KEY (b) REFERENCES p (id);

-- case: ADD COLUMN with REFERENCES
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT);
ALTER TABLE t ADD COLUMN b INT REFERENCES p (id);

-- case: ADD FOREIGN KEY with a missing parent
CREATE TABLE t (a INT);
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p (id);

-- case: ADD FOREIGN KEY with other types
CREATE TABLE p (id BIGINT PRIMARY KEY);
CREATE TABLE t (a INT);
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id);

-- case: ADD FOREIGN KEY with a name that is taken
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (b) REFERENCES p (id);

-- case: ADD FOREIGN KEY without name goes on counting
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES p (id);

-- case: ADD FOREIGN KEY INPLACE with checks
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT);
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p (id), ALGORITHM=INPLACE;

-- case: DROP FOREIGN KEY
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t DROP FOREIGN KEY fk;

-- case: DROP FOREIGN KEY that is not there
CREATE TABLE t (a INT);
ALTER TABLE t DROP FOREIGN KEY fk;

-- case: DROP CONSTRAINT of a foreign key
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t DROP CONSTRAINT fk;

-- case: DROP FOREIGN KEY and its index
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t DROP FOREIGN KEY fk, DROP INDEX fk;

-- case: DROP INDEX that a foreign key needs
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t DROP INDEX fk;

-- case: DROP INDEX when another one serves
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, KEY k (a), KEY l (a, b), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t DROP INDEX k;

-- case: DROP INDEX of the parent's key
CREATE TABLE p (id INT PRIMARY KEY, b INT, UNIQUE u (b));
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (b));
DROP INDEX u ON p;

-- case: DROP PRIMARY KEY of the parent
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE p DROP PRIMARY KEY;

-- case: DROP COLUMN of the child
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t DROP COLUMN a;

-- case: DROP COLUMN of the child with its foreign key
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t DROP COLUMN a, DROP FOREIGN KEY fk;

-- case: DROP COLUMN of the parent
CREATE TABLE p (id INT PRIMARY KEY, b INT);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE p DROP COLUMN id;

-- case: MODIFY of the child's type
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t MODIFY a BIGINT;

-- case: MODIFY of the parent's type
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE p MODIFY id BIGINT;

-- case: MODIFY of the child's type without checks
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
SET foreign_key_checks = 0;
ALTER TABLE t MODIFY a BIGINT;

-- case: MODIFY of a string's length
CREATE TABLE p (id VARCHAR(20) PRIMARY KEY);
CREATE TABLE t (a VARCHAR(20), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t MODIFY a VARCHAR(40);

-- case: MODIFY to NOT NULL under SET NULL
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id) ON DELETE SET NULL);
ALTER TABLE t MODIFY a INT NOT NULL;

-- case: CHANGE renames the child's column
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t CHANGE a b INT;

-- case: RENAME COLUMN of the parent
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE p RENAME COLUMN id TO key_id;

-- case: ENGINE of the child
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t ENGINE=MyISAM;

-- case: ENGINE of the parent
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE p ENGINE=MyISAM;

-- case: PARTITION BY of the child
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t PARTITION BY HASH (a);

-- case: RENAME INDEX of the foreign key's index
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t RENAME INDEX fk TO k;

-- case: CREATE TABLE LIKE leaves foreign keys behind
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
CREATE TABLE u LIKE t;

-- case: CREATE OR REPLACE of the parent
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
CREATE OR REPLACE TABLE p (id INT PRIMARY KEY);

-- More of parents

-- case: no unique key is needed where restrict_fk_on_non_standard_key is off
SET restrict_fk_on_non_standard_key = OFF;
CREATE TABLE p (id INT PRIMARY KEY, b INT, KEY (b));
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (b));

-- case: no key at all where restrict_fk_on_non_standard_key is off
SET restrict_fk_on_non_standard_key = OFF;
CREATE TABLE p (id INT PRIMARY KEY, b INT);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (b));

-- case: the parent's columns in another order where restrict_fk_on_non_standard_key is off
SET restrict_fk_on_non_standard_key = OFF;
CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));
CREATE TABLE t (x INT, y INT, FOREIGN KEY (x, y) REFERENCES p (b, a));

-- case: DROP of the parent's unique key when a plain one is left
SET restrict_fk_on_non_standard_key = OFF;
CREATE TABLE p (id INT PRIMARY KEY, b INT, UNIQUE u (b), KEY k (b));
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (b));
ALTER TABLE p DROP INDEX u;

-- case: a parent of the same name in another case
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES P (id));

-- case: a parent's column in another case
CREATE TABLE p (Id INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (iD));

-- case: a parent and a child that refer to each other
CREATE TABLE p (id INT PRIMARY KEY, up INT);
CREATE TABLE t (id INT PRIMARY KEY, a INT, CONSTRAINT one FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE p ADD CONSTRAINT two FOREIGN KEY (up) REFERENCES t (id);
DROP TABLE p, t;

-- case: three tables in a row
CREATE TABLE a (id INT PRIMARY KEY);
CREATE TABLE b (id INT PRIMARY KEY, x INT, CONSTRAINT ba FOREIGN KEY (x) REFERENCES a (id) ON DELETE CASCADE);
CREATE TABLE c (id INT PRIMARY KEY, x INT, CONSTRAINT cb FOREIGN KEY (x) REFERENCES b (id) ON DELETE SET NULL);
DROP TABLE b;

-- case: foreign_key_checks goes on again
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
SET foreign_key_checks = 0;
DROP TABLE p;
SET foreign_key_checks = 1;
ALTER TABLE t ADD b INT;
CREATE TABLE p (id INT PRIMARY KEY);

-- case: a parent dropped and made again with another type
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
SET foreign_key_checks = 0;
DROP TABLE p;
CREATE TABLE p (id BIGINT PRIMARY KEY);

-- case: a column with a length that is too long
CREATE TABLE p (x INT PRIMARY KEY, v VARCHAR(20) UNIQUE);
CREATE TABLE t (a VARCHAR(20), FOREIGN KEY (a(30)) REFERENCES p (v));
CREATE TABLE t (a INT, FOREIGN KEY (a(2)) REFERENCES p (x, v));
CREATE TABLE t (a VARCHAR(20), FOREIGN KEY (a(5)) REFERENCES p (v));
CREATE TABLE t (a VARCHAR(20), FOREIGN KEY (a(5)) REFERENCES p (x, v));

-- case: columns of different number, and the names of the key
CREATE TABLE p (x INT PRIMARY KEY, y INT);
CREATE TABLE t (a INT, CONSTRAINT c FOREIGN KEY i (a) REFERENCES p (x, y));
CREATE TABLE t (a INT, FOREIGN KEY i (a) REFERENCES p (x, y));
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (x, y), KEY (nix));
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (x, y), KEY k (a), KEY k (a));

-- case: a temporary child of any kind
CREATE TABLE p (x INT PRIMARY KEY, y INT);
CREATE TEMPORARY TABLE t (a INT NOT NULL, FOREIGN KEY (a) REFERENCES p (x) ON DELETE SET NULL);
CREATE TEMPORARY TABLE t (a INT, FOREIGN KEY (a) REFERENCES nix (x));
CREATE TEMPORARY TABLE t (a INT PRIMARY KEY, b INT, FOREIGN KEY (b) REFERENCES t (a));
CREATE TEMPORARY TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (x, y));
CREATE TEMPORARY TABLE t (a INT REFERENCES p (x));

-- case: the base of a stored column that a foreign key changes
CREATE TABLE p (x INT PRIMARY KEY);
CREATE TABLE a (a INT, g INT AS (a) STORED, FOREIGN KEY (a) REFERENCES p (x) ON DELETE CASCADE);
CREATE TABLE b (a INT, g INT AS (a) STORED, FOREIGN KEY (a) REFERENCES p (x) ON DELETE SET NULL);
CREATE TABLE c (a INT, g INT AS (a) STORED, FOREIGN KEY (a) REFERENCES p (x) ON UPDATE SET DEFAULT);
CREATE TABLE d (a INT, g INT AS (a) VIRTUAL, FOREIGN KEY (a) REFERENCES p (x) ON UPDATE CASCADE);
CREATE TABLE e (a INT, g INT AS (a) VIRTUAL, h INT AS (g) STORED, FOREIGN KEY (a) REFERENCES p (x) ON UPDATE CASCADE);
CREATE TABLE f (a INT, g INT AS (a) STORED, FOREIGN KEY (a) REFERENCES p (x) ON UPDATE RESTRICT);
CREATE TABLE g (a INT, b INT DEFAULT 'x', g INT AS (a) STORED, FOREIGN KEY (a) REFERENCES p (x) ON UPDATE SET NULL);

-- case: a stored column over one that a foreign key changes is added
CREATE TABLE p (x INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (x) ON UPDATE CASCADE);
ALTER TABLE t ADD g INT AS (a + 1) STORED;
ALTER TABLE t ADD g INT AS (a + 1) VIRTUAL;

-- case: a foreign key that changes the base of a stored column is added
CREATE TABLE p (x INT PRIMARY KEY);
CREATE TABLE t (a INT, g INT AS (a) STORED);
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p (x) ON UPDATE CASCADE;

-- case: DROP of a column in the key of a foreign key
CREATE TABLE p (x INT PRIMARY KEY);
CREATE TABLE t (a INT, b INT, KEY k (a, b), CONSTRAINT f FOREIGN KEY (a) REFERENCES p (x));
ALTER TABLE t DROP COLUMN a;
ALTER TABLE t DROP COLUMN a, ALGORITHM=COPY;
ALTER TABLE t DROP COLUMN b;

-- case: names in other case in messages
CREATE TABLE p (x INT PRIMARY KEY, v VARCHAR(10) NOT NULL UNIQUE);
CREATE TABLE t (a VARCHAR(9) NOT NULL, CONSTRAINT f FOREIGN KEY (A) REFERENCES p (X));
CREATE TABLE t (a VARCHAR(10) NOT NULL, CONSTRAINT f FOREIGN KEY (A) REFERENCES p (V) ON DELETE SET NULL);

-- case: CREATE OR REPLACE of a parent, a view, and itself
CREATE TABLE p (x INT PRIMARY KEY);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (x));
CREATE OR REPLACE TABLE p (x INT DEFAULT 'x');
CREATE OR REPLACE TABLE p LIKE t;
CREATE OR REPLACE TABLE t LIKE p;

-- case: a parent column whose name is empty
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, KEY (a), FOREIGN KEY (a) REFERENCES p (``));

-- case: parent columns whose names are none, beside other mistakes
CREATE TABLE p (id INT PRIMARY KEY, g INT AS (id + 1) VIRTUAL);
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES missing (``));
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (`id `));
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id, ``));
CREATE TABLE t (a INT, FOREIGN KEY (b) REFERENCES p (``));
CREATE TABLE t (a INT, FOREIGN KEY (a, a) REFERENCES p (``, ``));
CREATE TABLE t (a INT, b INT, FOREIGN KEY (a, b) REFERENCES p (id, ``));
CREATE TABLE t (a INT, FOREIGN KEY (``) REFERENCES p (id));
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES t (``));
CREATE TABLE t (a INT NOT NULL, FOREIGN KEY (a) REFERENCES p (``) ON DELETE SET NULL);
CREATE TABLE t (a INT, g INT AS (a) VIRTUAL, FOREIGN KEY (g) REFERENCES p (``));
CREATE TABLE t (a INT, b INT, c INT, CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT f FOREIGN KEY (b) REFERENCES p (``));
SET foreign_key_checks = 0;
CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES missing (``));
ALTER TABLE p ADD FOREIGN KEY (id) REFERENCES missing (``);
