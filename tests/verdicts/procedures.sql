-- Stored procedures as scripts of migrations use them: CREATE, their bodies, CALL, DROP.

-- CREATE PROCEDURE

-- case: a body of one statement
CREATE PROCEDURE p() SELECT 1;

-- case: an empty block
CREATE PROCEDURE p() BEGIN END;

-- case: a block
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  CREATE TABLE t (a INT);
END//

-- case: without parentheses
CREATE PROCEDURE p SELECT 1;

-- case: without body
CREATE PROCEDURE p();

-- case: without name
CREATE PROCEDURE () SELECT 1;

-- case: a name with a blank at its end
CREATE PROCEDURE `p `() SELECT 1;

-- case: a name of 64 characters
CREATE PROCEDURE {{p * 64}}() SELECT 1;

-- case: a name of 65 characters
CREATE PROCEDURE {{p * 65}}() SELECT 1;

-- case: a procedure that is there
CREATE PROCEDURE p() SELECT 1;
CREATE PROCEDURE p() SELECT 2;

-- case: a procedure that is there in other case
CREATE PROCEDURE p() SELECT 1;
CREATE PROCEDURE P() SELECT 2;

-- case: IF NOT EXISTS
CREATE PROCEDURE p() SELECT 1;
CREATE PROCEDURE IF NOT EXISTS p() SELECT 2;

-- case: OR REPLACE
CREATE PROCEDURE p() SELECT 1;
CREATE OR REPLACE PROCEDURE p() SELECT 2;

-- case: in a database that is not there
CREATE PROCEDURE nix.p() SELECT 1;

-- case: DEFINER
CREATE DEFINER=CURRENT_USER PROCEDURE p() SELECT 1;

-- case: DEFINER root@localhost in its forms
CREATE DEFINER=root@localhost PROCEDURE p() SELECT 1;
CREATE DEFINER='root'@'localhost' PROCEDURE q() SELECT 1;
CREATE DEFINER=`root`@`localhost` PROCEDURE r() SELECT 1;

-- case: DEFINER who is not there
CREATE DEFINER=nobody@nowhere PROCEDURE p() SELECT 1;

-- case: parameters
CREATE PROCEDURE p(a INT, IN b VARCHAR(10), OUT c INT, INOUT d DATETIME(3)) SELECT 1;

-- case: a parameter without type
CREATE PROCEDURE p(a) SELECT 1;

-- case: a parameter twice
CREATE PROCEDURE p(a INT, a INT) SELECT 1;

-- case: a parameter twice in other case
CREATE PROCEDURE p(a INT, A INT) SELECT 1;

-- case: a parameter with a default
CREATE PROCEDURE p(a INT DEFAULT 5) SELECT 1;

-- case: a parameter with a wrong type
CREATE PROCEDURE p(a MONEY) SELECT 1;

-- case: a parameter with a type too large
CREATE PROCEDURE p(a CHAR(256)) SELECT 1;

-- case: a parameter NOT NULL
CREATE PROCEDURE p(a INT NOT NULL) SELECT 1;

-- case: characteristics
CREATE PROCEDURE p() COMMENT 'x' LANGUAGE SQL NOT DETERMINISTIC MODIFIES SQL DATA SQL SECURITY INVOKER SELECT 1;

-- case: characteristics of the other kinds
CREATE PROCEDURE p() DETERMINISTIC NO SQL SQL SECURITY DEFINER SET @x = 1;
CREATE PROCEDURE q() READS SQL DATA SET @x = 1;
CREATE PROCEDURE r() CONTAINS SQL SET @x = 1;

-- case: an unknown language
CREATE PROCEDURE p() LANGUAGE NIX SELECT 1;

-- case: LANGUAGE JAVASCRIPT
CREATE PROCEDURE p() LANGUAGE JAVASCRIPT AS 'x';

-- case: AS before the body is that of another server
CREATE PROCEDURE p() AS SELECT 1;

-- case: a syntax error in the body
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  CREATE TABEL t (a INT);
END//

-- case: a wrong table in the body is no error yet
CREATE PROCEDURE p() CREATE TABLE t (a INT, a INT);

-- case: a syntax error of a table in the body
CREATE PROCEDURE p() CREATE TABLE t (a INT,);

-- case: a missing table in the body is no error yet
CREATE PROCEDURE p() SELECT * FROM nix;

-- case: END is missing
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  SELECT 1;
//

