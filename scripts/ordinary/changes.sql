-- What changes a schema from one version of a program to the next.
CREATE DATABASE app;
USE app;
CREATE TABLE users (
  id INT NOT NULL AUTO_INCREMENT,
  name VARCHAR(50) NOT NULL,
  mail VARCHAR(100) DEFAULT NULL,
  age INT DEFAULT '18',
  text TEXT,
  team_id INT DEFAULT NULL,
  PRIMARY KEY (id),
  KEY idx_name (name),
  UNIQUE KEY uk_mail (mail)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE teams (id INT NOT NULL, name VARCHAR(20), PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE users ADD COLUMN nick VARCHAR(30) NOT NULL DEFAULT '' COMMENT 'short name' AFTER name;
ALTER TABLE users ADD title VARCHAR(10) FIRST, ADD COLUMN points BIGINT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN (one INT, two INT);
ALTER TABLE users DROP COLUMN one, DROP two;
ALTER TABLE users MODIFY COLUMN nick VARCHAR(60) DEFAULT NULL, MODIFY age SMALLINT UNSIGNED NOT NULL DEFAULT 18 AFTER id;
ALTER TABLE users CHANGE COLUMN title salutation VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;
ALTER TABLE users CHANGE points points DECIMAL(20, 3) NOT NULL;
ALTER TABLE users ALTER COLUMN age SET DEFAULT 21, ALTER nick DROP DEFAULT;
ALTER TABLE users ADD INDEX idx_age (age), ADD KEY (nick, age), ADD UNIQUE KEY uk_name (name, mail), ADD UNIQUE INDEX uk_nick (nick);
ALTER TABLE users ADD FULLTEXT INDEX ft_text (text);
ALTER TABLE users DROP INDEX idx_age, DROP KEY uk_nick;
ALTER TABLE users RENAME INDEX idx_name TO idx_user_name;
ALTER TABLE users ADD CONSTRAINT fk_team FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET NULL;
ALTER TABLE users DROP FOREIGN KEY fk_team;
ALTER TABLE users RENAME COLUMN nick TO alias;
ALTER TABLE users MODIFY COLUMN id BIGINT NOT NULL;
ALTER TABLE users DROP PRIMARY KEY, ADD PRIMARY KEY (id);
ALTER TABLE users MODIFY COLUMN id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'number';
ALTER TABLE users ADD COLUMN created DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, ADD COLUMN updated TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP;
ALTER TABLE users ENGINE = InnoDB, COMMENT = 'people', AUTO_INCREMENT = 100, ROW_FORMAT = COMPACT;
ALTER TABLE users DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER TABLE users CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
ALTER TABLE users RENAME TO members;
ALTER TABLE app.members RENAME AS users;
CREATE INDEX idx_age ON users (age);
CREATE UNIQUE INDEX uk_alias ON users (alias(10), age DESC) USING BTREE;
CREATE FULLTEXT INDEX ft_again ON users (text);
DROP INDEX idx_age ON users;
ALTER TABLE users DROP INDEX uk_alias, MODIFY alias TEXT NOT NULL, DROP KEY nick;
ALTER TABLE users DROP COLUMN mail;
INSERT INTO users (name, mail) VALUES ('Ada', 'ada@example.org'), ('Bob', 'bob@example.org');
ALTER TABLE users ADD COLUMN later INT NOT NULL DEFAULT 0, ADD INDEX idx_later (later), ADD UNIQUE KEY uk_later (later);
RENAME TABLE users TO people, teams TO groups_of_people;
DROP TABLE people, groups_of_people;
-- Keys without names, lists of members, and changes of a table that has them.
CREATE TABLE visits (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  state ENUM('new', 'seen') NOT NULL DEFAULT 'new',
  marks SET('a', 'b') DEFAULT 'a',
  at DATETIME DEFAULT CURRENT_TIMESTAMP,
  KEY (state, at),
  UNIQUE (at)
);
ALTER TABLE visits ADD COLUMN note TEXT, ADD INDEX (note(10));
ALTER TABLE visits MODIFY COLUMN state ENUM('new', 'seen', 'gone') NOT NULL DEFAULT 'new', DROP COLUMN marks;
DROP TABLE visits;
DROP DATABASE app;

-- With names in front, and with what is there already.
CREATE DATABASE IF NOT EXISTS `app` CHARACTER SET = utf8 COLLATE = utf8_general_ci;
CREATE TABLE `app`.`t` (`id` int NOT NULL, `from` varchar(10) COLLATE utf8_bin DEFAULT NULL) ;
ALTER TABLE `app`.`t` ADD PRIMARY KEY (`id`), ADD KEY `by` (`from`), ADD COLUMN `day` date NULL DEFAULT '2024-01-31', ADD COLUMN `at` datetime DEFAULT '2024-01-31 12:30:00';
ALTER TABLE app.t ADD COLUMN small TINYINT DEFAULT 1, ADD COLUMN time_of TIME NULL DEFAULT '10:20:30', ADD fixed CHAR(36) NOT NULL DEFAULT 'none';
DROP TABLE IF EXISTS app.t;
