"""Tables as files, as every app writes them."""

from motcua.ui.table_files import CSV, XLSX, Value, to_csv, to_xlsx

__all__ = ["CSV", "XLSX", "Value", "to_csv", "to_xlsx"]
