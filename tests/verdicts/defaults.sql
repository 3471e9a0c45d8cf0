-- DEFAULT: literals for each kind of type at and over their limits, functions, expressions.

-- Integers

-- case: an integer with a number
CREATE TABLE t (a INT DEFAULT 5);

-- case: an integer with a sign
CREATE TABLE t (a INT DEFAULT -5, b INT DEFAULT +5);

-- case: an integer with two signs
CREATE TABLE t (a INT DEFAULT - -5);

-- case: an integer with digits in a string
CREATE TABLE t (a INT DEFAULT '5');

-- case: an integer with blanks around the digits
CREATE TABLE t (a INT DEFAULT ' 5 ');

-- case: an integer with a word
CREATE TABLE t (a INT DEFAULT 'x');

-- case: an integer with the empty string
CREATE TABLE t (a INT DEFAULT '');

-- case: an integer with digits and a word
CREATE TABLE t (a INT DEFAULT '5x');

-- case: an integer with a fraction
CREATE TABLE t (a INT DEFAULT 1.5);

-- case: an integer with a fraction that rounds to nothing
CREATE TABLE t (a INT DEFAULT 1.0);

-- case: an integer with a fraction in a string
CREATE TABLE t (a INT DEFAULT '1.5');

-- case: an integer with an exponent
CREATE TABLE t (a INT DEFAULT 1e3);

-- case: an integer with TRUE and FALSE
CREATE TABLE t (a INT DEFAULT TRUE, b BOOL DEFAULT FALSE);

-- case: an integer with a hexadecimal number
CREATE TABLE t (a INT DEFAULT 0x1F, b INT DEFAULT x'1F');

-- case: an integer with a bit literal
CREATE TABLE t (a INT DEFAULT b'101', b INT DEFAULT 0b11);

-- case: TINYINT 127 and -128
CREATE TABLE t (a TINYINT DEFAULT 127, b TINYINT DEFAULT -128);

-- case: TINYINT 128
CREATE TABLE t (a TINYINT DEFAULT 128);

-- case: TINYINT -129
CREATE TABLE t (a TINYINT DEFAULT -129);

-- case: TINYINT UNSIGNED 255
CREATE TABLE t (a TINYINT UNSIGNED DEFAULT 255);

-- case: TINYINT UNSIGNED 256
CREATE TABLE t (a TINYINT UNSIGNED DEFAULT 256);

-- case: TINYINT UNSIGNED -1
CREATE TABLE t (a TINYINT UNSIGNED DEFAULT -1);

-- case: SMALLINT 32768
CREATE TABLE t (a SMALLINT DEFAULT 32768);

-- case: MEDIUMINT 8388608
CREATE TABLE t (a MEDIUMINT DEFAULT 8388608);

-- case: INT 2147483647
CREATE TABLE t (a INT DEFAULT 2147483647);

-- case: INT 2147483648
CREATE TABLE t (a INT DEFAULT 2147483648);

-- case: INT UNSIGNED 4294967296
CREATE TABLE t (a INT UNSIGNED DEFAULT 4294967296);

-- case: BIGINT 9223372036854775807
CREATE TABLE t (a BIGINT DEFAULT 9223372036854775807);

-- case: BIGINT 9223372036854775808
CREATE TABLE t (a BIGINT DEFAULT 9223372036854775808);

-- case: BIGINT UNSIGNED 18446744073709551615
CREATE TABLE t (a BIGINT UNSIGNED DEFAULT 18446744073709551615);

-- case: BIGINT UNSIGNED 18446744073709551616
CREATE TABLE t (a BIGINT UNSIGNED DEFAULT 18446744073709551616);

-- case: ZEROFILL shows its zeros
CREATE TABLE t (a INT(5) ZEROFILL DEFAULT 42);

-- case: a leading zero
CREATE TABLE t (a INT DEFAULT 007);

-- case: BIT with a bit literal
CREATE TABLE t (a BIT(4) DEFAULT b'0101');

-- case: BIT(1) with 1
CREATE TABLE t (a BIT(1) DEFAULT 1);

-- case: BIT(1) with 2
CREATE TABLE t (a BIT(1) DEFAULT 2);

-- case: BIT(1) with a string
CREATE TABLE t (a BIT(1) DEFAULT '0');

