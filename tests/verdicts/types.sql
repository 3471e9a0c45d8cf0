-- Column types: synonyms, lengths at and over their limits, the size of rows.

-- Integers

-- case: the five integers
CREATE TABLE t (a TINYINT, b SMALLINT, c MEDIUMINT, d INT, e BIGINT);

-- case: synonyms of the integers
CREATE TABLE t (a INT1, b INT2, c INT3, d INT4, e INT8, f MIDDLEINT, g INTEGER);

-- case: integers in small letters and mixed case
CREATE TABLE t (a tinyint, b Integer, c bigINT);

-- case: a display width
CREATE TABLE t (a INT(11));

-- case: display width 255
CREATE TABLE t (a INT(255));

-- case: display width 256
CREATE TABLE t (a INT(256));

-- case: display width 0
CREATE TABLE t (a INT(0));

-- case: display width 1 of TINYINT
CREATE TABLE t (a TINYINT(1));

-- case: display width 1 of TINYINT UNSIGNED
CREATE TABLE t (a TINYINT(1) UNSIGNED);

-- case: display width 2 of TINYINT
CREATE TABLE t (a TINYINT(2));

-- case: display width with a leading zero
CREATE TABLE t (a INT(011));

-- case: display width with a fraction
CREATE TABLE t (a INT(4.7));

-- case: a negative display width
CREATE TABLE t (a INT(-1));

-- case: a hexadecimal display width
CREATE TABLE t (a INT(0x10));

-- case: a display width too large for a number
CREATE TABLE t (a INT(99999999999999999999));

-- case: display width and digits of an integer
CREATE TABLE t (a INT(5,2));

-- case: empty parentheses of an integer
CREATE TABLE t (a INT());

-- case: UNSIGNED
CREATE TABLE t (a TINYINT UNSIGNED, b SMALLINT UNSIGNED, c MEDIUMINT UNSIGNED, d INT UNSIGNED, e BIGINT UNSIGNED);

-- case: ZEROFILL implies UNSIGNED
CREATE TABLE t (a INT ZEROFILL);

-- case: ZEROFILL with a width
CREATE TABLE t (a INT(7) ZEROFILL);

-- case: UNSIGNED ZEROFILL and ZEROFILL UNSIGNED
CREATE TABLE t (a INT UNSIGNED ZEROFILL, b INT ZEROFILL UNSIGNED);

-- case: SIGNED
CREATE TABLE t (a INT SIGNED);

-- case: SIGNED UNSIGNED
CREATE TABLE t (a INT SIGNED UNSIGNED);

-- case: SIGNED ZEROFILL
CREATE TABLE t (a INT SIGNED ZEROFILL);

-- case: UNSIGNED twice
CREATE TABLE t (a INT UNSIGNED UNSIGNED);

-- case: ZEROFILL twice
CREATE TABLE t (a INT ZEROFILL ZEROFILL);

-- case: UNSIGNED before the type
CREATE TABLE t (a UNSIGNED INT);

-- case: UNSIGNED behind NOT NULL
CREATE TABLE t (a INT NOT NULL UNSIGNED);

-- case: BOOL and BOOLEAN
CREATE TABLE t (a BOOL, b BOOLEAN);

-- case: BOOL with a length
CREATE TABLE t (a BOOL(1));

-- case: BOOL UNSIGNED
CREATE TABLE t (a BOOL UNSIGNED);

-- case: SERIAL
CREATE TABLE t (a SERIAL);

-- case: two SERIAL
CREATE TABLE t (a SERIAL, b SERIAL);

-- case: SERIAL with a length
CREATE TABLE t (a SERIAL(10));

-- case: SERIAL PRIMARY KEY
CREATE TABLE t (a SERIAL PRIMARY KEY);

-- case: SERIAL NULL
CREATE TABLE t (a SERIAL NULL);

-- case: SERIAL with a default
CREATE TABLE t (a SERIAL DEFAULT 1);

-- Bits

-- case: BIT without length
CREATE TABLE t (a BIT);

-- case: BIT(0)
CREATE TABLE t (a BIT(0));

-- case: BIT(64)
CREATE TABLE t (a BIT(64));

-- case: BIT(65)
CREATE TABLE t (a BIT(65));

