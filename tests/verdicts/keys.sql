-- Keys: kinds, names, parts, prefixes, order, options, limits.

-- Kinds

-- case: PRIMARY KEY in the table
CREATE TABLE t (a INT, PRIMARY KEY (a));

-- case: the columns of a primary key become NOT NULL
CREATE TABLE t (a INT, b INT, PRIMARY KEY (b, a));

-- case: the columns of a primary key declared NULL
CREATE TABLE t (a INT NULL, PRIMARY KEY (a));

-- case: the columns of a primary key with DEFAULT NULL
CREATE TABLE t (a INT DEFAULT NULL, PRIMARY KEY (a));

-- case: two primary keys
CREATE TABLE t (a INT, b INT, PRIMARY KEY (a), PRIMARY KEY (b));

-- case: KEY and INDEX
CREATE TABLE t (a INT, b INT, KEY (a), INDEX (b));

-- case: UNIQUE, UNIQUE KEY and UNIQUE INDEX
CREATE TABLE t (a INT, b INT, c INT, UNIQUE (a), UNIQUE KEY (b), UNIQUE INDEX (c));

-- case: PRIMARY KEY without parts
CREATE TABLE t (a INT, PRIMARY KEY);

-- case: KEY without parts
CREATE TABLE t (a INT, KEY ());

-- case: PRIMARY INDEX is none
CREATE TABLE t (a INT, PRIMARY INDEX (a));

-- case: keys before columns
CREATE TABLE t (PRIMARY KEY (a), KEY (b), a INT, b INT);

-- case: keys are listed by kind
CREATE TABLE t (a INT, b INT, c INT, d INT, KEY k (a), UNIQUE u (b), KEY l (c), PRIMARY KEY (d));

-- case: a unique key over NULL columns comes behind those that are not
CREATE TABLE t (a INT, b INT NOT NULL, UNIQUE u (a), UNIQUE v (b));

-- case: a unique key without NULL stands in for the primary key
CREATE TABLE t (a INT NOT NULL, b INT, UNIQUE (a), KEY (b));

-- Names

-- case: names of keys
CREATE TABLE t (a INT, b INT, KEY k (a), UNIQUE KEY u (b));

-- case: keys without name take their first column's
CREATE TABLE t (a INT, b INT, KEY (a), KEY (a, b), UNIQUE (b));

-- case: keys without name and a key that has the name
CREATE TABLE t (a INT, b INT, KEY (a), KEY a_2 (b), KEY (a, b));

-- case: a column named PRIMARY and a key without name
CREATE TABLE t (`PRIMARY` INT, KEY (`PRIMARY`));

-- case: a key named PRIMARY
CREATE TABLE t (a INT, KEY `PRIMARY` (a));

-- case: a unique key named primary
CREATE TABLE t (a INT, UNIQUE `primary` (a));

-- case: a primary key with a name
CREATE TABLE t (a INT, PRIMARY KEY pk (a));

-- case: a primary key with a constraint's name
CREATE TABLE t (a INT, CONSTRAINT pk PRIMARY KEY (a));

-- case: a unique key with a constraint's name
CREATE TABLE t (a INT, CONSTRAINT u UNIQUE (a));

-- case: a unique key with both names
CREATE TABLE t (a INT, CONSTRAINT c UNIQUE u (a));

-- case: CONSTRAINT without name
CREATE TABLE t (a INT, CONSTRAINT UNIQUE (a));

-- case: CONSTRAINT before KEY
CREATE TABLE t (a INT, CONSTRAINT k KEY (a));

-- case: the name of a key twice
CREATE TABLE t (a INT, b INT, KEY k (a), KEY k (b));

-- case: the name of a key twice in other case
CREATE TABLE t (a INT, b INT, KEY k (a), KEY K (b));

-- case: a key and a unique key of one name
CREATE TABLE t (a INT, b INT, UNIQUE k (a), KEY k (b));

-- case: a key's name of 64 characters
CREATE TABLE t (a INT, KEY {{k * 64}} (a));

-- case: a key's name of 65 characters
CREATE TABLE t (a INT, KEY {{k * 65}} (a));

-- case: an empty key name
CREATE TABLE t (a INT, KEY `` (a));

-- case: a key name with a blank at its end
CREATE TABLE t (a INT, KEY `k ` (a));

-- case: a key name in quotes
CREATE TABLE t (a INT, KEY 'k' (a));