-- case: BIT(8) with a letter
CREATE TABLE t (a BIT(8) DEFAULT 'a');

-- case: BIT(2) with -1
CREATE TABLE t (a BIT(2) DEFAULT -1);

-- case: BIT(64) full
CREATE TABLE t (a BIT(64) DEFAULT 0xFFFFFFFFFFFFFFFF);

-- case: BIT(1) with TRUE
CREATE TABLE t (a BIT(1) DEFAULT TRUE);

-- Other numbers

-- case: DECIMAL shown with all its digits
CREATE TABLE t (a DECIMAL(5,2) DEFAULT 1, b DECIMAL(5,2) DEFAULT 1.5, c DECIMAL(5,2) DEFAULT '1.50');

-- case: DECIMAL with too many digits behind the point
CREATE TABLE t (a DECIMAL(5,2) DEFAULT 1.555);

-- case: DECIMAL out of range
CREATE TABLE t (a DECIMAL(5,2) DEFAULT 1000);

-- case: DECIMAL at its limit
CREATE TABLE t (a DECIMAL(5,2) DEFAULT -999.99);

-- case: DECIMAL rounded out of range
CREATE TABLE t (a DECIMAL(5,2) DEFAULT 999.999);

-- case: DECIMAL UNSIGNED -1
CREATE TABLE t (a DECIMAL(5,2) UNSIGNED DEFAULT -1);

-- case: DECIMAL with a word
CREATE TABLE t (a DECIMAL(5,2) DEFAULT 'x');

-- case: DECIMAL with an exponent
CREATE TABLE t (a DECIMAL(5,2) DEFAULT 1.2e1);

-- case: DECIMAL ZEROFILL
CREATE TABLE t (a DECIMAL(8,2) ZEROFILL DEFAULT 3.5);

-- case: FLOAT
CREATE TABLE t (a FLOAT DEFAULT 1, b FLOAT DEFAULT 1.1, c FLOAT DEFAULT 1e10, d FLOAT DEFAULT 3.14159265358979);

-- case: DOUBLE
CREATE TABLE t (a DOUBLE DEFAULT 1, b DOUBLE DEFAULT 0.1, c DOUBLE DEFAULT 1e100, d DOUBLE DEFAULT -2.5e-7);

-- case: FLOAT(5,2)
CREATE TABLE t (a FLOAT(5,2) DEFAULT 1.005);

-- case: FLOAT(5,2) out of range
CREATE TABLE t (a FLOAT(5,2) DEFAULT 1000);

-- case: FLOAT out of range
CREATE TABLE t (a FLOAT DEFAULT 1e39);

-- case: DOUBLE out of range
CREATE TABLE t (a DOUBLE DEFAULT 1e309);

-- case: DOUBLE UNSIGNED -1
CREATE TABLE t (a DOUBLE UNSIGNED DEFAULT -1);

-- case: FLOAT with a word
CREATE TABLE t (a FLOAT DEFAULT 'x');

-- case: YEAR
CREATE TABLE t (a YEAR DEFAULT 2024, b YEAR DEFAULT '2024', c YEAR DEFAULT 0, d YEAR DEFAULT '0000');

-- case: YEAR with two digits
CREATE TABLE t (a YEAR DEFAULT 69, b YEAR DEFAULT 70, c YEAR DEFAULT '0', d YEAR DEFAULT '99');

-- case: YEAR 1901 and 2155
CREATE TABLE t (a YEAR DEFAULT 1901, b YEAR DEFAULT 2155);

-- case: YEAR 1900
CREATE TABLE t (a YEAR DEFAULT 1900);

-- case: YEAR 2156
CREATE TABLE t (a YEAR DEFAULT 2156);

-- case: YEAR with a word
CREATE TABLE t (a YEAR DEFAULT 'x');

-- case: YEAR with a date
CREATE TABLE t (a YEAR DEFAULT '2024-01-01');

-- Strings

-- case: a string
CREATE TABLE t (a VARCHAR(10) DEFAULT 'x', b CHAR(10) DEFAULT '', c VARCHAR(10) DEFAULT "y");

-- case: a string with a number
CREATE TABLE t (a VARCHAR(10) DEFAULT 5, b VARCHAR(10) DEFAULT -1.5, c VARCHAR(10) DEFAULT 1e3);