-- case: BIT UNSIGNED
CREATE TABLE t (a BIT(3) UNSIGNED);

-- case: BIT VARYING
CREATE TABLE t (a BIT VARYING(3));

-- Exact numbers

-- case: DECIMAL without digits
CREATE TABLE t (a DECIMAL);

-- case: DECIMAL with digits
CREATE TABLE t (a DECIMAL(5), b DECIMAL(5,2), c DECIMAL(5,0));

-- case: DECIMAL(0) is DECIMAL(10)
CREATE TABLE t (a DECIMAL(0), b DECIMAL(0,0));

-- case: synonyms of DECIMAL
CREATE TABLE t (a DEC(6,2), b NUMERIC(6,2), c FIXED(6,2), d DEC, e NUMERIC, f FIXED);

-- case: DECIMAL(65,30)
CREATE TABLE t (a DECIMAL(65,30));

-- case: DECIMAL(66)
CREATE TABLE t (a DECIMAL(66));

-- case: DECIMAL(65,31)
CREATE TABLE t (a DECIMAL(65,31));

-- case: DECIMAL(65,38)
CREATE TABLE t (a DECIMAL(65,38));

-- case: DECIMAL(65,39)
CREATE TABLE t (a DECIMAL(65,39));

-- case: DECIMAL(66,39), two mistakes
CREATE TABLE t (a DECIMAL(66,39));

-- case: DECIMAL with more digits behind the point than digits
CREATE TABLE t (a DECIMAL(5,6));

-- case: DECIMAL with as many digits behind the point
CREATE TABLE t (a DECIMAL(5,5));

-- case: DECIMAL UNSIGNED and ZEROFILL
CREATE TABLE t (a DECIMAL(5,2) UNSIGNED, b DECIMAL(5,2) ZEROFILL);

-- case: DECIMAL with three numbers
CREATE TABLE t (a DECIMAL(5,2,1));

-- case: DECIMAL with a missing number
CREATE TABLE t (a DECIMAL(5,));

-- case: DECIMAL precision of 256
CREATE TABLE t (a DECIMAL(256,2));

-- case: NUMBER is Oracle's
CREATE TABLE t (a NUMBER(10));

-- Floating point

-- case: FLOAT and DOUBLE
CREATE TABLE t (a FLOAT, b DOUBLE);

-- case: synonyms of FLOAT and DOUBLE
CREATE TABLE t (a FLOAT4, b FLOAT8, c REAL, d DOUBLE PRECISION);

-- case: FLOAT(0)
CREATE TABLE t (a FLOAT(0));

-- case: FLOAT(24) stays a FLOAT
CREATE TABLE t (a FLOAT(24));

-- case: FLOAT(25) becomes a DOUBLE
CREATE TABLE t (a FLOAT(25));

-- case: FLOAT(53)
CREATE TABLE t (a FLOAT(53));

-- case: FLOAT(54)
CREATE TABLE t (a FLOAT(54));

-- case: FLOAT(7,4)
CREATE TABLE t (a FLOAT(7,4));

-- case: DOUBLE(7,4)
CREATE TABLE t (a DOUBLE(7,4));

-- case: DOUBLE(7) needs two numbers
CREATE TABLE t (a DOUBLE(7));

-- case: REAL(7) needs two numbers
CREATE TABLE t (a REAL(7));

-- case: DOUBLE PRECISION(9,3)
CREATE TABLE t (a DOUBLE PRECISION(9,3));

-- case: DOUBLE(255,30)
CREATE TABLE t (a DOUBLE(255,30));

-- case: DOUBLE(256,30)
CREATE TABLE t (a DOUBLE(256,30));

-- case: DOUBLE(40,31)
CREATE TABLE t (a DOUBLE(40,31));

-- case: FLOAT(255,30)
CREATE TABLE t (a FLOAT(255,30));

-- case: FLOAT(3,5)
CREATE TABLE t (a FLOAT(3,5));

-- case: FLOAT UNSIGNED
CREATE TABLE t (a FLOAT UNSIGNED);

-- case: DOUBLE UNSIGNED ZEROFILL
CREATE TABLE t (a DOUBLE UNSIGNED ZEROFILL);

-- case: FLOAT(7,4) ZEROFILL has three warnings
CREATE TABLE t (a FLOAT(7,4) ZEROFILL);

