id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
name VARCHAR(50) NOT NULL DEFAULT '' COMMENT 'shown',  -- never empty
at DATETIME DEFAULT CURRENT_TIMESTAMP, # when it was made
amount DECIMAL(10,2) NULL,
PRIMARY KEY (id), UNIQUE KEY uk_name (name), KEY idx_at (at, amount)
