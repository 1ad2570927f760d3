"""Line breaks, tabs and page breaks in values, as Word writes them.

What docxtpl's `resolve_listing` does to a whole part is done here to the paragraphs that hold
such a character, without loading docxtpl; a test compares the two.
"""

import re
from collections.abc import Callable

_END = "</w:p>"
_START = re.compile(r"<w:p(?: [^>]*)?>")
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
_PARAGRAPH_LOOK = re.compile(r"<w:pPr>.*?</w:pPr>")
_RUN_LOOK = re.compile(r"<w:rPr>.*?</w:rPr>")
_BREAKS = re.compile("[\t\n\a\f]")
_AGAIN = '<w:t xml:space="preserve">'


def has_breaks(text: str) -> bool:
    """Whether `with_breaks` may change the text of a part."""
    return "\n" in text or "\t" in text or "\a" in text or "\f" in text


def with_breaks(text: str) -> str:
    """Return the text of a part with its breaks as elements, within text of a run only."""
    done: list[str] = []
    end = 0
    while found := _BREAKS.search(text, end):
        # docxtpl takes what lies between the first start and the first end as one paragraph.
        before = text.rfind(_END, end, found.start())
        begun = before + len(_END) if before >= 0 else end
        start = _START.search(text, begun)
        close = text.find(_END, found.start())
        if close < 0:
            break
        if start is None or start.start() > found.start():
            done.append(text[end : found.end()])
            end = found.end()
            continue
        close += len(_END)
        done += (text[end : start.start()], _paragraph(text[start.start() : close]))
        end = close
    return "".join((*done, text[end:]))


def _paragraph(text: str) -> str:
    look = _first(_PARAGRAPH_LOOK, text)

    def run(found: re.Match[str]) -> str:
        return _TEXT.sub(_replacer(look, _first(_RUN_LOOK, found[0])), found[0])

    return _RUN.sub(run, text)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def _replacer(paragraph: str, run: str) -> Callable[[re.Match[str]], str]:
    again = f"<w:r>{run}{_AGAIN}"
    closed = "</w:t></w:r></w:p>"
    written = {
        "\t": f"</w:t></w:r><w:r>{run}<w:tab/></w:r>{again}",
        "\n": f"</w:t><w:br/>{_AGAIN}",
        "\a": f"{closed}<w:p>{paragraph}{again}",
        "\f": f'{closed}<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p>{paragraph}{again}',
    }
    return lambda found: _BREAKS.sub(lambda each: written[each[0]], found[0])