-- case: PRECISION alone
CREATE TABLE t (a PRECISION);

-- Dates and times

-- case: the five temporal types
CREATE TABLE t (a DATE, b TIME, c DATETIME, d TIMESTAMP, e YEAR);

-- case: fractions of a second from 0 to 6
CREATE TABLE t (a TIME(0), b TIME(6), c DATETIME(3), d DATETIME(6), e TIMESTAMP(1), f TIMESTAMP(6));

-- case: TIME(7)
CREATE TABLE t (a TIME(7));

-- case: DATETIME(7)
CREATE TABLE t (a DATETIME(7));

-- case: TIMESTAMP(7)
CREATE TABLE t (a TIMESTAMP(7));

-- case: DATETIME(256)
CREATE TABLE t (a DATETIME(256));

-- case: DATE(3) has no length
CREATE TABLE t (a DATE(3));

-- case: YEAR(4)
CREATE TABLE t (a YEAR(4));

-- case: YEAR(2)
CREATE TABLE t (a YEAR(2));

-- case: YEAR(3)
CREATE TABLE t (a YEAR(3));

-- case: YEAR(0)
CREATE TABLE t (a YEAR(0));

-- case: YEAR(5)
CREATE TABLE t (a YEAR(5));

-- case: YEAR UNSIGNED ZEROFILL
CREATE TABLE t (a YEAR(4) UNSIGNED ZEROFILL);

-- case: TIMESTAMP WITH TIME ZONE
CREATE TABLE t (a TIMESTAMP WITH TIME ZONE);

-- case: INTERVAL is no type of a column
CREATE TABLE t (a INTERVAL);

-- Strings

-- case: CHAR without length
CREATE TABLE t (a CHAR);

-- case: CHAR(0)
CREATE TABLE t (a CHAR(0));

-- case: CHAR(255)
CREATE TABLE t (a CHAR(255));

-- case: CHAR(256)
CREATE TABLE t (a CHAR(256));

-- case: VARCHAR without length
CREATE TABLE t (a VARCHAR);

-- case: VARCHAR(0)
CREATE TABLE t (a VARCHAR(0));

-- case: VARCHAR(255)
CREATE TABLE t (a VARCHAR(255));

-- case: VARCHAR(MAX) is that of another server
CREATE TABLE t (a VARCHAR(MAX));

-- case: VARCHAR2 is Oracle's
CREATE TABLE t (a VARCHAR2(10));

-- case: VARCHAR(16383) in utf8mb4 fills the row
CREATE TABLE t (a VARCHAR(16383)) CHARSET utf8mb4;

-- case: VARCHAR(16384) in utf8mb4
CREATE TABLE t (a VARCHAR(16384)) CHARSET utf8mb4;

-- case: VARCHAR(21844) in utf8mb3
CREATE TABLE t (a VARCHAR(21844) CHARACTER SET utf8mb3);

-- case: VARCHAR(21845) in utf8mb3
CREATE TABLE t (a VARCHAR(21845) CHARACTER SET utf8mb3);

-- case: VARCHAR(21846) in utf8mb3
CREATE TABLE t (a VARCHAR(21846) CHARACTER SET utf8mb3);

-- case: VARCHAR(65532) in latin1
CREATE TABLE t (a VARCHAR(65532) CHARACTER SET latin1);

-- case: VARCHAR(65533) in latin1
CREATE TABLE t (a VARCHAR(65533) CHARACTER SET latin1);

-- case: VARCHAR(65533) in latin1 NOT NULL
CREATE TABLE t (a VARCHAR(65533) CHARACTER SET latin1 NOT NULL);

-- case: VARCHAR(65535) in latin1
CREATE TABLE t (a VARCHAR(65535) CHARACTER SET latin1);

-- case: VARCHAR(65536) in latin1
CREATE TABLE t (a VARCHAR(65536) CHARACTER SET latin1);

-- case: VARCHAR longer than any number
CREATE TABLE t (a VARCHAR(4294967296));

-- case: VARCHAR(32766) in ucs2
CREATE TABLE t (a VARCHAR(32766) CHARACTER SET ucs2);