-- case: a string with TRUE
CREATE TABLE t (a VARCHAR(10) DEFAULT TRUE);

-- case: a string with quotes and backslashes
CREATE TABLE t (a VARCHAR(20) DEFAULT 'it''s', b VARCHAR(20) DEFAULT 'a\\b\n');

-- case: a string as long as the column
CREATE TABLE t (a VARCHAR(3) DEFAULT 'éèê');

-- case: a string longer than the column
CREATE TABLE t (a VARCHAR(3) DEFAULT 'abcd');

-- case: a string with blanks beyond the column
CREATE TABLE t (a VARCHAR(3) DEFAULT 'abc  ');

-- case: CHAR with blanks beyond the column
CREATE TABLE t (a CHAR(3) DEFAULT 'abc  ');

-- case: CHAR drops blanks at its end
CREATE TABLE t (a CHAR(5) DEFAULT 'ab ');

-- case: a number longer than the string
CREATE TABLE t (a VARCHAR(3) DEFAULT 12345);

-- case: CHAR(0) with the empty string
CREATE TABLE t (a CHAR(0) DEFAULT '');

-- case: CHAR(0) with a letter
CREATE TABLE t (a CHAR(0) DEFAULT 'x');

-- case: a string that the charset has not
CREATE TABLE t (a VARCHAR(10) CHARACTER SET latin1 DEFAULT '漢');

-- case: a string in another charset
CREATE TABLE t (a VARCHAR(10) CHARACTER SET latin1 DEFAULT 'é');

-- case: a string with an introducer
CREATE TABLE t (a VARCHAR(10) DEFAULT _latin1'x', b VARCHAR(10) DEFAULT _utf8mb4'é');

-- case: a national string
CREATE TABLE t (a VARCHAR(10) DEFAULT N'x');

-- case: a string with COLLATE
CREATE TABLE t (a VARCHAR(10) DEFAULT 'x' COLLATE utf8mb4_bin);

-- case: a string with a hexadecimal literal
CREATE TABLE t (a VARCHAR(10) DEFAULT 0x4142, b VARCHAR(10) DEFAULT x'4142');

-- case: a string with a bit literal
CREATE TABLE t (a VARCHAR(10) DEFAULT b'01000001');

-- case: a string with a hexadecimal literal that is no text
CREATE TABLE t (a VARCHAR(10) DEFAULT x'FF');

-- case: a hexadecimal literal with an odd number of digits
CREATE TABLE t (a VARCHAR(10) DEFAULT x'414');

-- case: adjacent strings
CREATE TABLE t (a VARCHAR(10) DEFAULT 'x' 'y');

-- case: BINARY
CREATE TABLE t (a BINARY(3) DEFAULT 'ab', b VARBINARY(3) DEFAULT 'ab', c BINARY(2) DEFAULT 0x00FF);

-- case: BINARY longer than the column
CREATE TABLE t (a BINARY(2) DEFAULT 'abc');

-- case: VARBINARY with a byte beyond ASCII
CREATE TABLE t (a VARBINARY(3) DEFAULT x'FF00');

-- case: BINARY counts bytes
CREATE TABLE t (a BINARY(2) DEFAULT 'é');

-- case: ENUM with a member
CREATE TABLE t (a ENUM('x','y') DEFAULT 'y');

-- case: ENUM with a member in the other case
CREATE TABLE t (a ENUM('x','y') DEFAULT 'Y');

-- case: ENUM with no member
CREATE TABLE t (a ENUM('x','y') DEFAULT 'z');

-- case: ENUM with the empty string
CREATE TABLE t (a ENUM('x','y') DEFAULT '');

-- case: ENUM with a number
CREATE TABLE t (a ENUM('x','y') DEFAULT 1);

-- case: ENUM with a number in a string
CREATE TABLE t (a ENUM('x','y') DEFAULT '1');

-- case: ENUM NOT NULL without default takes its first member
CREATE TABLE t (a ENUM('x','y') NOT NULL);

-- case: SET with members in another order
CREATE TABLE t (a SET('x','y','z') DEFAULT 'z,x');

-- case: SET with the empty string
CREATE TABLE t (a SET('x','y') DEFAULT '');

