"""Where a course is kept: workbooks read, built, mended and saved."""
