/*M!999999\- enable the sandbox mode */
-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: stock
-- ------------------------------------------------------
-- Server version	10.11.6-MariaDB-0+deb12u1

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

/*!40000 DROP DATABASE IF EXISTS `stock`*/;

CREATE DATABASE /*!32312 IF NOT EXISTS*/ `stock` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci */;

USE `stock`;
DROP TABLE IF EXISTS `places`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `places` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `shelf` varchar(10) NOT NULL,
  `row` smallint(6) DEFAULT 1,
  `settings` longtext DEFAULT NULL,
  `seen` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `made` datetime DEFAULT current_timestamp(),
  `old` datetime NOT NULL DEFAULT '2000-01-01 00:00:00',
  `temperature` decimal(5,1) DEFAULT -4.5,
  `is_cold` bit(1) DEFAULT b'1',
  PRIMARY KEY (`id`),
  UNIQUE KEY `shelf` (`shelf`,`row`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `places` WRITE;
/*!40000 ALTER TABLE `places` DISABLE KEYS */;
INSERT INTO `places` VALUES
(1,'A',1,NULL,'2024-01-01 00:00:00','2024-01-01 00:00:00','2000-01-01 00:00:00',-4.5,0x01),
(2,'B',2,'{}','2024-01-01 00:00:00',NULL,'2000-01-01 00:00:00',NULL,b'0');
/*!40000 ALTER TABLE `places` ENABLE KEYS */;
UNLOCK TABLES;

CREATE TABLE `moves` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `place_id` int(11) NOT NULL,
  `amount` int(10) unsigned NOT NULL DEFAULT 0,
  `text` text DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `place_id` (`place_id`) USING BTREE,
  CONSTRAINT `moves_ibfk_1` FOREIGN KEY (`place_id`) REFERENCES `places` (`id`) ON DELETE NO ACTION
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci PAGE_CHECKSUM=1;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
-- Dump completed
