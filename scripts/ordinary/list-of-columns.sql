id INT, name VARCHAR(20) NOT NULL DEFAULT '', at DATETIME, KEY (name), UNIQUE KEY uk_at (at)