-- case: VARCHAR(32768) in ucs2
CREATE TABLE t (a VARCHAR(32768) CHARACTER SET ucs2);

-- case: CHARACTER and CHARACTER VARYING
CREATE TABLE t (a CHARACTER(10), b CHARACTER VARYING(10), c CHAR VARYING(10), d VARCHARACTER(10));

-- case: CHARACTER VARYING without length
CREATE TABLE t (a CHARACTER VARYING);

-- case: NCHAR
CREATE TABLE t (a NCHAR(10));

-- case: NCHAR without length
CREATE TABLE t (a NCHAR);

-- case: NVARCHAR
CREATE TABLE t (a NVARCHAR(10));

-- case: NVARCHAR without length
CREATE TABLE t (a NVARCHAR);

-- case: NATIONAL CHAR
CREATE TABLE t (a NATIONAL CHAR(10));

-- case: NATIONAL CHARACTER VARYING
CREATE TABLE t (a NATIONAL CHARACTER VARYING(10));

-- case: NATIONAL VARCHAR
CREATE TABLE t (a NATIONAL VARCHAR(10));

-- case: NCHAR VARCHAR
CREATE TABLE t (a NCHAR VARCHAR(10));

-- case: NCHAR VARYING
CREATE TABLE t (a NCHAR VARYING(10));

-- case: NATIONAL TEXT is none
CREATE TABLE t (a NATIONAL TEXT);

-- case: NCHAR with a charset
CREATE TABLE t (a NCHAR(10) CHARACTER SET latin1);

-- case: NCHAR BINARY
CREATE TABLE t (a NCHAR(10) BINARY);

-- case: the texts
CREATE TABLE t (a TINYTEXT, b TEXT, c MEDIUMTEXT, d LONGTEXT);

-- case: the blobs
CREATE TABLE t (a TINYBLOB, b BLOB, c MEDIUMBLOB, d LONGBLOB);

-- case: TEXT with a length takes the smallest that holds it
CREATE TABLE t (a TEXT(0), b TEXT(1), c TEXT(63), d TEXT(64), e TEXT(255), f TEXT(256), g TEXT(16383), h TEXT(16384));

-- case: TEXT with a length in latin1
CREATE TABLE t (a TEXT(255) CHARACTER SET latin1, b TEXT(256) CHARACTER SET latin1, c TEXT(65536) CHARACTER SET latin1);

-- case: BLOB with a length takes the smallest that holds it
CREATE TABLE t (a BLOB(255), b BLOB(256), c BLOB(65535), d BLOB(65536), e BLOB(16777215), f BLOB(16777216));

-- case: BLOB(4294967295)
CREATE TABLE t (a BLOB(4294967295));

-- case: BLOB(4294967296)
CREATE TABLE t (a BLOB(4294967296));

-- case: TEXT(4294967295)
CREATE TABLE t (a TEXT(4294967295));

-- case: TINYTEXT has no length
CREATE TABLE t (a TINYTEXT(10));

-- case: LONGBLOB has no length
CREATE TABLE t (a LONGBLOB(10));

-- case: LONG and its kin
CREATE TABLE t (a LONG, b LONG VARCHAR, c LONG VARBINARY, d LONG CHAR VARYING, e LONG CHARACTER VARYING);

-- case: LONG CHAR
CREATE TABLE t (a LONG CHAR);

-- case: LONG TEXT in two words
CREATE TABLE t (a LONG TEXT);

-- case: BINARY without length
CREATE TABLE t (a BINARY);

-- case: BINARY(255)
CREATE TABLE t (a BINARY(255));

-- case: BINARY(256)
CREATE TABLE t (a BINARY(256));

-- case: VARBINARY without length
CREATE TABLE t (a VARBINARY);

-- case: VARBINARY(65532)
CREATE TABLE t (a VARBINARY(65532));

-- case: VARBINARY(65535)
CREATE TABLE t (a VARBINARY(65535));

-- case: VARBINARY(65536)
CREATE TABLE t (a VARBINARY(65536));

-- case: BINARY VARYING
CREATE TABLE t (a BINARY VARYING(10));

-- case: CLOB is none
CREATE TABLE t (a CLOB);

-- case: STRING is none
CREATE TABLE t (a STRING);

-- ENUM and SET

