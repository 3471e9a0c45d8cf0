USE d;
SET NAMES utf8mb4;
SET FOREIGN_KEY_CHECKS = 0;

-- ----------------------------
-- Table structure for `T_AGENT`
-- ----------------------------

CREATE TABLE IF NOT EXISTS `T_AGENT`
(
    `ID`          int(11)                                NOT NULL AUTO_INCREMENT COMMENT '主键',
    `PROJECT_ID`  varchar(64) COLLATE utf8mb4_general_ci NOT NULL COMMENT '项目ID',
    `NAME`        varchar(128)                           NOT NULL DEFAULT '' -- 名称
    ,
    `STATUS`      tinyint(1)                             NOT NULL DEFAULT '0' COMMENT '状态(0：新 1：旧)',
    `CREATE_TIME` datetime                               NOT NULL DEFAULT CURRENT_TIMESTAMP COMMENT '创建时间',
    PRIMARY KEY (`ID`) USING BTREE,
    UNIQUE INDEX `UNI_INX` (`PROJECT_ID` ASC, `NAME` ASC) USING BTREE
)
    ENGINE = InnoDB
    DEFAULT CHARSET = utf8mb4
    COLLATE = utf8mb4_general_ci COMMENT ='代理';

-- ----------------------------
-- Records of T_AGENT
-- ----------------------------
REPLACE INTO T_AGENT (`ID`, `PROJECT_ID`, `NAME`) VALUES (1, 'one', 'first; second'), ('2', "two", NULL);
INSERT INTO `T_AGENT`(`PROJECT_ID`, `CREATE_TIME`) VALUES ('three', '2019-01-01 00:00:00') ON DUPLICATE KEY UPDATE `PROJECT_ID` = 'three';

SET FOREIGN_KEY_CHECKS = 1;

-- ----------------------------
-- What went wrong before: a comma, a bracket, a quote.
-- ----------------------------

CREATE TABLE IF NOT EXISTS `T_AGENT_2` (
  `ID` int(11) NOT NULL AUTO_INCREMENT COMMENT '主键'
  `NAME` varchar(128) NOT NULL DEFAULT '' COMMENT '名称',
  KEY `IDX` (`NAME`),
  PRIMARY KEY (`ID`),
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE IF NOT EXISTS `T_AGENT_3` (
  `ID` int(11) NOT NULL COMMENT '主键
  `NAME` varchar(128) NOT NULL,
  PRIMARY KEY (`ID`)
) ENGINE=InnoDB;
