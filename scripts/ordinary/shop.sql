-- A shop as its own people write it.
CREATE DATABASE IF NOT EXISTS shop DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
USE shop;
SET NAMES utf8mb4;
SET FOREIGN_KEY_CHECKS = 0;

DROP TABLE IF EXISTS customers;
CREATE TABLE customers (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'number of the customer',
  email VARCHAR(190) NOT NULL,
  name VARCHAR(100) DEFAULT NULL, -- as on the invoice
  phone CHAR(20) NOT NULL DEFAULT '',
  state ENUM('new', 'active', 'blocked') NOT NULL DEFAULT 'new',
  flags SET('letters', 'calls') DEFAULT 'letters',
  born DATE DEFAULT NULL,
  credit DECIMAL(10, 2) NOT NULL DEFAULT '0.00',
  discount FLOAT DEFAULT 0,
  weight DOUBLE DEFAULT '1.5',
  is_company TINYINT(1) NOT NULL DEFAULT 0,
  note TEXT,
  photo BLOB,
  settings JSON,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY uk_email (email),
  KEY idx_state (state, created_at),
  KEY idx_name (name(20)),
  FULLTEXT KEY ft_note (note)
) ENGINE = InnoDB AUTO_INCREMENT = 1000 DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin ROW_FORMAT = DYNAMIC COMMENT = 'people who buy';

create table `orders` (
  `id` int(11) unsigned not null auto_increment primary key,
  `customer_id` bigint unsigned not null,
  `number` varchar(32) character set ascii collate ascii_bin not null unique comment 'what the customer sees',
  `amount` decimal(12,4) not null default 0,
  `paid_at` datetime(3) null default null,
  `sent_at` timestamp null,
  `hour` time default '12:00:00',
  `season` year default '2024',
  `country` char(2) not null default 'DE',
  `lines` smallint not null default '1',
  `boxes` mediumint unsigned default 0,
  `is_gift` boolean default false,
  `is_paid` bool not null default true,
  `ratio` double(8,3) default null,
  `hash` binary(16) default null,
  `token` varbinary(64),
  `remarks` mediumtext,
  `document` longtext,
  `scan` longblob,
  `short` tinytext,
  `bits` bit(1) not null default b'0',
  key `idx_customer` (`customer_id`),
  index idx_paid (paid_at desc),
  unique index uk_country (country, number) using btree,
  constraint fk_customer foreign key (customer_id) references customers (id) on delete cascade on update restrict
) engine=innodb default charset=utf8mb4 comment='orders';

CREATE TABLE order_lines (
  order_id INT UNSIGNED NOT NULL,
  line INTEGER NOT NULL,
  article VARCHAR(64) NOT NULL COMMENT "the article's number",
  price NUMERIC(10,2),
  PRIMARY KEY (order_id, line),
  CONSTRAINT fk_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
  KEY (article)
);

CREATE TABLE IF NOT EXISTS articles (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  parent VARCHAR(64) NULL,
  title VARCHAR(255) NOT NULL DEFAULT '' COMMENT 'it''s shown',
  FOREIGN KEY (parent) REFERENCES articles (id) ON DELETE SET NULL ON UPDATE NO ACTION
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
CREATE TABLE IF NOT EXISTS articles (id INT);
CREATE TABLE articles_old LIKE articles;

/* Logs are read with the other engine. */
CREATE TABLE logs (
  id BIGINT(20) NOT NULL AUTO_INCREMENT,
  at INT NOT NULL DEFAULT -1,
  message VARCHAR(2000) CHARACTER SET utf8 DEFAULT NULL,
  level TINYINT UNSIGNED NOT NULL DEFAULT 3,
  PRIMARY KEY (id) USING BTREE,
  KEY idx_at (at, level)
) ENGINE=MyISAM DEFAULT CHARSET=utf8 PACK_KEYS=1 CHECKSUM=1;

INSERT INTO articles (id, title) VALUES ('a-1', 'Lamp'), ('a-2', 'Chair');
INSERT INTO articles VALUES ('a-3', 'a-1', 'Bulb');
INSERT IGNORE INTO order_lines (order_id, line, article, price) VALUES (1, 1, 'a-1', 9.99), (1, 2, 'a-2', NULL);
REPLACE INTO articles (id, title) VALUES ('a-1', 'Lamp, green');
TRUNCATE TABLE order_lines;
SHOW TABLES;
SET FOREIGN_KEY_CHECKS = 1;
SET @now = 1, @then := 'x';
SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
SET time_zone = '+00:00';
START TRANSACTION;
COMMIT;
DROP TABLE IF EXISTS articles_old, nothing_there;
RENAME TABLE logs TO log_entries;
DROP TABLE log_entries;
DROP DATABASE IF EXISTS shop_old;