-- case: a semicolon is missing before END
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  SELECT 1
END//

-- case: USE in the body
CREATE PROCEDURE p() USE tt;

-- case: LOCK TABLES in the body
CREATE PROCEDURE p() LOCK TABLES t READ;

-- case: LOAD DATA in the body
CREATE PROCEDURE p() LOAD DATA INFILE 'x' INTO TABLE t;

-- case: CREATE PROCEDURE in the body
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  CREATE PROCEDURE q() SELECT 1;
END//

-- case: DROP PROCEDURE in the body
CREATE PROCEDURE p() DROP PROCEDURE q;

-- case: ALTER VIEW in the body
CREATE PROCEDURE p() ALTER VIEW v AS SELECT 1;

-- case: RETURN in a procedure
CREATE PROCEDURE p() RETURN 1;

-- case: DECLARE
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE a, b INT DEFAULT 5;
  DECLARE c VARCHAR(10);
  SET a = b + 1;
END//

-- case: DECLARE behind a statement
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  SET @x = 1;
  DECLARE a INT;
END//

-- case: DECLARE twice
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE a INT;
  DECLARE a INT;
END//

-- case: SET of a variable that is not declared
CREATE PROCEDURE p() SET nix = 1;

-- case: SET of a variable that is not declared in a block
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  SET nix = 1;
END//

-- case: SELECT INTO a variable that is not declared
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  SELECT 1 INTO nix;
END//

-- case: IF, ELSEIF and ELSE
DELIMITER //
CREATE PROCEDURE p(a INT)
BEGIN
  IF a = 1 THEN
    SET @x = 1;
  ELSEIF a = 2 THEN
    SET @x = 2;
  ELSE
    SET @x = 3;
  END IF;
END//

-- case: IF without END IF
DELIMITER //
CREATE PROCEDURE p(a INT)
BEGIN
  IF a = 1 THEN SET @x = 1;
END//

-- case: ELSE IF for ELSEIF
DELIMITER //
CREATE PROCEDURE p(a INT)
BEGIN
  IF a = 1 THEN SET @x = 1;
  ELSE IF a = 2 THEN SET @x = 2;
  END IF;
END//

-- case: CASE
DELIMITER //
CREATE PROCEDURE p(a INT)
BEGIN
  CASE a WHEN 1 THEN SET @x = 1; ELSE SET @x = 2; END CASE;
END//

-- case: loops with labels
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE n INT DEFAULT 0;
  again: LOOP
    SET n = n + 1;
    IF n > 5 THEN LEAVE again; END IF;
    ITERATE again;
  END LOOP again;
  WHILE n > 0 DO SET n = n - 1; END WHILE;
  REPEAT SET n = n + 1; UNTIL n > 3 END REPEAT;
END//

-- case: LEAVE without label
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  LEAVE nix;
END//

-- case: ITERATE of a block
DELIMITER //
CREATE PROCEDURE p()
block: BEGIN
  ITERATE block;
END//

-- case: labels that differ
DELIMITER //
CREATE PROCEDURE p()
a: BEGIN
END b//

-- case: a label twice
DELIMITER //
CREATE PROCEDURE p()
a: BEGIN
  a: LOOP LEAVE a; END LOOP;
END//

-- case: handlers
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;
  DECLARE CONTINUE HANDLER FOR 1051 SET @x = 1;
  DECLARE CONTINUE HANDLER FOR SQLSTATE '42S01' SET @x = 2;
  DECLARE CONTINUE HANDLER FOR NOT FOUND, SQLWARNING SET @x = 3;
END//

-- case: a handler twice
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;
END//

-- case: a handler of a wrong SQLSTATE
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE EXIT HANDLER FOR SQLSTATE '123' BEGIN END;
END//

-- case: an UNDO handler
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE UNDO HANDLER FOR SQLEXCEPTION BEGIN END;
END//

-- case: a variable behind a handler
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;
  DECLARE a INT;
END//

-- case: a handler of a condition that is not there
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE EXIT HANDLER FOR nix BEGIN END;
END//

-- case: a condition
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE gone CONDITION FOR 1051;
  DECLARE EXIT HANDLER FOR gone BEGIN END;
END//

-- case: a condition twice
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE gone CONDITION FOR 1051;
  DECLARE gone CONDITION FOR 1050;
END//

-- case: a cursor
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE done INT DEFAULT 0;
  DECLARE x INT;
  DECLARE c CURSOR FOR SELECT a FROM t;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = 1;
  OPEN c;
  FETCH c INTO x;
  CLOSE c;
