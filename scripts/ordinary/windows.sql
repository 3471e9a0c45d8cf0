USE d;
CREATE TABLE IF NOT EXISTS windows (
  id INT NOT NULL, -- 编号
  name VARCHAR(20) COMMENT 'a'
);
