"""An engine for xlwings over LibreOffice Calc: the shipped macros run unmodified on real workbooks.

What Calc does itself is real: storage, calculation, formats, tables, selection, hidden rows, locks.
What is ours is how Excel answers about it, so a pass here is never «tested in Excel».
"""
