"""What stands in Excel: text in, an .xlsm file with buttons and an .xlam file with a ribbon out.

No Excel is needed. `vba/` and `ribbon.xml` are the source; equal source gives equal bytes.
"""

from kursverktoy.addin.building import course_workbook, ribbon_addin

__all__ = ["course_workbook", "ribbon_addin"]
