-- Charsets and collations of databases, tables and columns.

-- Columns

-- case: CHARACTER SET
CREATE TABLE t (a VARCHAR(10) CHARACTER SET latin1);

-- case: CHARSET
CREATE TABLE t (a VARCHAR(10) CHARSET latin1);

-- case: CHAR SET
CREATE TABLE t (a VARCHAR(10) CHAR SET latin1);

-- case: CHARACTER SET with an equal sign
CREATE TABLE t (a VARCHAR(10) CHARACTER SET = latin1);

-- case: the charset in quotes
CREATE TABLE t (a VARCHAR(10) CHARACTER SET 'latin1');

-- case: the charset in backticks
CREATE TABLE t (a VARCHAR(10) CHARACTER SET `latin1`);

-- case: the charset in capitals
CREATE TABLE t (a VARCHAR(10) CHARACTER SET LATIN1);

-- case: an unknown charset
CREATE TABLE t (a VARCHAR(10) CHARACTER SET latin99);

-- case: CHARACTER SET without name
CREATE TABLE t (a VARCHAR(10) CHARACTER SET);

-- case: CHARACTER SET DEFAULT
CREATE TABLE t (a VARCHAR(10) CHARACTER SET DEFAULT);

-- case: COLLATE alone
CREATE TABLE t (a VARCHAR(10) COLLATE latin1_bin);

-- case: charset and collation that belong together
CREATE TABLE t (a VARCHAR(10) CHARACTER SET latin1 COLLATE latin1_german1_ci);

-- case: charset and collation that do not belong together
CREATE TABLE t (a VARCHAR(10) CHARACTER SET latin1 COLLATE utf8mb4_bin);

-- case: an unknown collation
CREATE TABLE t (a VARCHAR(10) COLLATE latin1_klingon_ci);

-- case: a collation of MySQL 8
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb4_0900_ai_ci);

-- case: a collation of MySQL 8 with an accent
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb4_de_pb_0900_as_cs);

-- case: a collation of MariaDB 10.10
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb4_uca1400_ai_ci);

-- case: a collation of MariaDB without charset
CREATE TABLE t (a VARCHAR(10) CHARACTER SET utf8mb4 COLLATE uca1400_ai_ci);

-- case: a collation of MariaDB without padding
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb4_nopad_bin);

-- case: COLLATE before NOT NULL
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb4_bin NOT NULL);

-- case: CHARACTER SET behind COLLATE
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb4_bin CHARACTER SET utf8mb4);

-- case: CHARACTER SET twice
CREATE TABLE t (a VARCHAR(10) CHARACTER SET latin1 CHARACTER SET utf8mb4);

-- case: utf8
CREATE TABLE t (a VARCHAR(10) CHARACTER SET utf8);

-- case: utf8mb3
CREATE TABLE t (a VARCHAR(10) CHARACTER SET utf8mb3);

-- case: utf8_general_ci
CREATE TABLE t (a VARCHAR(10) COLLATE utf8_general_ci);

-- case: utf8mb3_unicode_ci
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb3_unicode_ci);

-- case: the Unicode charsets of fixed width
CREATE TABLE t (a VARCHAR(10) CHARACTER SET ucs2, b VARCHAR(10) CHARACTER SET utf16, c VARCHAR(10) CHARACTER SET utf32, d VARCHAR(10) CHARACTER SET utf16le);

-- case: charsets of the East
CREATE TABLE t (a VARCHAR(10) CHARACTER SET sjis, b VARCHAR(10) CHARACTER SET gbk, c VARCHAR(10) CHARACTER SET big5, d VARCHAR(10) CHARACTER SET eucjpms, e VARCHAR(10) CHARACTER SET euckr);

-- case: gb18030
CREATE TABLE t (a VARCHAR(10) CHARACTER SET gb18030);

-- case: charsets of the West
CREATE TABLE t (a CHAR(5) CHARACTER SET cp1252);

-- case: old charsets that MySQL warns of
CREATE TABLE t (a CHAR(5) CHARACTER SET hp8, b CHAR(5) CHARACTER SET dec8, c CHAR(5) CHARACTER SET macce);

-- case: CHARACTER SET binary makes bytes
CREATE TABLE t (a CHAR(5) CHARACTER SET binary, b VARCHAR(5) CHARACTER SET binary, c TEXT CHARACTER SET binary);

-- case: CHARACTER SET binary with its collation
CREATE TABLE t (a CHAR(5) CHARACTER SET binary COLLATE binary);

