//! What to do about a refusal, by the server's number.

/// Source: MySQL manual, "Server Error Message Reference", and its chapters on the statements; MariaDB manual likewise.
pub(super) fn of(errno: u16) -> &'static str {
    match errno {
        1007 | 1050 => "Drop the other one before, choose another name, or write IF NOT EXISTS.",
        1054 => "Correct the name: the table has no such column here.",
        1059 | 1102 | 1103 | 1166 | 1280 => "Choose a name of at most 64 characters, without a blank at its end.",
        1060 => "Rename or remove one of the two columns.",
        1061 => "Give one of the two keys another name.",
        1063 => "Only whole numbers count themselves: remove AUTO_INCREMENT, or change the type.",
        1064 => "Look at what stands there and right before it: a word or a comma too many or too few.",
        1067 => "Write a default that the type takes, or remove it. Zero dates are none in strict mode.",
        1068 => "A table has one primary key: put the columns into one, or make the other UNIQUE.",
        1069 | 1070 => "Take keys, or columns of the key, away.",
        1071 => {
            "Index fewer characters, such as `column(255)`, or shorten the columns; a character takes up to 4 bytes."
        }
        1072 => "Correct the name, add the column, or take it out of the key.",
        1074 => "Shorten the column, or make it TEXT or BLOB.",
        1075 => "Make the column that counts itself the first of a key; a table has one such column.",
        1089 => "Index no more than the column has, and nothing but texts by their beginning.",
        1091 => "Correct the name: there is nothing of that name at this place of the scripts.",
        1097 | 1291 | 1367 | 3504 | 3505 => "Change the members of the ENUM or SET.",
        1101 => "Remove the default, or write it as an expression: DEFAULT ('').",
        1113 | 4028 => "Add a column that is visible.",
        1115 | 1253 | 1273 => "Choose a charset and a collation that this server has and that belong together.",
        1117 | 1118 => "Make columns shorter, or TEXT or BLOB, or part the table.",
        1170 => "Write how many characters are indexed: `column(255)`.",
        1171 => "Remove NULL from the columns of the primary key, or make the key UNIQUE.",
        1286 => "Choose an engine that this server has, such as InnoDB.",
        1294 => "Only DATETIME and TIMESTAMP take ON UPDATE: remove it, or change the type.",
        1425 | 1426 | 1427 | 1439 => "Choose a precision that the type takes.",
        1486 | 1493 | 1503 | 1506 => "Change the partitions, or the keys that must contain their columns.",
        1005 | 1822 | 1824 | 1826 | 1830 | 3780 => {
            "Create the parent first, with a key over the columns, of the same types; a foreign key's name is there once."
        }
        3102 | 3105 | 3106 | 3107 | 3109 | 1901 => "Change the expression, or make the column a plain one.",
        _ => "Change what the message names; `tabledraft dry-run` shows the answer to each statement.",
    }
}
