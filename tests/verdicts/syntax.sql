-- Words and signs: names, quotes, comments, versioned comments, numbers, and where a syntax error is said to be.

-- Names

-- case: letters, digits, underscore and dollar
CREATE TABLE a_1$ (b_2$ INT);

-- case: a name that begins with a digit
CREATE TABLE 1a (2b INT);

-- case: a name of digits only
CREATE TABLE 123 (a INT);

-- case: a column of digits only
CREATE TABLE t (123 INT);

-- case: a name of digits in backticks
CREATE TABLE `123` (`456` INT);

-- case: a name like a number with an exponent
CREATE TABLE 1e5 (a INT);

-- case: a name that begins like an exponent
CREATE TABLE 1ea (1e INT);

-- case: a name like a hexadecimal number
CREATE TABLE 0x1F (a INT);

-- case: a name like a hexadecimal number with another letter
CREATE TABLE 0x1G (a INT);

-- case: a name like a bit number
CREATE TABLE 0b1 (a INT);

-- case: a name that begins with a dollar
CREATE TABLE $t (a INT);

-- case: a column that begins with a dollar
CREATE TABLE t ($a INT);

-- case: a name that begins with an underscore
CREATE TABLE _t (_a INT);

-- case: a name with a hyphen
CREATE TABLE a-b (a INT);

-- case: a name with a hyphen in backticks
CREATE TABLE `a-b` (`c d` INT);

-- case: a name with a backtick
CREATE TABLE `a``b` (`c``` INT);

-- case: a name with umlauts
CREATE TABLE größe (länge INT);

-- case: a name in Chinese
CREATE TABLE 表 (列 INT COMMENT '注释');

-- case: a name with a character of four bytes
CREATE TABLE t (`🐬` INT);

-- case: a table name with a character of four bytes
CREATE TABLE `🐬` (a INT);

-- case: a name with a character of four bytes without backticks
CREATE TABLE t (🐬 INT);

-- case: a table name of 64 characters
CREATE TABLE {{t * 64}} (a INT);

-- case: a table name of 65 characters
CREATE TABLE {{t * 65}} (a INT);

-- case: a column name of 64 characters
CREATE TABLE t ({{ö * 64}} INT);

-- case: a column name of 65 characters
CREATE TABLE t ({{a * 65}} INT);

-- case: an empty table name
CREATE TABLE `` (a INT);

-- case: an empty column name
CREATE TABLE t (`` INT);

-- case: a table name with a blank at its end
CREATE TABLE `t ` (a INT);

-- case: a column name with a blank at its end
CREATE TABLE t (`a ` INT);

-- case: a column name with a blank first
CREATE TABLE t (` a` INT);

-- case: a table name with slashes and dots
CREATE TABLE `a/b.c\d` (a INT);

-- case: a table name with a line end
CREATE TABLE `a
b` (a INT);

-- case: a name in single quotes
CREATE TABLE 't' (a INT);

-- case: a name in double quotes
CREATE TABLE "t" (a INT);

-- case: a column in single quotes
CREATE TABLE t ('a' INT);

-- case: a name in brackets is that of another server
CREATE TABLE [t] (a INT);

-- case: a name in brackets as a column
CREATE TABLE t ([a] INT);

