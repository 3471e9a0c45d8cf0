
-- ----------------------------
-- Table structure for unfinished
-- ----------------------------
CREATE TABLE IF NOT EXISTS `unfinished` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(20) NOT NULL,
  PRIMARY KEY (`id`),
) ENGINE=InnoDB