-- case: SET with a member twice
CREATE TABLE t (a SET('x','y') DEFAULT 'x,x');

-- case: SET with no member
CREATE TABLE t (a SET('x','y') DEFAULT 'x,z');

-- case: SET with a number
CREATE TABLE t (a SET('x','y') DEFAULT 3);

-- case: SET with a blank behind the comma
CREATE TABLE t (a SET('x','y') DEFAULT 'x, y');

-- Long types

-- case: TEXT with a literal
CREATE TABLE t (a TEXT DEFAULT 'x');

-- case: BLOB with a literal
CREATE TABLE t (a BLOB DEFAULT 'x');

-- case: TEXT with the empty string
CREATE TABLE t (a TEXT DEFAULT '');

-- case: TEXT NOT NULL with the empty string
CREATE TABLE t (a TEXT NOT NULL DEFAULT '');

-- case: TEXT with NULL
CREATE TABLE t (a TEXT DEFAULT NULL);

-- case: TEXT with a number
CREATE TABLE t (a TEXT DEFAULT 5);

-- case: TINYTEXT with a literal too long
CREATE TABLE t (a TINYTEXT DEFAULT '{{x * 256}}');

-- case: TEXT with an expression
CREATE TABLE t (a TEXT DEFAULT ('x'), b BLOB DEFAULT ('y'));

-- case: JSON with a literal
CREATE TABLE t (a JSON DEFAULT '{}');

-- case: JSON with an expression
CREATE TABLE t (a JSON DEFAULT ('{}'));

-- case: JSON with JSON_OBJECT
CREATE TABLE t (a JSON DEFAULT (JSON_OBJECT('a', 1)));

-- case: JSON with JSON_ARRAY without parentheses
CREATE TABLE t (a JSON DEFAULT JSON_ARRAY());

-- case: GEOMETRY with a literal
CREATE TABLE t (a GEOMETRY DEFAULT 'x');

-- case: POINT with an expression
CREATE TABLE t (a POINT DEFAULT (POINT(1,2)));

-- case: VECTOR with a literal
CREATE TABLE t (a VECTOR(3) DEFAULT 'x');

-- case: UUID with a literal
CREATE TABLE t (a UUID DEFAULT '123e4567-e89b-12d3-a456-426655440000');

-- case: UUID with another text
CREATE TABLE t (a UUID DEFAULT 'x');

-- case: INET6 with a literal
CREATE TABLE t (a INET6 DEFAULT '::1', b INET4 DEFAULT '127.0.0.1');

-- case: INET4 with another text
CREATE TABLE t (a INET4 DEFAULT '300.1.1.1');

-- Dates and times

-- case: DATE
CREATE TABLE t (a DATE DEFAULT '2024-02-29', b DATE DEFAULT 20240229, c DATE DEFAULT '20240229');

-- case: DATE on a day that is none
CREATE TABLE t (a DATE DEFAULT '2023-02-29');

-- case: DATE in month 13
CREATE TABLE t (a DATE DEFAULT '2023-13-01');

-- case: DATE of zeros
CREATE TABLE t (a DATE DEFAULT '0000-00-00');

-- case: DATE 0
CREATE TABLE t (a DATE DEFAULT 0);

-- case: DATE with day zero
CREATE TABLE t (a DATE DEFAULT '2024-01-00');

-- case: DATE with other delimiters
CREATE TABLE t (a DATE DEFAULT '2024/01/02', b DATE DEFAULT '2024.1.2');

-- case: DATE with a short year
CREATE TABLE t (a DATE DEFAULT '24-01-02');

-- case: DATE with a time
CREATE TABLE t (a DATE DEFAULT '2024-01-02 03:04:05');

-- case: DATE with a word
CREATE TABLE t (a DATE DEFAULT 'today');

-- case: DATE with the empty string
CREATE TABLE t (a DATE DEFAULT '');

-- case: DATE with a DATE literal
CREATE TABLE t (a DATE DEFAULT DATE'2024-01-02');

-- case: DATE with a wrong DATE literal
CREATE TABLE t (a DATE DEFAULT DATE'2024-02-30');

-- case: DATE 9999-12-31 and 1000-01-01
CREATE TABLE t (a DATE DEFAULT '9999-12-31', b DATE DEFAULT '1000-01-01', c DATE DEFAULT '0001-01-01');

