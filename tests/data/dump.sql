-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: shop
-- ------------------------------------------------------
-- Server version	8.0.36

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50503 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;

--
-- Current Database: `shop`
--

CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci */ /*!80016 DEFAULT ENCRYPTION='N' */;

USE `shop`;

--
-- Table structure for table `customer`
--

DROP TABLE IF EXISTS `customer`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE `customer` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(64) NOT NULL DEFAULT '' COMMENT 'as in the customer''s passport; \"quoted\"',
  `kind` enum('person','firm','it''s; complicated') CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'person',
  `balance` decimal(10,2) NOT NULL DEFAULT '0.00',
  `tags` set('a','b') DEFAULT NULL,
  `born` date DEFAULT NULL,
  `place` point NOT NULL /*!80003 SRID 4326 */,
  `active` bit(1) NOT NULL DEFAULT b'1',
  `changed` timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  `initial` char(1) GENERATED ALWAYS AS (left(`name`,1)) STORED,
  `hidden` int DEFAULT NULL /*!80023 INVISIBLE */,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name_born` (`name`,`born` DESC),
  KEY `prefix` (`name`(10)) USING BTREE COMMENT 'the first ten',
  KEY `lower` ((lower(`name`))),
  SPATIAL KEY `place` (`place`),
  CONSTRAINT `positive` CHECK ((`balance` >= 0))
) ENGINE=InnoDB AUTO_INCREMENT=1001 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='people; and firms';
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `customer`
--

LOCK TABLES `customer` WRITE;
/*!40000 ALTER TABLE `customer` DISABLE KEYS */;
INSERT INTO `customer` VALUES (1,'O\'Hara; DROP TABLE x; --','person',1.00,'a,b',NULL,_binary '\0\0\0\0',_binary '\x01','2024-01-01 00:00:00.000','O',NULL),(2,'a "b" `c` \\','firm',0.00,NULL,'1999-12-31',_binary 'CREATE TABLE no (a int);',_binary '','2024-01-01 00:00:00.000','a',3);
/*!40000 ALTER TABLE `customer` ENABLE KEYS */;
UNLOCK TABLES;
/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `customer_insert` BEFORE INSERT ON `customer` FOR EACH ROW BEGIN
  -- it's a trigger; with a semicolon
  SET NEW.name = TRIM(NEW.name);
END */;;
DELIMITER ;

--
-- Table structure for table `order`
--

DROP TABLE IF EXISTS `order`;
CREATE TABLE `order` (
  `id` bigint NOT NULL,
  `customer_id` int unsigned NOT NULL,
  `lines` json DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `customer_id` (`customer_id`),
  CONSTRAINT `order_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`) ON DELETE CASCADE ON UPDATE NO ACTION
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
/*!50100 PARTITION BY HASH (`id`)
PARTITIONS 4 */;

--
-- Temporary view structure for view `debtor`
--

SET @saved_cs_client     = @@character_set_client;
/*!50001 CREATE VIEW `debtor` AS SELECT
 1 AS `id`,
 1 AS `name`*/;

--
-- Dumping routines for database 'shop'
--
DELIMITER ;;
CREATE DEFINER=`root`@`localhost` PROCEDURE `tidy`()
BEGIN
  DELETE FROM `order` WHERE id = 0;
  CREATE TABLE inside (a int);
END ;;
DELIMITER ;

/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;

-- Dump completed on 2024-02-01 12:00:00