-- case: ENUM
CREATE TABLE t (a ENUM('x','y'));

-- case: SET
CREATE TABLE t (a SET('x','y'));

-- case: ENUM without members
CREATE TABLE t (a ENUM());

-- case: ENUM without parentheses
CREATE TABLE t (a ENUM);

-- case: ENUM with a number
CREATE TABLE t (a ENUM(1,2));

-- case: ENUM with NULL
CREATE TABLE t (a ENUM('x',NULL));

-- case: ENUM with a member twice
CREATE TABLE t (a ENUM('x','y','x'));

-- case: ENUM with a member in two cases
CREATE TABLE t (a ENUM('x','X'));

-- case: ENUM with a member in two cases and a binary collation
CREATE TABLE t (a ENUM('x','X') COLLATE utf8mb4_bin);

-- case: ENUM with an accented member
CREATE TABLE t (a ENUM('e','é'));

-- case: SET with a member twice
CREATE TABLE t (a SET('x','x'));

-- case: SET with a comma in a member
CREATE TABLE t (a SET('x,y','z'));

-- case: ENUM with a comma in a member
CREATE TABLE t (a ENUM('x,y','z'));

-- case: ENUM with the empty string
CREATE TABLE t (a ENUM('','x'));

-- case: SET with the empty string
CREATE TABLE t (a SET('','x'));

-- case: ENUM drops blanks at the end of members
CREATE TABLE t (a ENUM('x  ','y '));

-- case: ENUM with a quote in a member
CREATE TABLE t (a ENUM('it''s','a\\b','say "x"'));

-- case: ENUM with double quotes
CREATE TABLE t (a ENUM("x","y"));

-- case: ENUM with adjacent strings
CREATE TABLE t (a ENUM('x' 'y','z'));

-- case: ENUM with hexadecimal members
CREATE TABLE t (a ENUM(x'61',0x62));

-- case: ENUM with 255 members
CREATE TABLE t (a ENUM('m0'{{,'m#' * 254}}));

-- case: SET with 64 members
CREATE TABLE t (a SET('m0'{{,'m#' * 63}}));

-- case: SET with 65 members
CREATE TABLE t (a SET('m0'{{,'m#' * 64}}));

-- case: ENUM with a member of 255 characters
CREATE TABLE t (a ENUM('{{x * 255}}'));

-- case: ENUM with a member of 256 characters
CREATE TABLE t (a ENUM('{{x * 256}}'));

-- case: SET with a member of 300 characters
CREATE TABLE t (a SET('{{x * 300}}'));

-- case: ENUM with a charset
CREATE TABLE t (a ENUM('x','y') CHARACTER SET latin1 COLLATE latin1_bin);

-- case: ENUM BINARY
CREATE TABLE t (a ENUM('x','y') BINARY);

-- case: ENUM in the charset binary
CREATE TABLE t (a ENUM('x','y') CHARACTER SET binary);

-- case: ENUM whose member the charset has not
CREATE TABLE t (a ENUM('漢') CHARACTER SET latin1);

-- JSON, geometry, vectors, others

-- case: JSON
CREATE TABLE t (a JSON);

-- case: JSON with a length
CREATE TABLE t (a JSON(10));

-- case: JSON with a charset
CREATE TABLE t (a JSON CHARACTER SET utf8mb4);

-- case: JSON with a collation
CREATE TABLE t (a JSON COLLATE utf8mb4_bin);

-- case: the geometries
CREATE TABLE t (a GEOMETRY, b POINT, c LINESTRING, d POLYGON, e MULTIPOINT, f MULTILINESTRING, g MULTIPOLYGON);

-- case: GEOMETRYCOLLECTION
CREATE TABLE t (a GEOMETRYCOLLECTION);

-- case: GEOMCOLLECTION
CREATE TABLE t (a GEOMCOLLECTION);

-- case: a geometry with a length
CREATE TABLE t (a POINT(1));

-- case: a geometry with SRID 0
CREATE TABLE t (a POINT SRID 0);

-- case: a geometry with SRID 4326
CREATE TABLE t (a POINT NOT NULL SRID 4326);

-- case: a geometry with an unknown SRID
CREATE TABLE t (a POINT SRID 99999);

-- case: a geometry with an SRID that is no number
CREATE TABLE t (a POINT SRID 'x');

