//! Tables for the benchmarks.

use std::fmt::Write;

/// Tables as mysqldump prints them: twelve columns, comments, four keys.
pub fn script(tables: usize) -> String {
    let mut out = "CREATE DATABASE IF NOT EXISTS `bench` DEFAULT CHARACTER SET utf8mb4;\nUSE `bench`;\n\n".to_owned();
    for n in 0..tables {
        let _ = write!(
            out,
            "CREATE TABLE `T_BENCH_{n:05}` (\n  \
             `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'Primary key, it''s unique',\n  \
             `PROJECT_ID` varchar(64) NOT NULL COMMENT 'Project',\n  \
             `PARENT_ID` bigint(20) unsigned DEFAULT NULL COMMENT 'Row of another table',\n  \
             `CODE` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT 'Short code; shown in lists',\n  \
             `TITLE` varchar(255) NOT NULL,\n  \
             `POSITION_RA` double NOT NULL DEFAULT '0' COMMENT 'Right ascension [deg]',\n  \
             `FLUX` decimal(18,6) DEFAULT '0.000000',\n  \
             `STATUS` enum('NEW','RUNNING','DONE','FAILED') NOT NULL DEFAULT 'NEW' COMMENT 'State (a,b)',\n  \
             `ENABLE_FLAG` bit(1) NOT NULL DEFAULT b'0',\n  \
             `PAYLOAD` json DEFAULT NULL,\n  \
             `CREATE_TIME` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),\n  \
             `UPDATE_TIME` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),\n  \
             PRIMARY KEY (`ID`),\n  \
             UNIQUE KEY `UNI_{n}_CODE` (`CODE`,`PROJECT_ID`),\n  \
             KEY `IDX_{n}_POSITION` (`POSITION_RA`,`FLUX`),\n  \
             KEY `IDX_{n}_TITLE` (`TITLE`(32)) USING BTREE\n\
             ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='Table {n}';\n\n"
        );
    }
    out
}