-- case: DATETIME
CREATE TABLE t (a DATETIME DEFAULT '2024-01-02 03:04:05', b DATETIME DEFAULT '2024-01-02', c DATETIME DEFAULT '2024-01-02T03:04:05');

-- case: DATETIME with a number
CREATE TABLE t (a DATETIME DEFAULT 20240102030405);

-- case: DATETIME at hour 24
CREATE TABLE t (a DATETIME DEFAULT '2024-01-02 24:00:00');

-- case: DATETIME of zeros
CREATE TABLE t (a DATETIME DEFAULT '0000-00-00 00:00:00');

-- case: DATETIME NOT NULL of zeros
CREATE TABLE t (a DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00');

-- case: DATETIME with a fraction that is cut
CREATE TABLE t (a DATETIME DEFAULT '2024-01-02 03:04:05.4');

-- case: DATETIME with a fraction that rounds up
CREATE TABLE t (a DATETIME DEFAULT '2024-01-02 03:04:05.6');

-- case: DATETIME(3) shown with its fraction
CREATE TABLE t (a DATETIME(3) DEFAULT '2024-01-02 03:04:05');

-- case: DATETIME with a time zone
CREATE TABLE t (a DATETIME DEFAULT '2024-01-02 03:04:05+02:00');

-- case: DATETIME with a TIMESTAMP literal
CREATE TABLE t (a DATETIME DEFAULT TIMESTAMP'2024-01-02 03:04:05');

-- case: TIMESTAMP
CREATE TABLE t (a TIMESTAMP DEFAULT '2024-01-02 03:04:05');

-- case: TIMESTAMP before 1970
CREATE TABLE t (a TIMESTAMP DEFAULT '1969-12-31 00:00:00');

-- case: TIMESTAMP behind January 2038
CREATE TABLE t (a TIMESTAMP DEFAULT '2038-01-20 00:00:00');

-- case: TIMESTAMP of zeros
CREATE TABLE t (a TIMESTAMP DEFAULT '0000-00-00 00:00:00');

-- case: TIMESTAMP 0
CREATE TABLE t (a TIMESTAMP NOT NULL DEFAULT 0);

-- case: two TIMESTAMP NOT NULL without default
CREATE TABLE t (a TIMESTAMP NOT NULL, b TIMESTAMP NOT NULL);

-- case: TIMESTAMP NULL without default
CREATE TABLE t (a TIMESTAMP NULL, b TIMESTAMP);

-- case: TIME
CREATE TABLE t (a TIME DEFAULT '12:34:56', b TIME DEFAULT '12:34', c TIME DEFAULT 123456, d TIME DEFAULT '-01:00:00');

-- case: TIME with days
CREATE TABLE t (a TIME DEFAULT '1 12:34:56');

-- case: TIME at its limit
CREATE TABLE t (a TIME DEFAULT '838:59:59');

-- case: TIME over its limit
CREATE TABLE t (a TIME DEFAULT '839:00:00');

-- case: TIME with 60 minutes
CREATE TABLE t (a TIME DEFAULT '12:60:00');

-- case: TIME with a word
CREATE TABLE t (a TIME DEFAULT 'noon');

-- case: TIME with a TIME literal
CREATE TABLE t (a TIME(2) DEFAULT TIME'12:34:56.78');

-- case: TIME with a date and time
CREATE TABLE t (a TIME DEFAULT '2024-01-02 03:04:05');

-- NOW and its kin

-- case: CURRENT_TIMESTAMP
CREATE TABLE t (a DATETIME DEFAULT CURRENT_TIMESTAMP, b TIMESTAMP DEFAULT CURRENT_TIMESTAMP);

-- case: NOW()
CREATE TABLE t (a DATETIME DEFAULT NOW(), b DATETIME DEFAULT LOCALTIME, c DATETIME DEFAULT LOCALTIMESTAMP());

-- case: NOW without parentheses
CREATE TABLE t (a DATETIME DEFAULT NOW);

-- case: NOW with a blank before its parentheses
CREATE TABLE t (a DATETIME DEFAULT NOW ());

-- case: CURRENT_TIMESTAMP with a blank before its parentheses
CREATE TABLE t (a DATETIME DEFAULT CURRENT_TIMESTAMP ());

-- case: CURRENT_TIMESTAMP(3)
CREATE TABLE t (a DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3));