-- case: a geometry with an SRID above 32 bits
CREATE TABLE t (a POINT SRID 4294967296);

-- case: SRID of an integer
CREATE TABLE t (a INT SRID 4326);

-- case: REF_SYSTEM_ID is MariaDB's
CREATE TABLE t (a POINT REF_SYSTEM_ID=4326);

-- case: VECTOR without dimensions
CREATE TABLE t (a VECTOR);

-- case: VECTOR(1)
CREATE TABLE t (a VECTOR(1));

-- case: VECTOR(0)
CREATE TABLE t (a VECTOR(0));

-- case: VECTOR(16383)
CREATE TABLE t (a VECTOR(16383));

-- case: VECTOR(16384)
CREATE TABLE t (a VECTOR(16384));

-- case: UUID
CREATE TABLE t (a UUID);

-- case: INET4 and INET6
CREATE TABLE t (a INET4, b INET6);

-- case: UUID with a length
CREATE TABLE t (a UUID(16));

-- case: XMLTYPE
CREATE TABLE t (a XMLTYPE);

-- case: an unknown type
CREATE TABLE t (a MONEY);

-- case: an unknown type with a length
CREATE TABLE t (a MONEY(10));

-- case: a type in backticks
CREATE TABLE t (a `INT`);

-- case: an unknown type in backticks
CREATE TABLE t (a `MONEY`);

-- case: a column without type
CREATE TABLE t (a);

-- case: a column whose type is a reserved word
CREATE TABLE t (a SELECT);

-- case: a column whose type is a string
CREATE TABLE t (a 'INT');

-- case: two types
CREATE TABLE t (a INT BIGINT);

-- case: a CAST type for a column
CREATE TABLE t (a SIGNED);

-- case: ARRAY behind a type
CREATE TABLE t (a INT ARRAY);

-- Rows

-- case: a row of 65535 bytes
CREATE TABLE t (a VARBINARY(65533) NOT NULL);

-- case: a row of 65536 bytes
CREATE TABLE t (a VARBINARY(65526) NOT NULL, b BIGINT NOT NULL);

-- case: a row that the bit for NULL makes too long
CREATE TABLE t (a VARBINARY(65533));

-- case: a row too long by many columns
CREATE TABLE t (a VARCHAR(8000), b VARCHAR(8000), c VARCHAR(8000));

-- case: TEXT columns count with their pointer
CREATE TABLE t (a VARCHAR(16380) NOT NULL, b TEXT);

-- case: CHAR columns of 8126 bytes in latin1
CREATE TABLE t (a CHAR(255) NOT NULL {{, c# CHAR(255) NOT NULL * 31}}) CHARSET latin1;

-- case: half a page is too small for fixed columns
CREATE TABLE t (a CHAR(255) NOT NULL {{, c# CHAR(255) NOT NULL * 33}}) CHARSET latin1;

-- case: half a page is too small, COMPACT
CREATE TABLE t (a CHAR(255) NOT NULL {{, c# CHAR(255) NOT NULL * 33}}) CHARSET latin1 ROW_FORMAT=COMPACT;

-- case: half a page is too small for pointers to many texts
CREATE TABLE t (a INT {{, c# TEXT * 220}});

-- case: 196 texts
CREATE TABLE t (a INT {{, c# TEXT * 196}});

-- case: 11 texts in COMPACT
CREATE TABLE t (a INT {{, c# TEXT * 11}}) ROW_FORMAT=COMPACT;

-- case: 1017 columns
CREATE TABLE t (a INT {{, c# INT * 1016}});

-- case: 1018 columns
CREATE TABLE t (a INT {{, c# INT * 1017}});

-- case: 4096 columns of MyISAM
CREATE TABLE t (a TINYINT {{, c# TINYINT * 4095}}) ENGINE=MyISAM;

-- case: 4097 columns
CREATE TABLE t (a TINYINT {{, c# TINYINT * 4096}});

-- case: 4097 columns of MyISAM
CREATE TABLE t (a TINYINT {{, c# TINYINT * 4096}}) ENGINE=MyISAM;

-- case: 1017 virtual and real columns together
CREATE TABLE t (a INT {{, c# INT AS (a + #) VIRTUAL * 1016}});
