-- CHECK constraints: of columns and tables, names, what their expressions may use.

-- case: a check of the table
CREATE TABLE t (a INT, CHECK (a > 0));

-- case: a check of a column
CREATE TABLE t (a INT CHECK (a > 0));

-- case: a named check of the table
CREATE TABLE t (a INT, CONSTRAINT positive CHECK (a > 0));

-- case: a named check of a column
CREATE TABLE t (a INT CONSTRAINT positive CHECK (a > 0));

-- case: CONSTRAINT without name
CREATE TABLE t (a INT, CONSTRAINT CHECK (a > 0));

-- case: CONSTRAINT without name at a column
CREATE TABLE t (a INT CONSTRAINT CHECK (a > 0));

-- case: a check without parentheses
CREATE TABLE t (a INT, CHECK a > 0);

-- case: a check without expression
CREATE TABLE t (a INT, CHECK ());

-- case: ENFORCED and NOT ENFORCED
CREATE TABLE t (a INT, CHECK (a > 0) ENFORCED, CHECK (a < 9) NOT ENFORCED);

-- case: NOT ENFORCED at a column
CREATE TABLE t (a INT CHECK (a > 0) NOT ENFORCED);

-- case: NOT ENFORCED without check
CREATE TABLE t (a INT NOT ENFORCED);

-- case: two checks at a column
CREATE TABLE t (a INT CHECK (a > 0) CHECK (a < 9));

-- case: several checks
CREATE TABLE t (a INT, b INT, CHECK (a > 0), CHECK (b > 0), CHECK (a < b));

-- case: a check of a column that uses another column
CREATE TABLE t (a INT CHECK (a > b), b INT);

-- case: a check of the table that uses two columns
CREATE TABLE t (a INT, b INT, CHECK (a > b));

-- case: a check before its columns
CREATE TABLE t (CHECK (a > 0), a INT);

-- case: a missing column
CREATE TABLE t (a INT, CHECK (nix > 0));

-- case: a missing column in a check of a column
CREATE TABLE t (a INT CHECK (nix > 0));

-- case: a missing column in a named check
CREATE TABLE t (a INT, CONSTRAINT c CHECK (nix > 0));

-- case: a column with its table's name
CREATE TABLE t (a INT, CHECK (t.a > 0));

-- case: a column with another table's name
CREATE TABLE t (a INT, CHECK (u.a > 0));

-- case: a check without columns
CREATE TABLE t (a INT, CHECK (1 = 1));

-- case: a check that is a number
CREATE TABLE t (a INT, CHECK (a));

-- case: a check that is a text
CREATE TABLE t (a VARCHAR(10), CHECK (CONCAT(a, 'x')));

-- case: a check that is a literal
CREATE TABLE t (a INT, CHECK (1));

-- case: a check that is a string literal
CREATE TABLE t (a INT, CHECK ('x'));

-- case: a check that is NULL
CREATE TABLE t (a INT, CHECK (NULL));

-- case: the AUTO_INCREMENT column
CREATE TABLE t (a INT AUTO_INCREMENT PRIMARY KEY, CHECK (a > 0));

-- case: the AUTO_INCREMENT column in its own check
CREATE TABLE t (a INT AUTO_INCREMENT PRIMARY KEY CHECK (a > 0));

-- case: a generated column
CREATE TABLE t (a INT, g INT AS (a + 1), CHECK (g > 0));

-- case: the name of a check twice
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0), CONSTRAINT c CHECK (a < 9));

-- case: the name of a check in other case
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0), CONSTRAINT C CHECK (a < 9));

-- case: the name of a check in two tables
CREATE TABLE s (a INT, CONSTRAINT c CHECK (a > 0));
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0));

-- case: the name of a check and of a key
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0), KEY c (a));

-- case: the generated name is taken
CREATE TABLE t (a INT, CONSTRAINT t_chk_1 CHECK (a > 0), CHECK (a < 9));

-- case: the generated name of another table is taken
CREATE TABLE s (a INT, CONSTRAINT t_chk_1 CHECK (a > 0));
CREATE TABLE t (a INT, CHECK (a < 9));