-- case: CURRENT_TIMESTAMP of a DATETIME(3)
CREATE TABLE t (a DATETIME(3) DEFAULT CURRENT_TIMESTAMP);

-- case: CURRENT_TIMESTAMP(6) of a DATETIME(3)
CREATE TABLE t (a DATETIME(3) DEFAULT CURRENT_TIMESTAMP(6));

-- case: CURRENT_TIMESTAMP(0)
CREATE TABLE t (a DATETIME DEFAULT CURRENT_TIMESTAMP(0));

-- case: CURRENT_TIMESTAMP(7)
CREATE TABLE t (a DATETIME(6) DEFAULT CURRENT_TIMESTAMP(7));

-- case: CURRENT_TIMESTAMP of DATE
CREATE TABLE t (a DATE DEFAULT CURRENT_TIMESTAMP);

-- case: CURRENT_TIMESTAMP of TIME
CREATE TABLE t (a TIME DEFAULT CURRENT_TIMESTAMP);

-- case: CURRENT_TIMESTAMP of INT
CREATE TABLE t (a INT DEFAULT CURRENT_TIMESTAMP);

-- case: CURRENT_TIMESTAMP of VARCHAR
CREATE TABLE t (a VARCHAR(30) DEFAULT CURRENT_TIMESTAMP);

-- case: CURRENT_DATE without parentheses around
CREATE TABLE t (a DATE DEFAULT CURRENT_DATE);

-- case: CURRENT_DATE in parentheses
CREATE TABLE t (a DATE DEFAULT (CURRENT_DATE));

-- case: CURRENT_TIME in parentheses
CREATE TABLE t (a TIME DEFAULT (CURRENT_TIME));

-- case: UTC_TIMESTAMP without parentheses around
CREATE TABLE t (a DATETIME DEFAULT UTC_TIMESTAMP);

-- case: SYSDATE()
CREATE TABLE t (a DATETIME DEFAULT SYSDATE());

-- case: 'CURRENT_TIMESTAMP' in quotes
CREATE TABLE t (a DATETIME DEFAULT 'CURRENT_TIMESTAMP');

-- case: NOT NULL DEFAULT CURRENT_TIMESTAMP
CREATE TABLE t (a TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);

-- case: NOW() in parentheses
CREATE TABLE t (a DATETIME DEFAULT (NOW()));

-- Expressions

-- case: a number in parentheses
CREATE TABLE t (a INT DEFAULT (5));

-- case: NULL in parentheses
CREATE TABLE t (a INT DEFAULT (NULL));

-- case: NULL in parentheses at NOT NULL
CREATE TABLE t (a INT NOT NULL DEFAULT (NULL));

-- case: a sum
CREATE TABLE t (a INT DEFAULT (1 + 2 * 3));

-- case: a sum without parentheses
CREATE TABLE t (a INT DEFAULT 1 + 2);

-- case: a comparison
CREATE TABLE t (a INT DEFAULT (1 < 2 AND 'x' <> 'y'));

-- case: UUID()
CREATE TABLE t (a CHAR(36) DEFAULT (UUID()));

-- case: UUID() without parentheses around
CREATE TABLE t (a CHAR(36) DEFAULT UUID());

-- case: UUID_TO_BIN
CREATE TABLE t (a BINARY(16) DEFAULT (UUID_TO_BIN(UUID())));

-- case: RAND()
CREATE TABLE t (a DOUBLE DEFAULT (RAND()));

-- case: CONCAT
CREATE TABLE t (a VARCHAR(20) DEFAULT (CONCAT('a', 'b')));

-- case: a date some days from now
CREATE TABLE t (a DATE DEFAULT (CURRENT_DATE + INTERVAL 7 DAY));

-- case: DATE_ADD
CREATE TABLE t (a DATETIME DEFAULT (DATE_ADD(NOW(), INTERVAL 1 HOUR)));

-- case: another column before
CREATE TABLE t (a INT, b INT DEFAULT (a + 1));

-- case: another column behind
CREATE TABLE t (a INT DEFAULT (b), b INT);

