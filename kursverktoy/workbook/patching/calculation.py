"""What a workbook says about calculating its formulas."""

import re

from kursverktoy.workbook.patching.places import tag_end, with_attribute

_BEFORE_CALCULATION = rb"(sheets|functionGroups|externalReferences|definedNames)"


def calculated_on_opening(xml: bytes) -> bytes:
    """Return the workbook part with the mark that makes Excel calculate everything anew."""
    found = re.search(rb"<(?:\w+:)?calcPr[\s/>]", xml)
    if found:
        begin, end = found.start(), tag_end(xml, found.start())
        return xml[:begin] + with_attribute(xml[begin:end], "fullCalcOnLoad", "1") + xml[end:]
    ends = [*re.finditer(rb"(?:</(\w+:)?%b>|<(\w+:)?%b[^<>]*/>)"
                         % (_BEFORE_CALCULATION, _BEFORE_CALCULATION), xml)]  # fmt: skip
    last = ends[-1]
    prefix = last[1] or last[3] or b""
    mark = b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>'
    return xml[: last.end()] + mark + xml[last.end() :]
