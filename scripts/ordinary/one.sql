-- ----------------------------
-- Table structure for T_ONE
-- ----------------------------

CREATE TABLE `T_ONE` (
  `ID` int(11) NOT NULL AUTO_INCREMENT,
  `PROJECT_ID` varchar(64) NOT NULL DEFAULT '' COMMENT '项目',
  PRIMARY KEY (`ID`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='one'