-- case: another column behind with a default of its own
CREATE TABLE t (a INT DEFAULT (b + 1), b INT DEFAULT (2));

-- case: the column itself
CREATE TABLE t (a INT DEFAULT (a));

-- case: a column that is not there
CREATE TABLE t (a INT DEFAULT (nix));

-- case: the AUTO_INCREMENT column
CREATE TABLE t (a INT AUTO_INCREMENT PRIMARY KEY, b INT DEFAULT (a));

-- case: a generated column
CREATE TABLE t (a INT, g INT AS (a + 1), b INT DEFAULT (g));

-- case: DEFAULT(column)
CREATE TABLE t (a INT DEFAULT 3, b INT DEFAULT (DEFAULT(a)));

-- case: a subquery
CREATE TABLE t (a INT DEFAULT ((SELECT 1)));

-- case: an aggregate
CREATE TABLE t (a INT DEFAULT (SUM(1)));

-- case: a window function
CREATE TABLE t (a INT DEFAULT (ROW_NUMBER() OVER ()));

-- case: a user variable
CREATE TABLE t (a INT DEFAULT (@x));

-- case: a system variable
CREATE TABLE t (a INT DEFAULT (@@max_connections));

-- case: a parameter
CREATE TABLE t (a INT DEFAULT (?));

-- case: a function that is not there
CREATE TABLE t (a INT DEFAULT (nix(1)));

-- case: a function with too few arguments
CREATE TABLE t (a INT DEFAULT (ABS()));

-- case: a row
CREATE TABLE t (a INT DEFAULT ((1, 2)));

-- case: SLEEP
CREATE TABLE t (a INT DEFAULT (SLEEP(1)));

-- case: LAST_INSERT_ID
CREATE TABLE t (a BIGINT DEFAULT (LAST_INSERT_ID()));

-- case: CONNECTION_ID, USER and DATABASE
CREATE TABLE t (a BIGINT DEFAULT (CONNECTION_ID()), b VARCHAR(99) DEFAULT (USER()), c VARCHAR(99) DEFAULT (DATABASE()));

-- case: LOAD_FILE
CREATE TABLE t (a BLOB DEFAULT (LOAD_FILE('x')));

-- case: VALUES(column)
CREATE TABLE t (a INT, b INT DEFAULT (VALUES(a)));

-- case: MATCH
CREATE TABLE t (a TEXT, b DOUBLE DEFAULT (MATCH (a) AGAINST ('x')), FULLTEXT (a));

-- case: CASE and IF
CREATE TABLE t (a INT DEFAULT (CASE WHEN 1 THEN 2 ELSE 3 END), b INT DEFAULT (IF(1, 2, 3)));

-- case: CAST and CONVERT
CREATE TABLE t (a INT DEFAULT (CAST('1' AS SIGNED)), b CHAR(3) DEFAULT (CONVERT('x' USING utf8mb4)));

-- case: an expression out of range
CREATE TABLE t (a TINYINT DEFAULT (1000));

-- case: a text for an integer in parentheses
CREATE TABLE t (a INT DEFAULT ('x'));

-- case: nothing in parentheses
CREATE TABLE t (a INT DEFAULT ());

