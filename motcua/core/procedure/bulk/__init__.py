"""Lists of procedures as tables that officials edit: one sheet a kind of part, one line an item, nothing lost."""