-- case: ASCII and UNICODE
CREATE TABLE t (a CHAR(5) ASCII, b CHAR(5) UNICODE);

-- case: BYTE
CREATE TABLE t (a CHAR(5) BYTE, b VARCHAR(5) BYTE);

-- case: BINARY behind a type
CREATE TABLE t (a CHAR(5) BINARY, b TEXT BINARY);

-- case: BINARY with a charset in both orders
CREATE TABLE t (a CHAR(5) BINARY CHARACTER SET latin1, b CHAR(5) CHARACTER SET latin1 BINARY);

-- case: ASCII BINARY and BINARY ASCII
CREATE TABLE t (a CHAR(5) ASCII BINARY, b CHAR(5) BINARY ASCII);

-- case: BINARY with COLLATE
CREATE TABLE t (a CHAR(5) BINARY COLLATE utf8mb4_general_ci);

-- case: BYTE BINARY
CREATE TABLE t (a CHAR(5) BYTE BINARY);

-- case: a charset of an integer
CREATE TABLE t (a INT CHARACTER SET latin1);

-- case: a charset of BLOB
CREATE TABLE t (a BLOB CHARACTER SET latin1);

-- case: a charset of BINARY
CREATE TABLE t (a BINARY(5) CHARACTER SET latin1);

-- case: a charset of DATE
CREATE TABLE t (a DATE CHARACTER SET latin1);

-- case: each text with a charset
CREATE TABLE t (a TINYTEXT CHARSET latin1, b MEDIUMTEXT CHARSET latin1, c LONGTEXT CHARSET latin1, d ENUM('x') CHARSET latin1, e SET('x') CHARSET latin1);

-- Tables

-- case: DEFAULT CHARACTER SET of a table
CREATE TABLE t (a VARCHAR(10)) DEFAULT CHARACTER SET = latin1;

-- case: CHARSET of a table
CREATE TABLE t (a VARCHAR(10)) CHARSET latin1;

-- case: CHARACTER SET of a table without equal sign
CREATE TABLE t (a VARCHAR(10)) CHARACTER SET latin1;

-- case: COLLATE of a table
CREATE TABLE t (a VARCHAR(10)) COLLATE = latin1_bin;

-- case: DEFAULT COLLATE of a table
CREATE TABLE t (a VARCHAR(10)) DEFAULT COLLATE latin1_bin;

-- case: charset and collation of a table
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1 COLLATE=latin1_german2_ci;

-- case: collation before charset of a table
CREATE TABLE t (a VARCHAR(10)) COLLATE=latin1_german2_ci CHARSET=latin1;

-- case: charset and collation of a table that do not belong together
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1 COLLATE=utf8mb4_bin;

-- case: collation and charset of a table that do not belong together
CREATE TABLE t (a VARCHAR(10)) COLLATE=utf8mb4_bin CHARSET=latin1;

-- case: two charsets of a table
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1 CHARSET=utf8mb4;

-- case: a charset of a table twice
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1 CHARSET=latin1;

-- case: two collations of a table
CREATE TABLE t (a VARCHAR(10)) COLLATE=latin1_bin COLLATE=latin1_swedish_ci;

-- case: CHARSET DEFAULT of a table
CREATE TABLE t (a VARCHAR(10)) CHARSET=DEFAULT;

-- case: an unknown charset of a table
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin99;

-- case: an unknown collation of a table
CREATE TABLE t (a VARCHAR(10)) COLLATE=nix;

-- case: utf8 of a table
CREATE TABLE t (a VARCHAR(10)) CHARSET=utf8;

-- case: CHARSET binary of a table
CREATE TABLE t (a VARCHAR(10), b TEXT, c CHAR) CHARSET=binary;

-- case: the column's charset wins over the table's
CREATE TABLE t (a VARCHAR(10) CHARSET utf8mb4, b VARCHAR(10)) CHARSET=latin1;

-- case: the column's collation in another charset than the table's
CREATE TABLE t (a VARCHAR(10) COLLATE utf8mb4_bin) CHARSET=latin1;

-- case: the attribute BINARY takes the table's charset
CREATE TABLE t (a VARCHAR(10) BINARY) CHARSET=latin1;

-- case: CHARSET of the column equal to the table's, whose collation is not the default
CREATE TABLE t (a VARCHAR(10) CHARSET latin1, b VARCHAR(10)) COLLATE=latin1_bin;