-- case: a key name that is a reserved word
CREATE TABLE t (a INT, KEY order (a));

-- case: a key name that is a reserved word in backticks
CREATE TABLE t (a INT, KEY `order` (a));

-- case: the same columns twice
CREATE TABLE t (a INT, b INT, KEY k (a, b), KEY l (a, b));

-- case: the same columns as a unique key
CREATE TABLE t (a INT, UNIQUE u (a), KEY k (a));

-- case: the same columns as the primary key
CREATE TABLE t (a INT PRIMARY KEY, UNIQUE u (a));

-- case: the beginning of another key is no duplicate
CREATE TABLE t (a INT, b INT, KEY k (a, b), KEY l (a));

-- case: the same columns in another order
CREATE TABLE t (a INT, b INT, KEY k (a, b), KEY l (b, a));

-- case: the same columns descending
CREATE TABLE t (a INT, KEY k (a), KEY l (a DESC));

-- Parts

-- case: a column that is not there
CREATE TABLE t (a INT, KEY (b));

-- case: a column that is not there in a primary key
CREATE TABLE t (a INT, PRIMARY KEY (a, b));

-- case: a column twice in a key
CREATE TABLE t (a INT, KEY (a, a));

-- case: a column twice in other case
CREATE TABLE t (a INT, KEY (a, A));

-- case: a column twice with prefixes
CREATE TABLE t (a VARCHAR(10), KEY (a(2), a(3)));

-- case: the case of a column's name in a key
CREATE TABLE t (Abc INT, KEY k (aBC));

-- case: a part with its table's name
CREATE TABLE t (a INT, KEY (t.a));

-- case: a part in quotes
CREATE TABLE t (a INT, KEY ('a'));

-- case: a trailing comma in the parts
CREATE TABLE t (a INT, KEY (a,));

-- case: ASC and DESC
CREATE TABLE t (a INT, b INT, KEY k (a ASC, b DESC));

-- case: DESC in a primary key
CREATE TABLE t (a INT, PRIMARY KEY (a DESC));

-- case: DESC of MyISAM
CREATE TABLE t (a INT, KEY (a DESC)) ENGINE=MyISAM;

-- case: DESC of MEMORY
CREATE TABLE t (a INT, KEY (a DESC)) ENGINE=MEMORY;

-- case: ASC of MyISAM
CREATE TABLE t (a INT, KEY (a ASC)) ENGINE=MyISAM;