-- case: unbalanced parentheses
CREATE TABLE t (a INT DEFAULT ((1));

-- The clause

-- case: DEFAULT without value
CREATE TABLE t (a INT DEFAULT);

-- case: DEFAULT with an equal sign
CREATE TABLE t (a INT DEFAULT = 5);

-- case: DEFAULT with a word
CREATE TABLE t (a INT DEFAULT word);

-- case: DEFAULT with a word in double quotes
CREATE TABLE t (a VARCHAR(10) DEFAULT "word");

-- case: DEFAULT with a name in backticks
CREATE TABLE t (a VARCHAR(10) DEFAULT `word`);

-- case: DEFAULT twice
CREATE TABLE t (a INT DEFAULT 1 DEFAULT 2);

-- case: DEFAULT NULL
CREATE TABLE t (a INT DEFAULT NULL, b VARCHAR(10) DEFAULT NULL, c TEXT DEFAULT NULL, d DATETIME DEFAULT NULL);

-- case: DEFAULT 'NULL' in quotes
CREATE TABLE t (a VARCHAR(10) DEFAULT 'NULL', b INT DEFAULT NULL);

-- case: DEFAULT 'NULL' of an integer
CREATE TABLE t (a INT DEFAULT 'NULL');

-- case: DEFAULT DEFAULT
CREATE TABLE t (a INT DEFAULT DEFAULT);

-- case: DEFAULT ON
CREATE TABLE t (a INT DEFAULT ON);

-- case: DEFAULT of a key's column
CREATE TABLE t (a INT DEFAULT 0 PRIMARY KEY);

-- case: without strict mode a default is still judged
SET sql_mode = '';
CREATE TABLE t (a TINYINT DEFAULT 300);

-- case: without strict mode dates of zeros are allowed
SET sql_mode = '';
CREATE TABLE t (a DATETIME DEFAULT '0000-00-00 00:00:00', b TIMESTAMP DEFAULT 0);

-- case: without strict mode a text takes the empty default
SET sql_mode = '';
CREATE TABLE t (a TEXT DEFAULT '');

-- case: without strict mode a text takes no other default
SET sql_mode = '';
CREATE TABLE t (a TEXT DEFAULT 'x');

-- More of expressions and literals

-- case: texts of collations that do not mix
CREATE TABLE t (a VARCHAR(9) COLLATE utf8mb4_unicode_ci, b VARCHAR(9) COLLATE utf8mb4_general_ci, c INT DEFAULT (a = b));

-- case: JSON_EXTRACT with a wrong path
CREATE TABLE t (a JSON DEFAULT (JSON_EXTRACT('{}', 'x')));

-- case: JSON_EXTRACT of a number
CREATE TABLE t (a JSON DEFAULT (JSON_EXTRACT(1, '$.x')));

-- case: a geometry plus a number
CREATE TABLE t (a POINT, b INT DEFAULT (POINT(1, 2) + 1));

-- case: a named argument
CREATE TABLE t (a INT DEFAULT (ABS(1 AS x)));

-- case: a named argument of a stored function
CREATE TABLE t (a INT DEFAULT (nix(1 AS x)));

-- case: CAST to a type that has no cast
CREATE TABLE t (a INT DEFAULT (CAST('x' AS UUID)));

-- case: CAST to a geometry
CREATE TABLE t (a INT DEFAULT (CAST(1 AS POINT)));

-- case: DATETIME with two blanks between date and time
CREATE TABLE t (a DATETIME DEFAULT '2024-01-02  03:04:05');

-- case: DATETIME with a delimiter too many
CREATE TABLE t (a DATETIME DEFAULT '2024--01-02 03:04:05');

-- case: DATETIME with other delimiters of the time
CREATE TABLE t (a DATETIME DEFAULT '2024-01-02 03.04.05');

-- case: DATETIME with a blank at its end
CREATE TABLE t (a DATETIME DEFAULT '2024-01-02 03:04:05 ');

-- case: a latin1 string with an introducer that is no UTF-8
CREATE TABLE t (a VARCHAR(10) DEFAULT _utf8mb4 x'FF');

-- case: a string of the charset binary for a text
CREATE TABLE t (a VARCHAR(10) CHARACTER SET ascii DEFAULT _binary x'E9');

-- case: ENUM with a member beyond its charset
CREATE TABLE t (a ENUM('x','é') CHARACTER SET latin1 DEFAULT 'é');

-- case: a subquery in EXISTS
CREATE TABLE t (a INT DEFAULT (EXISTS (SELECT 1)));

-- case: an expression of the hidden NOW
CREATE TABLE t (a TIMESTAMP DEFAULT (CURRENT_TIMESTAMP + INTERVAL 1 DAY));

-- case: a number out of its range in an expression
CREATE TABLE t (a BIGINT DEFAULT (9223372036854775807 + 1));

-- case: a division by zero in an expression
CREATE TABLE t (a INT DEFAULT (1 / 0));

-- case: a negative number of a function without parentheses
CREATE TABLE t (a INT DEFAULT -ABS(5));

-- case: a string minus
CREATE TABLE t (a INT DEFAULT -'5');

-- case: INVISIBLE primary key generated by the server
SET sql_generate_invisible_primary_key = 1;
CREATE TABLE t (my_row_id INT, a INT);