-- case: a name of 64 characters
CREATE TABLE t (a INT, CONSTRAINT {{c * 64}} CHECK (a > 0));

-- case: a name of 65 characters
CREATE TABLE t (a INT, CONSTRAINT {{c * 65}} CHECK (a > 0));

-- case: an empty name
CREATE TABLE t (a INT, CONSTRAINT `` CHECK (a > 0));

-- case: IN, BETWEEN, LIKE and IS NULL
CREATE TABLE t (a INT, b VARCHAR(9), CHECK (a IN (1, 2, 3)), CHECK (a BETWEEN 1 AND 9), CHECK (b LIKE 'x%'), CHECK (b IS NOT NULL));

-- case: REGEXP
CREATE TABLE t (a VARCHAR(9), CHECK (a REGEXP '^[a-z]+$'));

-- case: AND, OR, NOT and XOR
CREATE TABLE t (a INT, b INT, CHECK (a > 0 AND b > 0 OR NOT a = b), CHECK (a XOR b));

-- case: functions of text
CREATE TABLE t (a VARCHAR(20), CHECK (LENGTH(TRIM(a)) > 0 AND UPPER(a) = a));

-- case: JSON_VALID
CREATE TABLE t (a TEXT, CHECK (JSON_VALID(a)));

-- case: CASE and IF
CREATE TABLE t (a INT, CHECK (CASE WHEN a > 0 THEN 1 ELSE 0 END), CHECK (IF(a > 0, 1, 0)));

-- case: dates with INTERVAL
CREATE TABLE t (a DATE, b DATE, CHECK (b < a + INTERVAL 1 YEAR));

-- case: NOW()
CREATE TABLE t (a DATETIME, CHECK (a < NOW()));

-- case: CURRENT_DATE
CREATE TABLE t (a DATE, CHECK (a < CURRENT_DATE));

-- case: RAND()
CREATE TABLE t (a DOUBLE, CHECK (a < RAND()));

-- case: UUID()
CREATE TABLE t (a CHAR(36), CHECK (a <> UUID()));

-- case: USER()
CREATE TABLE t (a VARCHAR(99), CHECK (a = USER()));

-- case: DATABASE()
CREATE TABLE t (a VARCHAR(99), CHECK (a = DATABASE()));

-- case: CONNECTION_ID()
CREATE TABLE t (a BIGINT, CHECK (a = CONNECTION_ID()));

-- case: LAST_INSERT_ID()
CREATE TABLE t (a BIGINT, CHECK (a > LAST_INSERT_ID()));

-- case: SLEEP()
CREATE TABLE t (a INT, CHECK (SLEEP(a) = 0));

-- case: a function that is not there
CREATE TABLE t (a INT, CHECK (nix(a)));

-- case: a function of another database
CREATE TABLE t (a INT, CHECK (d1.nix(a)));

-- case: a function with too many arguments
CREATE TABLE t (a INT, CHECK (ABS(a, 1) > 0));

-- case: a subquery
CREATE TABLE t (a INT, CHECK (a > (SELECT 1)));

-- case: EXISTS
CREATE TABLE t (a INT, CHECK (EXISTS (SELECT 1)));

-- case: IN with a subquery
CREATE TABLE t (a INT, CHECK (a IN (SELECT 1)));

-- case: an aggregate
CREATE TABLE t (a INT, CHECK (SUM(a) > 0));

-- case: COUNT(*)
CREATE TABLE t (a INT, CHECK (COUNT(*) > 0));

-- case: a window function
CREATE TABLE t (a INT, CHECK (RANK() OVER () > 0));

-- case: a user variable
CREATE TABLE t (a INT, CHECK (a > @x));

-- case: a system variable
CREATE TABLE t (a INT, CHECK (a > @@max_connections));

-- case: a parameter
CREATE TABLE t (a INT, CHECK (a > ?));

-- case: DEFAULT(column)
CREATE TABLE t (a INT DEFAULT 1, CHECK (a > DEFAULT(a)));

-- case: VALUES(column)
CREATE TABLE t (a INT, CHECK (a > VALUES(a)));

