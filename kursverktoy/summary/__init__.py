"""The course at a glance: counted here, and shown as a page, as JSON and in a workbook."""