-- case: 16 parts
CREATE TABLE t (a INT {{, c# INT * 15}}, KEY (a {{, c# * 15}}));

-- case: 17 parts
CREATE TABLE t (a INT {{, c# INT * 16}}, KEY (a {{, c# * 16}}));

-- case: 33 parts
CREATE TABLE t (a INT {{, c# INT * 32}}, KEY (a {{, c# * 32}}));

-- case: 64 keys
CREATE TABLE t (a INT {{, KEY k# (a) * 64}}) ENGINE=MyISAM;

-- case: 65 keys
CREATE TABLE t (a INT {{, c# INT * 65}} {{, KEY k# (c#) * 65}});

-- case: 64 keys and a primary key
CREATE TABLE t (a INT PRIMARY KEY {{, c# INT * 64}} {{, KEY k# (c#) * 64}});

-- Prefixes and lengths

-- case: a prefix of VARCHAR
CREATE TABLE t (a VARCHAR(100), KEY (a(10)));

-- case: a prefix of the whole column
CREATE TABLE t (a VARCHAR(100), KEY (a(100)));

-- case: a prefix longer than the column
CREATE TABLE t (a VARCHAR(100), KEY (a(101)));

-- case: a prefix of 0
CREATE TABLE t (a VARCHAR(100), KEY (a(0)));

-- case: a prefix with leading zeros
CREATE TABLE t (a VARCHAR(100), KEY (a(010)));

-- case: a negative prefix
CREATE TABLE t (a VARCHAR(100), KEY (a(-1)));

-- case: a prefix with a fraction
CREATE TABLE t (a VARCHAR(100), KEY (a(1.5)));

-- case: a prefix of CHAR, BINARY and VARBINARY
CREATE TABLE t (a CHAR(9), b BINARY(9), c VARBINARY(9), KEY (a(3)), KEY (b(3)), KEY (c(3)));

-- case: a prefix of TEXT and BLOB
CREATE TABLE t (a TEXT, b BLOB, KEY (a(10)), KEY (b(10)));

-- case: a prefix of INT
CREATE TABLE t (a INT, KEY (a(2)));

-- case: a prefix of DATE
CREATE TABLE t (a DATE, KEY (a(2)));

-- case: a prefix of ENUM
CREATE TABLE t (a ENUM('x','y'), KEY (a(1)));

-- case: a prefix of JSON
CREATE TABLE t (a JSON, KEY (a(10)));

-- case: a prefix with DESC
CREATE TABLE t (a VARCHAR(100), KEY (a(10) DESC));

-- case: a unique prefix
CREATE TABLE t (a VARCHAR(100), UNIQUE (a(10)));

-- case: a primary key of a prefix
CREATE TABLE t (a VARCHAR(100), PRIMARY KEY (a(10)));

-- case: TEXT without prefix
CREATE TABLE t (a TEXT, KEY (a));

-- case: TEXT without prefix behind an integer
CREATE TABLE t (a INT, b TEXT, KEY (a, b));

-- case: BLOB without prefix in a primary key
CREATE TABLE t (a BLOB, PRIMARY KEY (a));

-- case: TINYTEXT without prefix
CREATE TABLE t (a TINYTEXT, KEY (a));

-- case: a unique TEXT without prefix
CREATE TABLE t (a TEXT, UNIQUE (a));

-- case: a prefix of a text longer than the limit
CREATE TABLE t (a TEXT, KEY (a(1000)));

-- case: JSON in a key
CREATE TABLE t (a JSON, KEY (a));

-- case: GEOMETRY in a key
CREATE TABLE t (a GEOMETRY NOT NULL, KEY (a));

-- case: POINT in a key
CREATE TABLE t (a POINT NOT NULL, KEY (a));

-- case: VECTOR in a key
CREATE TABLE t (a VECTOR(3), KEY (a));

-- case: UUID and INET6 in keys
CREATE TABLE t (a UUID PRIMARY KEY, b INET6, KEY (b));

-- case: BIT in a key
CREATE TABLE t (a BIT(10), KEY (a));

-- case: a part of 3072 bytes
CREATE TABLE t (a VARCHAR(768), KEY (a));

-- case: a part of 3076 bytes
CREATE TABLE t (a VARCHAR(769), KEY (a));

-- case: a unique part of 3076 bytes
CREATE TABLE t (a VARCHAR(769), UNIQUE (a));

-- case: a primary key of 3076 bytes
CREATE TABLE t (a VARCHAR(769), PRIMARY KEY (a));

-- case: a part of 3072 bytes in latin1
CREATE TABLE t (a VARCHAR(3072), KEY (a)) CHARSET latin1;

-- case: a part of 3073 bytes in latin1
CREATE TABLE t (a VARCHAR(3073), KEY (a)) CHARSET latin1;

-- case: two parts of more than 3072 bytes together
CREATE TABLE t (a VARCHAR(500), b VARCHAR(500), KEY (a, b));

-- case: two unique parts of more than 3072 bytes together
CREATE TABLE t (a VARCHAR(500), b VARCHAR(500), UNIQUE (a, b));

-- case: 767 bytes of COMPACT
CREATE TABLE t (a VARCHAR(191), KEY (a)) ROW_FORMAT=COMPACT;

-- case: 768 bytes of COMPACT
CREATE TABLE t (a VARCHAR(192), KEY (a)) ROW_FORMAT=COMPACT;

-- case: 768 bytes of REDUNDANT
CREATE TABLE t (a VARCHAR(192), KEY (a)) ROW_FORMAT=REDUNDANT;

-- case: 768 bytes unique of COMPACT
CREATE TABLE t (a VARCHAR(192), UNIQUE (a)) ROW_FORMAT=COMPACT;

-- case: a prefix of 800 bytes of COMPACT
CREATE TABLE t (a TEXT, KEY (a(200))) ROW_FORMAT=COMPACT;

-- case: 1000 bytes of MyISAM
CREATE TABLE t (a VARCHAR(250), KEY (a)) ENGINE=MyISAM;

-- case: 1004 bytes of MyISAM
CREATE TABLE t (a VARCHAR(251), KEY (a)) ENGINE=MyISAM;

-- case: 1004 bytes unique of MyISAM
CREATE TABLE t (a VARCHAR(251), UNIQUE (a)) ENGINE=MyISAM;

-- case: 3076 bytes of MEMORY
CREATE TABLE t (a VARCHAR(769), KEY (a)) ENGINE=MEMORY;

-- case: a text of MEMORY in a key
CREATE TABLE t (a TEXT, KEY (a(10))) ENGINE=MEMORY;

-- Options

-- case: USING BTREE before and behind the parts
CREATE TABLE t (a INT, b INT, KEY k USING BTREE (a), KEY l (b) USING BTREE);

-- case: USING HASH of InnoDB
CREATE TABLE t (a INT, KEY k (a) USING HASH);

-- case: USING HASH of MEMORY
CREATE TABLE t (a INT, b INT, KEY k (a) USING HASH, KEY l (b) USING BTREE, KEY m (a, b)) ENGINE=MEMORY;

-- case: USING RTREE
CREATE TABLE t (a INT, KEY k (a) USING RTREE);

-- case: USING RTREE of MyISAM
CREATE TABLE t (a INT, KEY k (a) USING RTREE) ENGINE=MyISAM;

-- case: USING with another word
CREATE TABLE t (a INT, KEY k (a) USING TREE);

-- case: TYPE for USING
CREATE TABLE t (a INT, KEY k TYPE BTREE (a));

-- case: USING without name
CREATE TABLE t (a INT, KEY USING BTREE (a));

-- case: USING twice, the last one counts
CREATE TABLE t (a INT, KEY k USING HASH (a) USING BTREE) ENGINE=MEMORY;

-- case: a primary key USING HASH
CREATE TABLE t (a INT, PRIMARY KEY USING HASH (a)) ENGINE=MEMORY;

-- case: COMMENT of a key
CREATE TABLE t (a INT, KEY k (a) COMMENT 'why');

-- case: COMMENT of a key with an equal sign
CREATE TABLE t (a INT, KEY k (a) COMMENT='why');

-- case: COMMENT of a key of 1024 characters
CREATE TABLE t (a INT, KEY k (a) COMMENT '{{x * 1024}}');

-- case: COMMENT of a key of 1025 characters
CREATE TABLE t (a INT, KEY k (a) COMMENT '{{x * 1025}}');

-- case: KEY_BLOCK_SIZE of a key
CREATE TABLE t (a INT, KEY k (a) KEY_BLOCK_SIZE=8, KEY l (a) KEY_BLOCK_SIZE 8);

-- case: KEY_BLOCK_SIZE of a key alone
CREATE TABLE t (a INT, KEY k (a) KEY_BLOCK_SIZE=8);

-- case: VISIBLE and INVISIBLE keys
CREATE TABLE t (a INT, b INT, KEY k (a) VISIBLE, KEY l (b) INVISIBLE);

-- case: an INVISIBLE key
CREATE TABLE t (a INT, KEY k (a) INVISIBLE);

-- case: an INVISIBLE primary key
CREATE TABLE t (a INT, PRIMARY KEY (a) INVISIBLE);

-- case: an INVISIBLE unique key that stands in for the primary key
CREATE TABLE t (a INT NOT NULL, UNIQUE KEY (a) INVISIBLE);

-- case: IGNORED and NOT IGNORED keys
CREATE TABLE t (a INT, b INT, KEY k (a) IGNORED, KEY l (b) NOT IGNORED);

-- case: an IGNORED primary key
CREATE TABLE t (a INT, PRIMARY KEY (a) IGNORED);

-- case: ENGINE_ATTRIBUTE of a key
CREATE TABLE t (a INT, KEY k (a) ENGINE_ATTRIBUTE='{}');

-- case: an attribute of a key that the engine does not know
CREATE TABLE t (a INT, KEY k (a) colour='red');

-- case: all options of a key
CREATE TABLE t (a INT, KEY k USING BTREE (a) KEY_BLOCK_SIZE=4 COMMENT 'c' USING BTREE);

-- case: WITH PARSER of a plain key
CREATE TABLE t (a TEXT, KEY k (a(5)) WITH PARSER ngram);

-- case: CLUSTERING
CREATE TABLE t (a INT, KEY k (a) CLUSTERING=YES);

-- case: IF NOT EXISTS of a key
CREATE TABLE t (a INT, KEY IF NOT EXISTS k (a));

-- FULLTEXT

-- case: FULLTEXT
CREATE TABLE t (a TEXT, b VARCHAR(10), c CHAR(5), FULLTEXT (a), FULLTEXT KEY f (a, b), FULLTEXT INDEX (c));

-- case: FULLTEXT of an integer
CREATE TABLE t (a INT, FULLTEXT (a));

-- case: FULLTEXT of BLOB
CREATE TABLE t (a BLOB, FULLTEXT (a));

-- case: FULLTEXT of VARBINARY
CREATE TABLE t (a VARBINARY(10), FULLTEXT (a));

-- case: FULLTEXT of JSON
CREATE TABLE t (a JSON, FULLTEXT (a));

-- case: FULLTEXT with a prefix
CREATE TABLE t (a TEXT, FULLTEXT (a(10)));

-- case: FULLTEXT with DESC
CREATE TABLE t (a TEXT, FULLTEXT (a DESC));

-- case: FULLTEXT with ASC
CREATE TABLE t (a TEXT, FULLTEXT (a ASC));

-- case: FULLTEXT of columns with different collations
CREATE TABLE t (a TEXT COLLATE utf8mb4_bin, b TEXT COLLATE utf8mb4_general_ci, FULLTEXT (a, b));

-- case: FULLTEXT of columns with different charsets
CREATE TABLE t (a TEXT CHARSET latin1, b TEXT CHARSET utf8mb4, FULLTEXT (a, b));

-- case: FULLTEXT in ucs2
CREATE TABLE t (a TEXT CHARSET ucs2, FULLTEXT (a));

-- case: FULLTEXT USING BTREE
CREATE TABLE t (a TEXT, FULLTEXT (a) USING BTREE);

-- case: FULLTEXT of MEMORY
CREATE TABLE t (a VARCHAR(10), FULLTEXT (a)) ENGINE=MEMORY;

-- case: FULLTEXT of MyISAM
CREATE TABLE t (a VARCHAR(10), FULLTEXT (a)) ENGINE=MyISAM;

-- case: FULLTEXT WITH PARSER ngram
CREATE TABLE t (a TEXT, FULLTEXT (a) WITH PARSER ngram);

-- case: FULLTEXT WITH PARSER that is not there
CREATE TABLE t (a TEXT, FULLTEXT (a) WITH PARSER nix);

-- case: FULLTEXT of a missing column
CREATE TABLE t (a TEXT, FULLTEXT (b));

-- case: FULLTEXT of a temporary table
CREATE TEMPORARY TABLE t (a TEXT, FULLTEXT (a));

-- case: FULLTEXT of a virtual column
CREATE TABLE t (a TEXT, b TEXT AS (a) VIRTUAL, FULLTEXT (b));

-- case: FULLTEXT with a column FTS_DOC_ID of another type
CREATE TABLE t (FTS_DOC_ID INT, a TEXT, FULLTEXT (a));

-- case: FULLTEXT with a proper FTS_DOC_ID
CREATE TABLE t (FTS_DOC_ID BIGINT UNSIGNED NOT NULL PRIMARY KEY, a TEXT, FULLTEXT (a));

-- case: CONSTRAINT before FULLTEXT
CREATE TABLE t (a TEXT, CONSTRAINT f FULLTEXT (a));

-- case: UNIQUE FULLTEXT
CREATE TABLE t (a TEXT, UNIQUE FULLTEXT (a));

-- SPATIAL

-- case: SPATIAL
CREATE TABLE t (a POINT NOT NULL SRID 0, SPATIAL KEY (a));

-- case: SPATIAL without SRID
CREATE TABLE t (a GEOMETRY NOT NULL, SPATIAL INDEX s (a));

-- case: SPATIAL of a NULL column
CREATE TABLE t (a GEOMETRY, SPATIAL (a));

-- case: SPATIAL of an integer
CREATE TABLE t (a INT NOT NULL, SPATIAL (a));

-- case: SPATIAL of a text
CREATE TABLE t (a TEXT NOT NULL, SPATIAL (a));

-- case: SPATIAL of two columns
CREATE TABLE t (a POINT NOT NULL, b POINT NOT NULL, SPATIAL (a, b));

-- case: SPATIAL with a prefix
CREATE TABLE t (a POINT NOT NULL, SPATIAL (a(10)));

-- case: SPATIAL with DESC
CREATE TABLE t (a POINT NOT NULL, SPATIAL (a DESC));

-- case: SPATIAL USING BTREE
CREATE TABLE t (a POINT NOT NULL, SPATIAL (a) USING BTREE);

-- case: SPATIAL of MEMORY
CREATE TABLE t (a POINT NOT NULL, SPATIAL (a)) ENGINE=MEMORY;

-- case: SPATIAL of MyISAM
CREATE TABLE t (a POINT NOT NULL, SPATIAL (a)) ENGINE=MyISAM;

-- case: SPATIAL of a missing column
CREATE TABLE t (a POINT NOT NULL, SPATIAL (b));

-- case: SPATIAL UNIQUE
CREATE TABLE t (a POINT NOT NULL, SPATIAL UNIQUE (a));

-- Functional parts

-- case: a functional part
CREATE TABLE t (a INT, b INT, KEY k ((a + b)));

-- case: a functional part among columns, descending
CREATE TABLE t (a INT, b INT, KEY k (a, (a * b) DESC, b));

-- case: a functional part without name of the key
CREATE TABLE t (a INT, KEY ((a + 1)), KEY ((a + 2)));

-- case: a unique functional part
CREATE TABLE t (a VARCHAR(10), UNIQUE ((LOWER(a))));

-- case: a functional part in a primary key
CREATE TABLE t (a INT, PRIMARY KEY ((a + 1)));

-- case: a functional part that is a column
CREATE TABLE t (a INT, KEY ((a)));

-- case: a functional part without its own parentheses
CREATE TABLE t (a INT, KEY (a + 1));

-- case: a functional part with a prefix
CREATE TABLE t (a VARCHAR(10), KEY ((LOWER(a))(5)));

-- case: a functional part of a text
CREATE TABLE t (a TEXT, KEY ((LOWER(a))));

-- case: a functional part of a text that is cut
CREATE TABLE t (a TEXT, KEY ((CAST(a AS CHAR(10)))));

-- case: a functional part of JSON
CREATE TABLE t (a JSON, KEY ((a->'$.x')));

-- case: a functional part of JSON as a text
CREATE TABLE t (a JSON, KEY ((CAST(a->>'$.x' AS CHAR(10)))));

-- case: a functional part over an array
CREATE TABLE t (a JSON, KEY ((CAST(a->'$.x' AS UNSIGNED ARRAY))));

-- case: two arrays in a key
CREATE TABLE t (a JSON, KEY ((CAST(a->'$.x' AS UNSIGNED ARRAY)), (CAST(a->'$.y' AS UNSIGNED ARRAY))));

-- case: a functional part with a missing column
CREATE TABLE t (a INT, KEY ((nix + 1)));

-- case: a functional part that is not deterministic
CREATE TABLE t (a INT, KEY ((a + RAND())));

-- case: a functional part with a subquery
CREATE TABLE t (a INT, KEY (((SELECT 1))));

-- case: a functional part of the AUTO_INCREMENT column
CREATE TABLE t (a INT AUTO_INCREMENT PRIMARY KEY, KEY ((a + 1)));

-- case: a functional part without columns
CREATE TABLE t (a INT, KEY ((1 + 1)));

-- case: a functional part in FULLTEXT
CREATE TABLE t (a TEXT, FULLTEXT ((LOWER(a))));

-- case: a functional part in SPATIAL
CREATE TABLE t (a POINT NOT NULL, SPATIAL ((ST_Buffer(a, 1))));

-- case: a functional part of MyISAM
CREATE TABLE t (a INT, KEY ((a + 1))) ENGINE=MyISAM;

-- case: a functional part of a virtual column
CREATE TABLE t (a INT, b INT AS (a + 1), KEY ((b + 1)));

-- case: a functional part that is too long
CREATE TABLE t (a VARCHAR(1000), KEY ((CONCAT(a, a))));

-- Engines

-- case: a key over a NULL column of MEMORY
CREATE TABLE t (a INT, KEY (a)) ENGINE=MEMORY;

-- case: a key of CSV
CREATE TABLE t (a INT NOT NULL, KEY (a)) ENGINE=CSV;

-- case: a NULL column of CSV
CREATE TABLE t (a INT) ENGINE=CSV;

-- case: AUTO_INCREMENT of CSV
CREATE TABLE t (a INT NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE=CSV;

-- case: a key of ARCHIVE
CREATE TABLE t (a INT NOT NULL, KEY (a)) ENGINE=ARCHIVE;

-- case: a text of MEMORY
CREATE TABLE t (a TEXT) ENGINE=MEMORY;

-- case: JSON of MEMORY
CREATE TABLE t (a JSON) ENGINE=MEMORY;

-- case: GEOMETRY of CSV
CREATE TABLE t (a GEOMETRY NOT NULL) ENGINE=CSV;

-- MariaDB's WITHOUT OVERLAPS

-- case: WITHOUT OVERLAPS
CREATE TABLE t (id INT, s DATE, e DATE, PERIOD FOR p (s, e), UNIQUE (id, p WITHOUT OVERLAPS));

-- case: WITHOUT OVERLAPS without period
CREATE TABLE t (id INT, s DATE, e DATE, UNIQUE (id, p WITHOUT OVERLAPS));

-- What other engines cannot index

-- case: a NULL column in a key of ARCHIVE
CREATE TABLE t (a INT, KEY (a)) ENGINE=ARCHIVE;

-- case: AUTO_INCREMENT of ARCHIVE
CREATE TABLE t (a INT AUTO_INCREMENT PRIMARY KEY) ENGINE=ARCHIVE;

-- case: a text in a key of ARCHIVE
CREATE TABLE t (a TEXT NOT NULL, PRIMARY KEY (a(10))) ENGINE=ARCHIVE;

-- case: a NULL column in a key of MERGE
CREATE TABLE t (a INT, KEY (a)) ENGINE=MERGE;

-- case: a unique key of MERGE
CREATE TABLE t (a INT UNIQUE) ENGINE=MERGE;

-- case: SPATIAL of ARCHIVE
CREATE TABLE t (a POINT NOT NULL, SPATIAL (a)) ENGINE=ARCHIVE;

-- case: SPATIAL of CSV
CREATE TABLE t (a POINT NOT NULL, SPATIAL (a)) ENGINE=CSV;

-- case: FULLTEXT of ARCHIVE
CREATE TABLE t (a VARCHAR(10) NOT NULL, FULLTEXT (a)) ENGINE=ARCHIVE;

-- case: a unique key over a geometry
CREATE TABLE t (a POINT NOT NULL, UNIQUE (a));

-- case: a primary key over a geometry with a prefix
CREATE TABLE t (a POINT NOT NULL, PRIMARY KEY (a(25)));

-- case: a primary key over a geometry
CREATE TABLE t (a POINT PRIMARY KEY);

-- case: a functional part over a short string in FULLTEXT
CREATE TABLE t (a VARCHAR(10), FULLTEXT ((LOWER(a))));

-- case: a functional part that is a row
CREATE TABLE t (a INT, b INT, KEY (((a, b))));

-- case: a functional part that is a geometry
CREATE TABLE t (a INT, b INT, KEY ((POINT(a, b))));

-- case: a functional part over an array that has no such type
CREATE TABLE t (a JSON, KEY ((CAST(a AS JSON ARRAY))));

-- case: a functional part over an array within an expression
CREATE TABLE t (a JSON, KEY ((1 + CAST(a->'$.x' AS UNSIGNED ARRAY))));

-- case: a functional part over an array in another engine
CREATE TABLE t (a JSON, KEY ((CAST(a->'$.x' AS UNSIGNED ARRAY)))) ENGINE=MyISAM;

-- case: an array outside of a key
CREATE TABLE t (a JSON, g JSON AS (CAST(a->'$.x' AS UNSIGNED ARRAY)));

-- case: a unique key over a COMPACT prefix
CREATE TABLE t (a TEXT, UNIQUE (a(200))) ROW_FORMAT=COMPACT;

-- case: AUTO_INCREMENT in a hashed unique key
CREATE TABLE t (a INT AUTO_INCREMENT PRIMARY KEY, b TEXT, UNIQUE (b, a));

-- case: AUTO_INCREMENT only in a hashed unique key
CREATE TABLE t (a INT AUTO_INCREMENT, b TEXT, UNIQUE (a, b));

-- case: an index named FTS_DOC_ID_INDEX
CREATE TABLE t (FTS_DOC_ID BIGINT UNSIGNED NOT NULL, a TEXT, KEY FTS_DOC_ID_INDEX (FTS_DOC_ID), FULLTEXT (a));

-- case: an index named FTS_DOC_ID_INDEX over another column
CREATE TABLE t (a INT NOT NULL, b TEXT, UNIQUE FTS_DOC_ID_INDEX (a), FULLTEXT (b));

-- case: a column fts_doc_id in small letters
CREATE TABLE t (fts_doc_id BIGINT UNSIGNED NOT NULL, a TEXT, FULLTEXT (a));

-- case: the name GEN_CLUST_INDEX
CREATE TABLE t (a INT, KEY GEN_CLUST_INDEX (a));

-- case: a column named DB_ROW_ID
CREATE TABLE t (DB_ROW_ID INT);

-- case: a column named DB_TRX_ID
CREATE TABLE t (DB_TRX_ID INT);

-- case: a key of a type that the engine cannot index
CREATE TABLE t (a INT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a), KEY (b(5))) ENGINE=ARCHIVE;

-- case: JSON in a key of MyISAM
CREATE TABLE t (a JSON, KEY (a)) ENGINE=MyISAM;

-- case: GEOMETRY with a prefix in a key of MyISAM
CREATE TABLE t (a GEOMETRY NOT NULL, KEY (a(20))) ENGINE=MyISAM;

-- case: a virtual column in a key of MEMORY
CREATE TABLE t (a INT, g INT AS (a + 1) VIRTUAL, KEY (g)) ENGINE=MEMORY;

-- case: a functional part of MEMORY
CREATE TABLE t (a INT, KEY ((a + 1))) ENGINE=MEMORY;

-- case: a functional part of ARCHIVE
CREATE TABLE t (a INT, KEY ((a + 1))) ENGINE=ARCHIVE;

-- case: an expression for default of MEMORY
CREATE TABLE t (a INT DEFAULT (1 + 1)) ENGINE=MEMORY;

-- case: a functional part with DEFAULT(column)
CREATE TABLE t (a INT DEFAULT 1, KEY ((a + DEFAULT(a))));

-- case: a functional part that is NULL
CREATE TABLE t (a INT, KEY ((NULL)));

-- case: a functional part that is the empty string
CREATE TABLE t (a INT, KEY ((CONCAT(''))));

-- case: FULLTEXT of CHAR(0)
CREATE TABLE t (a CHAR(0), FULLTEXT (a));

-- case: CHAR(0) in a key
CREATE TABLE t (a CHAR(0), KEY (a));

-- case: CHAR(0) in a primary key
CREATE TABLE t (a CHAR(0) PRIMARY KEY);

-- case: a length that is the column's own
CREATE TABLE a (a TINYINT, b YEAR, c BIT(3), d DATETIME, e DECIMAL(5,2), f DATE, g INT, KEY (a(1)), UNIQUE (b(1)), KEY (c(1)), KEY (d(5) DESC), KEY (e(3)), KEY (f(3), g(4)));
CREATE TABLE b (a TINYINT, PRIMARY KEY (a(1)));
CREATE TABLE c (a BOOL);
CREATE INDEX i ON c (a(1));

-- case: a length that is not the column's own
CREATE TABLE a (a INT, KEY (a(3)));
CREATE TABLE a (a INT(11), KEY (a(11)));
CREATE TABLE a (a ENUM('a'), KEY (a(1)));
CREATE TABLE a (a SET('a'), KEY (a(1)));
CREATE TABLE a (a DATETIME, KEY (a(8)));

-- case: a spatial key over a missing column, with and without name
CREATE TABLE t (a INT NOT NULL, SPATIAL KEY (nix)) ENGINE=MEMORY;
CREATE TABLE t (a INT NOT NULL, SPATIAL KEY k (nix)) ENGINE=MEMORY;
CREATE TABLE t (a INT NOT NULL, SPATIAL KEY (nix, nox));
CREATE TABLE t (a INT NOT NULL, SPATIAL KEY k (nix, nox));
CREATE TABLE t (a INT NOT NULL, SPATIAL KEY (a, nox));
CREATE TABLE t (a INT NOT NULL, FULLTEXT KEY (nix)) ENGINE=MEMORY;

-- case: a unique key that is a hash in MEMORY
CREATE TABLE t (a VARCHAR(3072) UNIQUE) ENGINE=MEMORY;

-- case: a hash over a column that counts and has no key
CREATE TABLE t (a INT, b BIGINT NOT NULL AUTO_INCREMENT, UNIQUE (a, b) USING HASH);

-- case: missing columns of keys and foreign keys, in their order
CREATE TABLE t (a INT, KEY (nix), FOREIGN KEY (nox) REFERENCES t (a));
CREATE TABLE t (a INT, FOREIGN KEY (nox) REFERENCES t (a), KEY (nix));
CREATE TABLE t (a INT, b INT AS (a), FOREIGN KEY (b) REFERENCES t (a) ON UPDATE CASCADE, KEY (nix));