-- case: MATCH
CREATE TABLE t (a TEXT, FULLTEXT (a), CHECK (MATCH (a) AGAINST ('x')));

-- case: rows of the same size
CREATE TABLE t (a INT, b INT, CHECK ((a, b) <> (1, 2)));

-- case: rows of different size
CREATE TABLE t (a INT, b INT, CHECK ((a, b) <> (1, 2, 3)));

-- case: a row alone
CREATE TABLE t (a INT, b INT, CHECK ((a, b)));

-- case: texts of collations that do not mix
CREATE TABLE t (a VARCHAR(9) COLLATE utf8mb4_bin, b VARCHAR(9) COLLATE utf8mb4_general_ci, CHECK (a = b));

-- case: LOAD_FILE
CREATE TABLE t (a BLOB, CHECK (LOAD_FILE('x') = a));

-- case: an assignment
CREATE TABLE t (a INT, CHECK (@x := a));

-- case: a foreign key's action changes a checked column
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CHECK (a > 0), FOREIGN KEY (a) REFERENCES p (id) ON DELETE SET NULL);

-- case: a foreign key without action on a checked column
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CHECK (a > 0), FOREIGN KEY (a) REFERENCES p (id));

-- case: a foreign key that cascades updates into a checked column
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id) ON UPDATE CASCADE);

-- case: IF NOT EXISTS
CREATE TABLE t (a INT, CONSTRAINT IF NOT EXISTS c CHECK (a > 0));

-- case: a check of MyISAM
CREATE TABLE t (a INT, CHECK (a > 0)) ENGINE=MyISAM;

-- case: a check of a temporary table
CREATE TEMPORARY TABLE t (a INT, CHECK (a > 0));

-- Later statements

-- case: ADD CHECK
CREATE TABLE t (a INT);
ALTER TABLE t ADD CHECK (a > 0);

-- case: ADD CONSTRAINT CHECK
CREATE TABLE t (a INT);
ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED;

-- case: ADD CHECK with a missing column
CREATE TABLE t (a INT);
ALTER TABLE t ADD CHECK (nix > 0);

-- case: ADD CONSTRAINT with a name that is taken
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0));
ALTER TABLE t ADD CONSTRAINT c CHECK (a < 9);

-- case: ADD COLUMN with a check
CREATE TABLE t (a INT);
ALTER TABLE t ADD b INT CHECK (b > 0);

-- case: DROP CHECK
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0));
ALTER TABLE t DROP CHECK c;

-- case: DROP CONSTRAINT of a check
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0));
ALTER TABLE t DROP CONSTRAINT c;

-- case: DROP CHECK that is not there
CREATE TABLE t (a INT);
ALTER TABLE t DROP CHECK c;

-- case: DROP CONSTRAINT that is not there
CREATE TABLE t (a INT);
ALTER TABLE t DROP CONSTRAINT c;

-- case: DROP CONSTRAINT IF EXISTS that is not there
CREATE TABLE t (a INT);
ALTER TABLE t DROP CONSTRAINT IF EXISTS c;

-- case: DROP CONSTRAINT when a check and a key have the name
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0), UNIQUE c (a));
ALTER TABLE t DROP CONSTRAINT c;

-- case: ALTER CHECK
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0));
ALTER TABLE t ALTER CHECK c NOT ENFORCED;

-- case: ALTER CONSTRAINT
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0) NOT ENFORCED);
ALTER TABLE t ALTER CONSTRAINT c ENFORCED;

-- case: ALTER CHECK that is not there
CREATE TABLE t (a INT);
ALTER TABLE t ALTER CHECK c ENFORCED;