END//

-- case: a cursor that is not there
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  OPEN nix;
END//

-- case: a cursor twice
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE c CURSOR FOR SELECT 1;
  DECLARE c CURSOR FOR SELECT 2;
END//

-- case: a cursor behind a handler
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;
  DECLARE c CURSOR FOR SELECT 1;
END//

-- case: a cursor of no query
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE c CURSOR FOR DROP TABLE t;
END//

-- case: PREPARE in the body
DELIMITER //
CREATE PROCEDURE p(name VARCHAR(64))
BEGIN
  SET @s = CONCAT('CREATE TABLE ', name, ' (a INT)');
  PREPARE s FROM @s;
  EXECUTE s;
  DEALLOCATE PREPARE s;
END//

-- case: SIGNAL
CREATE PROCEDURE p() SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no';

-- case: SIGNAL with a wrong item
CREATE PROCEDURE p() SIGNAL SQLSTATE '45000' SET NIX = 'no';

-- CALL

-- case: CALL of a procedure with a table
CREATE PROCEDURE p() CREATE TABLE t (a INT);
CALL p();

-- case: CALL without parentheses
CREATE PROCEDURE p() CREATE TABLE t (a INT);
CALL p;

-- case: CALL in other case
CREATE PROCEDURE p() CREATE TABLE t (a INT);
CALL P();

-- case: CALL with the database's name
CREATE PROCEDURE p() CREATE TABLE t (a INT);
CALL tt.p();

-- case: CALL that is not there
CALL nix();

-- case: CALL in a database that is not there
CALL nix.p();

-- case: CALL with too few arguments
CREATE PROCEDURE p(a INT) SELECT a;
CALL p();

-- case: CALL with too many arguments
CREATE PROCEDURE p(a INT) SELECT a;
CALL p(1, 2);

-- case: CALL with a literal for OUT
CREATE PROCEDURE p(OUT a INT) SET a = 1;
CALL p(5);

-- case: CALL with a variable for OUT
CREATE PROCEDURE p(OUT a INT) SET a = 1;
CALL p(@x);

-- case: CALL with a wrong argument
CREATE PROCEDURE p(a INT) SET @x = a;
CALL p('x');

-- case: CALL of several statements
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  CREATE TABLE t (a INT);
  ALTER TABLE t ADD b INT;
  CREATE INDEX k ON t (b);
END//
CALL p()//

-- case: CALL that meets an error
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  CREATE TABLE t (a INT);
  CREATE TABLE t (b INT);
  CREATE TABLE u (a INT);
END//
CALL p()//

-- case: CALL with a handler for the error
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE CONTINUE HANDLER FOR 1050 SET @x = 1;
  CREATE TABLE t (a INT);
  CREATE TABLE t (b INT);
  CREATE TABLE u (a INT);
END//
CALL p()//

-- case: CALL with an EXIT handler
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;
  CREATE TABLE t (a INT);
  DROP TABLE nix;
  CREATE TABLE u (a INT);
END//
CALL p()//

-- case: CALL with IF NOT EXISTS on information_schema
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'b') THEN
    ALTER TABLE t ADD COLUMN b INT;
  END IF;
END//
CREATE TABLE t (a INT)//
CALL p()//
CALL p()//
DROP PROCEDURE p//

-- case: CALL with a count of information_schema
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE n INT DEFAULT 0;
  SELECT COUNT(*) INTO n FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND INDEX_NAME = 'k';
  IF n = 0 THEN
    ALTER TABLE t ADD INDEX k (a);
  END IF;
END//
CREATE TABLE t (a INT)//
CALL p()//

-- case: CALL with PREPARE
DELIMITER //
CREATE PROCEDURE p(name VARCHAR(64))
BEGIN
  SET @s = CONCAT('CREATE TABLE ', name, ' (a INT)');
  PREPARE s FROM @s;
  EXECUTE s;
  DEALLOCATE PREPARE s;
END//
CALL p('t')//

-- case: CALL with a loop
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE n INT DEFAULT 0;
  WHILE n < 3 DO
    SET n = n + 1;
    SET @s = CONCAT('CREATE TABLE t_', n, ' (a INT)');
    PREPARE s FROM @s;
    EXECUTE s;
  END WHILE;
END//
CALL p()//

-- case: CALL that signals
CREATE PROCEDURE p() SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not today';
CALL p();

