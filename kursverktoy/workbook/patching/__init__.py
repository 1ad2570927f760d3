"""What changing a workbook in place is made of: spans of a sheet, its tables, strings, the zip."""