-- case: ALTER CONSTRAINT of a foreign key
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (a INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
ALTER TABLE t ALTER CONSTRAINT fk NOT ENFORCED;

-- case: DROP COLUMN of a check's only column
CREATE TABLE t (a INT, b INT, CHECK (a > 0));
ALTER TABLE t DROP COLUMN a;

-- case: DROP COLUMN of a check with two columns
CREATE TABLE t (a INT, b INT, CHECK (a > b));
ALTER TABLE t DROP COLUMN a;

-- case: DROP COLUMN of a column with its own check
CREATE TABLE t (a INT CHECK (a > 0), b INT);
ALTER TABLE t DROP COLUMN a;

-- case: DROP COLUMN together with the check
CREATE TABLE t (a INT, b INT, CONSTRAINT c CHECK (a > b));
ALTER TABLE t DROP COLUMN a, DROP CONSTRAINT c;

-- case: CHANGE renames a checked column
CREATE TABLE t (a INT, CHECK (a > 0));
ALTER TABLE t CHANGE a b INT;

-- case: RENAME COLUMN of a checked column
CREATE TABLE t (a INT, CHECK (a > 0));
ALTER TABLE t RENAME COLUMN a TO b;

-- case: MODIFY loses the column's own check or not
CREATE TABLE t (a INT CHECK (a > 0));
ALTER TABLE t MODIFY a BIGINT;
ALTER TABLE t ADD CONSTRAINT t_chk_1 CHECK (a < 9);

-- case: RENAME TABLE renames generated checks
CREATE TABLE t (a INT, CHECK (a > 0));
RENAME TABLE t TO u;
CREATE TABLE v (a INT, CONSTRAINT u_chk_1 CHECK (a > 0));

-- case: CREATE TABLE LIKE copies checks
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0));
CREATE TABLE u LIKE t;
ALTER TABLE u DROP CONSTRAINT u_chk_1;

-- More of expressions

-- case: texts of collations that do not mix in a comparison
CREATE TABLE t (a VARCHAR(9) COLLATE utf8mb4_unicode_ci, b VARCHAR(9) COLLATE utf8mb4_general_ci, CHECK (a = b));

-- case: three texts of collations that do not mix
CREATE TABLE t (a VARCHAR(9) COLLATE utf8mb4_unicode_ci, b VARCHAR(9) COLLATE utf8mb4_general_ci, CHECK (a BETWEEN b AND 'x'));

-- case: four texts of collations that do not mix
CREATE TABLE t (a VARCHAR(9) COLLATE utf8mb4_unicode_ci, b VARCHAR(9) COLLATE utf8mb4_general_ci, CHECK (a IN (b, 'x', 'y')));

-- case: COLLATE mends what does not mix
CREATE TABLE t (a VARCHAR(9) COLLATE utf8mb4_unicode_ci, b VARCHAR(9) COLLATE utf8mb4_general_ci, CHECK (a = b COLLATE utf8mb4_bin));

-- case: a geometry and a number
CREATE TABLE t (a POINT, CHECK (a + 1 > 0));

-- case: a comparison of a row and a value
CREATE TABLE t (a INT, b INT, CHECK ((a, b) = 1));

-- case: a row INSERT that breaks a check
CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 0));
INSERT INTO t VALUES (-1);

-- case: a date that is none
CREATE TABLE t (a DATE, CHECK (a > '2024-13-01'));

-- case: a date literal that is none
CREATE TABLE t (a DATE, CHECK (a > DATE'2024-13-01'));

-- case: a regular expression that is none
CREATE TABLE t (a VARCHAR(9), CHECK (a REGEXP '['));

-- case: a JSON path that is none
CREATE TABLE t (a JSON, CHECK (JSON_EXTRACT(a, 'x') = 1));

-- case: a named argument
CREATE TABLE t (a INT, CHECK (ABS(a AS x) > 0));

-- case: INTERVAL with another unit
CREATE TABLE t (a DATE, CHECK (a > '2024-01-01' + INTERVAL 1 FORTNIGHT));

-- case: MEMBER OF
CREATE TABLE t (a JSON, CHECK (1 MEMBER OF (a)));

-- case: SOUNDS LIKE
CREATE TABLE t (a VARCHAR(9), CHECK (a SOUNDS LIKE 'x'));

-- case: ESCAPE of two characters
CREATE TABLE t (a VARCHAR(9), CHECK (a LIKE 'x' ESCAPE 'yy'));

-- case: IS TRUE, IS NOT FALSE and IS UNKNOWN
CREATE TABLE t (a INT, CHECK (a IS TRUE), CHECK (a IS NOT FALSE), CHECK ((a > 0) IS UNKNOWN));