-- case: SET NAMES changes literals, not columns
SET NAMES latin1;
CREATE TABLE t (a VARCHAR(10));

-- Databases

-- case: a database's charset is that of its tables
CREATE DATABASE d1 CHARACTER SET latin1;
CREATE TABLE d1.t (a VARCHAR(10));

-- case: a database's collation is that of its tables
CREATE DATABASE d1 COLLATE latin1_bin;
CREATE TABLE d1.t (a VARCHAR(10), b CHAR(5) CHARACTER SET latin1);

-- case: a database without charset
CREATE DATABASE d1;
CREATE TABLE d1.t (a VARCHAR(10));

-- case: a database's charset and collation that do not belong together
CREATE DATABASE d1 CHARACTER SET latin1 COLLATE utf8mb4_bin;

-- case: a database with an unknown charset
CREATE DATABASE d1 CHARACTER SET latin99;

-- case: a database with an unknown collation
CREATE DATABASE d1 DEFAULT COLLATE = nix;

-- case: a database with utf8
CREATE DATABASE d1 CHARSET utf8;

-- case: ALTER DATABASE changes what new tables take
ALTER DATABASE tt CHARACTER SET latin1;
CREATE TABLE t (a VARCHAR(10));

-- case: ALTER DATABASE does not change old tables
CREATE TABLE t (a VARCHAR(10));
ALTER DATABASE tt CHARACTER SET latin1;
ALTER TABLE t ADD b VARCHAR(10);

-- ALTER TABLE

-- case: CONVERT TO CHARACTER SET
CREATE TABLE t (a VARCHAR(10), b TEXT, c INT) CHARSET=latin1;
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;

-- case: CONVERT TO CHARACTER SET with a collation
CREATE TABLE t (a VARCHAR(10), b CHAR(5) CHARSET ascii) CHARSET=latin1;
ALTER TABLE t CONVERT TO CHARSET utf8mb4 COLLATE utf8mb4_bin;

-- case: CONVERT TO CHARACTER SET with a wrong collation
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1;
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4 COLLATE latin1_bin;

-- case: CONVERT TO CHARACTER SET DEFAULT
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1;
ALTER TABLE t CONVERT TO CHARACTER SET DEFAULT;

-- case: CONVERT TO makes a text larger
CREATE TABLE t (a TEXT, b TINYTEXT, c MEDIUMTEXT) CHARSET=latin1;
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;

-- case: CONVERT TO makes a string too long
CREATE TABLE t (a VARCHAR(30000)) CHARSET=latin1;
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;

-- case: CONVERT TO makes a key too long
CREATE TABLE t (a VARCHAR(1000), KEY (a)) CHARSET=latin1;
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;

-- case: CONVERT TO binary
CREATE TABLE t (a VARCHAR(10), b TEXT, c CHAR(5));
ALTER TABLE t CONVERT TO CHARACTER SET binary;

-- case: CONVERT TO an unknown charset
CREATE TABLE t (a VARCHAR(10));
ALTER TABLE t CONVERT TO CHARACTER SET nix;

-- case: CONVERT TO without charset
CREATE TABLE t (a VARCHAR(10));
ALTER TABLE t CONVERT TO COLLATE utf8mb4_bin;

-- case: a table's new charset keeps that of its columns
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1;
ALTER TABLE t CHARSET=utf8mb4;

-- case: a table's new collation keeps that of its columns
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1;
ALTER TABLE t COLLATE latin1_bin;

-- case: a column added takes the table's new charset
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1;
ALTER TABLE t ADD b VARCHAR(10), CHARSET=utf8mb4;

-- case: MODIFY without charset takes the table's
CREATE TABLE t (a VARCHAR(10) CHARSET utf8mb4 COLLATE utf8mb4_bin) CHARSET=latin1;
ALTER TABLE t MODIFY a VARCHAR(20);

-- case: MODIFY with another charset
CREATE TABLE t (a VARCHAR(10)) CHARSET=latin1;
ALTER TABLE t MODIFY a VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- case: CONVERT TO of a table with a foreign key of strings
CREATE TABLE p (a VARCHAR(10) PRIMARY KEY) CHARSET=latin1;
CREATE TABLE t (a VARCHAR(10), FOREIGN KEY (a) REFERENCES p (a)) CHARSET=latin1;
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;

-- case: CONVERT TO with ENUM and SET
CREATE TABLE t (a ENUM('é','x'), b SET('é','y')) CHARSET=latin1;
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;