-- case: a backtick that is not closed
CREATE TABLE `t (a INT);

-- case: a dot with blanks
CREATE TABLE tt . t (a INT);

-- case: a digit behind a dot
CREATE TABLE tt.1t (a INT);

-- case: digits behind a dot
CREATE TABLE tt.123 (a INT);

-- case: a reserved word behind a dot
CREATE TABLE tt.order (a INT);

-- case: a user variable as a name
CREATE TABLE @t (a INT);

-- Reserved words

-- case: order as a table
CREATE TABLE order (a INT);

-- case: order in backticks
CREATE TABLE `order` (`select` INT, `table` INT);

-- case: columns that are reserved words of both servers
CREATE TABLE t (key INT);

-- case: a column named index
CREATE TABLE t (index INT);

-- case: a column named group
CREATE TABLE t (id INT, group VARCHAR(10));

-- case: a column named desc
CREATE TABLE t (id INT, desc TEXT);

-- case: a column named condition
CREATE TABLE t (condition INT);

-- case: a column named rank
CREATE TABLE t (rank INT);

-- case: a column named groups
CREATE TABLE t (groups INT);

-- case: a column named system
CREATE TABLE t (system INT);

-- case: a column named window
CREATE TABLE t (window INT);

-- case: a column named function
CREATE TABLE t (function INT);

-- case: a column named of
CREATE TABLE t (of INT);

-- case: a column named lateral
CREATE TABLE t (lateral INT);

-- case: a column named manual
CREATE TABLE t (manual INT);

-- case: a column named library
CREATE TABLE t (library INT);

-- case: a column named offset
CREATE TABLE t (offset INT);

-- case: a column named returning
CREATE TABLE t (returning INT);

-- case: a column named portion
CREATE TABLE t (portion INT);

-- case: a column named except
CREATE TABLE t (except INT);

-- case: a column named row_number
CREATE TABLE t (row_number INT);

-- case: a column named rows
CREATE TABLE t (rows INT);

-- case: a column named row
CREATE TABLE t (row INT);

-- case: words that are no reserved words
CREATE TABLE t (name INT, date INT, time INT, timestamp INT, text INT, type INT, status INT, value INT, user INT, level INT, role INT, position INT, data INT, year INT, action INT, bit INT, enum INT, no INT);

-- case: words of types that are reserved
CREATE TABLE t (int INT);

-- case: words of statements that are no reserved words
CREATE TABLE begin (commit INT, end INT, start INT, truncate INT, temporary INT, offline INT);

-- case: an alias for a reserved word in a key
CREATE TABLE t (a INT, KEY check (a));

-- case: a reserved word as a constraint
CREATE TABLE t (a INT, CONSTRAINT unique CHECK (a > 0));

-- Comments

-- case: comments of three kinds
CREATE /* one */ TABLE t ( -- two
  a INT # three
);

-- case: two hyphens without blank
CREATE TABLE t (a INT DEFAULT 5--1
);

-- case: two hyphens at the end of a line
CREATE TABLE t (a INT --
);

-- case: a comment that is not closed
CREATE TABLE t (a INT) /* never closed;

-- case: a comment in a comment
CREATE TABLE t (a INT) /* one /* two */ three */;

-- case: an empty comment
CREATE TABLE t /**/ (a INT);

-- case: comments only
/* nothing */;

-- case: a line of comment only
# nothing
;

-- case: nothing
;

-- case: a semicolon in the middle
CREATE TABLE t (a INT); CREATE TABLE u (a INT);

-- case: two semicolons at the end
CREATE TABLE t (a INT);;

-- case: a comment behind the semicolon
DELIMITER //
CREATE TABLE t (a INT); -- done
//

-- case: a versioned comment
CREATE TABLE t (a INT) /*!40100 COMMENT='x' */;

-- case: a versioned comment without version
CREATE TABLE t (a INT) /*! COMMENT='x' */;

-- case: a versioned comment of MySQL 8
CREATE TABLE t (a INT, b INT /*!80023 INVISIBLE */);

-- case: a versioned comment of MySQL 5.7.6 to 9.9.99
CREATE TABLE t (a INT) /*!50706 COMMENT='57' */;

-- case: a versioned comment of a later server
CREATE TABLE t (a INT) /*!999999 nonsense */;

-- case: a versioned comment with six digits
CREATE TABLE t (a INT) /*!100100 COMMENT='ten' */;

-- case: a versioned comment with four digits
CREATE TABLE t (a INT) /*!4010 COMMENT='x' */;

-- case: a versioned comment with digits that touch a word
CREATE TABLE t (a INT) /*!40100COMMENT='x' */;

-- case: a comment of MariaDB
CREATE TABLE t (a INT) /*M! COMMENT='x' */;

-- case: a comment of MariaDB with a version
CREATE TABLE t (a INT) /*M!100100 COMMENT='x' */;

-- case: a comment of a later MariaDB
CREATE TABLE t (a INT) /*M!999999 nonsense */;

-- case: a versioned comment that is not closed
CREATE TABLE t (a INT) /*!40100 COMMENT='x';

-- case: a versioned comment with an error
CREATE TABLE t (a INT) /*!40100 NONSENSE */;

-- case: a versioned statement
/*!40101 SET NAMES utf8mb4 */;

-- case: versioned SET as dumps do
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40000 ALTER TABLE t DISABLE KEYS */;

-- case: a comment in a versioned comment
CREATE TABLE t (a INT) /*!40100 /* why */ COMMENT='x' */;

-- case: an optimizer hint
CREATE TABLE t (a INT) /*+ nothing */;

-- Strings and numbers

-- case: a string that is not closed
CREATE TABLE t (a INT COMMENT 'x);

-- case: a double quote that is not closed
CREATE TABLE t (a INT COMMENT "x);

-- case: a backslash before the closing quote
CREATE TABLE t (a INT COMMENT 'x\');

-- case: escapes in a default
CREATE TABLE t (a VARCHAR(20) DEFAULT '\0\'\"\b\n\r\t\Z\\\%\_\x');

-- case: a string over two lines
CREATE TABLE t (a INT COMMENT 'one
two');

-- case: doubled quotes of the other kind
CREATE TABLE t (a INT COMMENT 'a""b', b INT COMMENT "a''b");

-- case: strings beside each other over lines
CREATE TABLE t (a INT COMMENT 'one'
  'two');

-- case: a number with two points
CREATE TABLE t (a INT DEFAULT 1.2.3);

-- case: a number that begins with a point
CREATE TABLE t (a DOUBLE DEFAULT .5);

-- case: a number that ends with a point
CREATE TABLE t (a DOUBLE DEFAULT 5.);

-- case: an exponent without digits
CREATE TABLE t (a DOUBLE DEFAULT 1e);

-- case: an exponent with a sign
CREATE TABLE t (a DOUBLE DEFAULT 1e-3, b DOUBLE DEFAULT 1E+3);

-- case: hexadecimal in capitals
CREATE TABLE t (a INT DEFAULT 0X1F);

-- case: hexadecimal with a capital X in quotes
CREATE TABLE t (a INT DEFAULT X'1F');

-- case: hexadecimal with a wrong digit
CREATE TABLE t (a INT DEFAULT x'1G');

-- case: a bit literal with a wrong digit
CREATE TABLE t (a INT DEFAULT b'12');

-- case: a blank between x and its quote
CREATE TABLE t (a INT DEFAULT x '1F');

-- case: a number with underscores
CREATE TABLE t (a INT DEFAULT 1_000);

-- case: a very long number
CREATE TABLE t (a INT DEFAULT {{9 * 100}});

-- Where the error is

-- case: a comma at the end of the columns
CREATE TABLE t (a INT,);

-- case: a comma is missing
CREATE TABLE t (a INT b INT);

-- case: two commas
CREATE TABLE t (a INT,, b INT);

-- case: a comma first
CREATE TABLE t (, a INT);

-- case: a closing parenthesis is missing
CREATE TABLE t (a INT;

-- case: a closing parenthesis too many
CREATE TABLE t (a INT));

-- case: an opening parenthesis is missing
CREATE TABLE t a INT);

-- case: an error on line 3
CREATE TABLE t (
  a INT,
  b INT FOO
);

-- case: an error at the end of line 4
CREATE TABLE t (
  a INT,
  b INT

;

-- case: an error behind an empty line and a comment
CREATE TABLE t (

  -- why
  a INT FOO
);

-- case: the text is cut after 80 characters
CREATE TABLE t (a INT FOO, bbbbbbbbbbbbbbbbbbbb INT, cccccccccccccccccccc INT, dddddddddddddddddddd INT, e INT);

-- case: the text is cut in characters, not bytes
CREATE TABLE t (a INT FOO COMMENT 'éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé', b INT);

-- case: the text with characters of four bytes
CREATE TABLE t (a INT FOO '🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬🐬');

-- case: the text begins with a string
CREATE TABLE t (a INT 'x');

-- case: the text begins with a name in backticks
CREATE TABLE t (a INT `x`);

-- case: the text begins with an operator
CREATE TABLE t (a INT := 5);

-- case: a sign that is none
CREATE TABLE t (a INT ?);

-- case: a backslash
CREATE TABLE t (a INT \ b);

-- case: a brace
CREATE TABLE t {a INT};

-- case: a colon
CREATE TABLE t (a: INT);

-- case: an arrow
CREATE TABLE t (a -> INT);

-- case: an equal sign
CREATE TABLE t (a = INT);

-- case: typographic quotes
CREATE TABLE t (a INT COMMENT ‘x’);

-- case: a full-width comma
CREATE TABLE t (a INT， b INT);

-- case: a full-width parenthesis
CREATE TABLE t （a INT);

-- case: a no-break space
CREATE TABLE t (a INT);

-- case: tabs between words
CREATE	TABLE	t	(a	INT);

-- case: words run together
CREATETABLE t (a INT);

-- case: TABEL for TABLE
CREATE TABEL t (a INT);

-- case: a misspelt attribute
CREATE TABLE t (a INT NOT NUL);

-- case: a misspelt key
CREATE TABLE t (a INT, PRIMERY KEY (a));

-- case: AUTO INCREMENT in two words
CREATE TABLE t (a INT AUTO INCREMENT PRIMARY KEY);

-- case: PRIMARYKEY in one word
CREATE TABLE t (a INT PRIMARYKEY);

-- case: NOT NULL run together
CREATE TABLE t (a INT NOTNULL);

-- case: words behind the statement
CREATE TABLE t (a INT) foo;

-- case: two statements without semicolon
CREATE TABLE t (a INT) CREATE TABLE u (a INT);

-- case: small letters everywhere
create table t (a int not null default 5 comment 'x', primary key (a)) engine=innodb;

-- case: mixed case everywhere
Create Table T (A Int Not Null, Primary Key (A)) Engine=InnoDB;

-- case: no blanks where none are needed
CREATE TABLE`t`(`a`INT,`b`VARCHAR(10)DEFAULT'x',KEY`k`(`a`))ENGINE=InnoDB;

-- case: a table as mysqldump writes it
CREATE TABLE `t` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `made` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  KEY `by_name` (`name`(20)) USING BTREE COMMENT 'x'
) ENGINE=InnoDB AUTO_INCREMENT=17 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC COMMENT='y';

-- case: a table as another server writes it
CREATE TABLE public.t (id serial PRIMARY KEY, made timestamp with time zone DEFAULT now());

-- case: DELIMITER as a statement
delimiter $$;

-- case: a mistake in a column before a syntax error
CREATE TABLE t (a INT(300), b INT FOO);

-- case: an unknown charset before a syntax error
CREATE TABLE t (a CHAR(5) CHARSET nix, b INT FOO);

-- case: a wrong default before a syntax error
CREATE TABLE t (a INT DEFAULT 'x', b INT FOO);

-- case: a column twice before a syntax error
CREATE TABLE t (a INT, a INT, b INT FOO);

-- case: a long name before a syntax error
CREATE TABLE t ({{a * 65}} INT, b INT FOO);

-- case: a prefix of 0 before a syntax error
CREATE TABLE t (a CHAR(5), KEY (a(0)), b INT FOO);

-- case: an unknown engine before a syntax error
CREATE TABLE t (a INT) ENGINE=nix FOO;

-- case: a missing database before a syntax error
CREATE TABLE nix.t (a INT FOO);

-- case: several mistakes, the first that counts
CREATE TABLE t (a INT DEFAULT 'x', b CHAR(300), c FLOAT(3,5), a INT, KEY (nix)) ENGINE=nope;

-- case: expressions nested deep
CREATE TABLE t (a INT DEFAULT ({{( * 60}}1{{) * 60}}));

-- case: a keyword with a dot and a name right behind it
ALTER.TABLE t ADD a INT;
CREATE TABLE.t (a INT);
CREATE TABLE t (a INT);
ALTER TABLE.t ADD b INT;
ALTER TABLE t ADD.INDEX (a);
ALTER TABLE t ADD .INDEX (a);

-- case: TABLE as a statement
CREATE TABLE t (a INT);
TABLE t FORCE;
TABLE IF EXISTS t;
TABLE t ADD COLUMN b INT;

-- case: a parenthesis in front of the first word
(ALTER) TABLE t ADD b INT;
((CREATE)) TABLE t (a INT);

-- case: parentheses behind the elements with no query in them
CREATE TABLE t (a INT) (ENGINE)=MEMORY;
CREATE TABLE t (a INT) ((b INT));

-- case: an error at a parenthesis at the end of a line
CREATE TABLE IF NOT EXISTS (
  a INT
);
CREATE TABLE t `u` (
  a INT
);

-- case: VALUES IN where an option may stand
CREATE TABLE t (a INT) p0 VALUES IN (1, 2);
CREATE TABLE t (a INT) p0 VALUES LESS THAN (1);
CREATE TABLE t (a INT) p0 VALUES (1);

-- case: a row in the parentheses of a default
CREATE TABLE t (a INT DEFAULT (1, 2));
CREATE TABLE t (a INT, b INT DEFAULT (1, a));
CREATE TABLE t (a INT DEFAULT (1, b BIGINT NOT NULL);

-- case: a row in the parentheses of a generated column
CREATE TABLE t (a INT, b INT AS (1, a));
CREATE TABLE t (a INT, b INT AS (1, c BIGINT NOT NULL);

-- case: COLLATE twice, and another mistake
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb4_bin COLLATE utf8mb4_bin);
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb4_bin NOT NULL COLLATE utf8mb4_bin, b INT COMMENT x'41');
CREATE TABLE t (a TEXT DEFAULT 'x', b VARCHAR(10) COLLATE utf8mb4_bin NOT NULL COLLATE utf8mb4_bin);
CREATE TABLE t (a VARCHAR(10) CHARSET latin1 COLLATE utf8mb4_bin NOT NULL COLLATE utf8mb4_general_ci);
CREATE TABLE t (a JSON NOT NULL COLLATE utf8mb4_bin COLLATE utf8mb4_bin);

-- case: queries of CREATE TABLE that break at their beginning
CREATE TABLE t (a INT) WITH SYSTEM AS (SELECT 1) SELECT 1;
CREATE TABLE t (a INT) WITH x VERSIONING;
CREATE TABLE t TABLE (a INT);
CREATE TABLE t VALUES 1;

-- case: a type with a dot
CREATE TABLE t (a TINYINT.b NOT NULL);
CREATE TABLE t (a x.5 NOT NULL);

-- case: WITH as a statement that breaks at once
WITH TABLE t RENAME TO u;
WITH x SELECT 1;

-- case: the line of an error at a parenthesis
CREATE TABLE (
  a INT);
CREATE TABLE t (a INT, (
  b INT));
CREATE TABLE t ((
  b INT));
CREATE TABLE t (a INT COMMENT ''(
  b INT));

-- case: names of columns with a table in front
CREATE TABLE t (t.a INT, tt.t.b INT, .c INT);
CREATE TABLE u (x.a INT);
CREATE TABLE tt.u (x.u.a INT);
ALTER TABLE t ADD x.d INT;
ALTER TABLE t ADD t.d INT;
ALTER TABLE t ADD INDEX.d (a);