-- case: CALL that signals a number
CREATE PROCEDURE p() SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not today', MYSQL_ERRNO = 1234;
CALL p();

-- case: CALL with CASE that finds nothing
DELIMITER //
CREATE PROCEDURE p(a INT)
BEGIN
  CASE a WHEN 1 THEN SET @x = 1; END CASE;
END//
CALL p(2)//

-- case: CALL of itself
CREATE PROCEDURE p() CALL p();
CALL p();

-- case: CALL of another procedure
CREATE PROCEDURE q() CREATE TABLE t (a INT);
CREATE PROCEDURE p() CALL q();
CALL p();

-- case: CALL whose table has a mistake
CREATE PROCEDURE p() CREATE TABLE t (a INT, a INT);
CALL p();

-- case: CALL with a warning at its end
CREATE PROCEDURE p() DROP TABLE IF EXISTS nix;
CALL p();

-- case: CALL runs in the procedure's database
CREATE DATABASE d1;
CREATE PROCEDURE d1.p() CREATE TABLE t (a INT);
CALL d1.p();

-- DROP and ALTER PROCEDURE, functions

-- case: DROP PROCEDURE
CREATE PROCEDURE p() SELECT 1;
DROP PROCEDURE p;
CALL p();

-- case: DROP PROCEDURE that is not there
DROP PROCEDURE nix;

-- case: DROP PROCEDURE IF EXISTS that is not there
DROP PROCEDURE IF EXISTS nix;

-- case: DROP PROCEDURE IF EXISTS of a missing database
DROP PROCEDURE IF EXISTS nix.p;

-- case: DROP PROCEDURE of two
DROP PROCEDURE p, q;

-- case: DROP PROCEDURE with parentheses
CREATE PROCEDURE p() SELECT 1;
DROP PROCEDURE p();

-- case: DROP FUNCTION that is not there
DROP FUNCTION nix;

-- case: DROP FUNCTION IF EXISTS that is not there
DROP FUNCTION IF EXISTS nix;

-- case: DROP FUNCTION of a procedure
CREATE PROCEDURE p() SELECT 1;
DROP FUNCTION p;

-- case: ALTER PROCEDURE
CREATE PROCEDURE p() SELECT 1;
ALTER PROCEDURE p COMMENT 'x';

-- case: ALTER PROCEDURE that is not there
ALTER PROCEDURE nix COMMENT 'x';

-- case: CREATE FUNCTION
CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC RETURN a + 1;

-- case: CREATE FUNCTION without RETURN
CREATE FUNCTION f() RETURNS INT DETERMINISTIC BEGIN END;

-- case: CREATE FUNCTION that creates a table
CREATE FUNCTION f() RETURNS INT DETERMINISTIC BEGIN CREATE TABLE t (a INT); RETURN 1; END;

-- case: CREATE FUNCTION that is there
CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1;
CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 2;

-- case: DROP DATABASE drops its procedures
CREATE DATABASE d1;
CREATE PROCEDURE d1.p() SELECT 1;
DROP DATABASE d1;
CREATE DATABASE d1;
CALL d1.p();

-- case: BEGIN NOT ATOMIC is MariaDB's
DELIMITER //
BEGIN NOT ATOMIC
  CREATE TABLE t (a INT);
END//

-- case: IF outside of a procedure
DELIMITER //
IF 1 THEN CREATE TABLE t (a INT); END IF//

-- More of what a CALL can meet

-- case: a number out of a parameter's range
CREATE PROCEDURE p(a TINYINT) SET @x = a;
CALL p(300);

-- case: a text longer than a parameter
CREATE PROCEDURE p(a VARCHAR(3)) SET @x = a;
CALL p('abcd');

-- case: a cursor opened twice
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE c CURSOR FOR SELECT 1;
  OPEN c;
  OPEN c;
END//
CALL p()//

-- case: a cursor fetched before it is opened
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE x INT;
  DECLARE c CURSOR FOR SELECT 1;
  FETCH c INTO x;
END//
CALL p()//

-- case: a cursor fetched into too few variables
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE x INT;
  DECLARE c CURSOR FOR SELECT 1, 2;
  OPEN c;
  FETCH c INTO x;
END//
CALL p()//

-- case: a cursor fetched behind its end
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE x INT;
  DECLARE c CURSOR FOR SELECT 1;
  OPEN c;
  FETCH c INTO x;
  FETCH c INTO x;
