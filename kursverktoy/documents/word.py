"""What a Word file is made of, as far as more than one room asks."""

import re

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
"""The content type of the part with the text."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of its elements, as lxml and ElementTree write it."""
MARKUP = re.compile(r"<[^>]+>")
"""All that a reader of the document does not see."""
FOLLOWS = (
    (("ins", "del", "moveFrom", "moveTo"), "sporede endringer. Godta eller avvis dem alle"),
    (("commentReference",), "kommentarer. Slett dem"),
    (("footnoteReference",), "fotnoter. Flytt teksten inn i avsnittene"),
    (("endnoteReference",), "sluttnoter. Flytt teksten inn i avsnittene"),
)
"""Elements that would follow a template into every document, or are not filled safely, and what
to do about them: docxtpl fills footnotes once for each section, so that the second time it runs
what the cells hold."""