END//
CALL p()//

-- case: SELECT INTO of two rows
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE x INT;
  SELECT 1 UNION SELECT 2 INTO x;
END//
CALL p()//

-- case: SELECT INTO of two columns
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE x INT;
  SELECT 1, 2 INTO x;
END//
CALL p()//

-- case: SELECT INTO of no row
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE x INT;
  SELECT TABLE_ROWS INTO x FROM information_schema.TABLES WHERE TABLE_NAME = 'nix';
END//
CALL p()//

-- case: a subquery of two rows
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  SET @x = (SELECT 1 UNION SELECT 2);
END//
CALL p()//

-- case: SIGNAL of a warning
CREATE PROCEDURE p() SIGNAL SQLSTATE '01000' SET MESSAGE_TEXT = 'mind';
CALL p();

-- case: SIGNAL of not found
CREATE PROCEDURE p() SIGNAL SQLSTATE '02000';
CALL p();

-- case: SIGNAL without message
CREATE PROCEDURE p() SIGNAL SQLSTATE '45000';
CALL p();

-- case: SIGNAL with an item twice
CREATE PROCEDURE p() SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a', MESSAGE_TEXT = 'b';

-- case: SIGNAL of success
CREATE PROCEDURE p() SIGNAL SQLSTATE '00000';

-- case: SIGNAL of a condition that is a number
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE gone CONDITION FOR 1051;
  SIGNAL gone;
END//

-- case: SIGNAL of a condition that is not there
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  SIGNAL nix;
END//

-- case: RESIGNAL without handler
CREATE PROCEDURE p() RESIGNAL;
CALL p();

-- case: RESIGNAL in a handler
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION RESIGNAL SET MESSAGE_TEXT = 'again';
  DROP TABLE nix;
END//
CALL p()//

-- case: GET DIAGNOSTICS
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE CONTINUE HANDLER FOR SQLEXCEPTION GET DIAGNOSTICS CONDITION 1 @m = MESSAGE_TEXT;
  DROP TABLE nix;
END//
CALL p()//

-- case: an aggregate function
CREATE AGGREGATE FUNCTION f(a INT) RETURNS INT RETURN 1;

-- case: CREATE TABLE with a variable's name
DELIMITER //
CREATE PROCEDURE p(name VARCHAR(64))
BEGIN
  CREATE TABLE name (a INT);
END//
CALL p('t')//

-- case: DROP TABLE IF EXISTS and CREATE in a CALL
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DROP TABLE IF EXISTS t;
  CREATE TABLE t (a INT);
END//
CALL p()//
CALL p()//

-- case: a handler of SQLWARNING
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE EXIT HANDLER FOR SQLWARNING CREATE TABLE warned (a INT);
  DROP TABLE IF EXISTS nix;
  CREATE TABLE t (a INT);
END//
CALL p()//

-- case: a variable's default uses another variable
DELIMITER //
CREATE PROCEDURE p(n INT)
BEGIN
  DECLARE a INT DEFAULT n * 2;
  DECLARE b VARCHAR(20) DEFAULT CONCAT('t', a);
  SET @s = CONCAT('CREATE TABLE ', b, ' (a INT)');
  PREPARE s FROM @s;
  EXECUTE s;
END//
CALL p(3)//

-- case: LEAVE out of a block
DELIMITER //
CREATE PROCEDURE p()
body: BEGIN
  CREATE TABLE t (a INT);
  LEAVE body;
  CREATE TABLE u (a INT);
END//
CALL p()//

-- case: a cursor SELECT with INTO
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  DECLARE x INT;
  DECLARE c CURSOR FOR SELECT 1 INTO x;
END//

-- case: a trigger of a view
CREATE VIEW v AS SELECT 1 AS a;
CREATE TRIGGER g BEFORE INSERT ON v FOR EACH ROW SET @x = 1;

-- case: a trigger twice
CREATE TABLE t (a INT);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @x = 1;
CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW SET @x = 1;

-- case: a trigger that drops a table
CREATE TABLE t (a INT);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW DROP TABLE t;

-- case: a trigger of a temporary table
CREATE TEMPORARY TABLE t (a INT);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @x = 1;

-- case: a trigger twice with IF NOT EXISTS
CREATE TABLE t (a INT);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @x = 1;
CREATE TRIGGER IF NOT EXISTS g AFTER INSERT ON t FOR EACH ROW SET @x = 1;
