"""The words of a Word document as its reader sees them: changes accepted, content controls opened."""

import re

from docx.oxml.ns import qn
from lxml import etree

from corpus.adding.docx_symbols import plain, symbol

CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
_GONE = (qn("w:del"), qn("w:moveFrom"))
_UNREAD = (*_GONE, qn("w:txbxContent"), qn("w:rt"))  # w:rt: how a word is pronounced, above the word
_BREAKS = (qn("w:br"), qn("w:cr"))
_OFF = ("0", "false", "off")


def open_controls(body: etree._Element) -> None:
    """Put the content of content controls in their place, at any depth.

    What reads paragraphs, rows and cells looks only among an element's children and would pass them over. A table of
    contents is left out: Word makes it of the headings.
    """
    for control in list(body.iter(qn("w:sdt"), qn("w:customXml"))):
        above = control.getparent()
        if above is None:
            continue
        content = control.find(qn("w:sdtContent")) if control.tag == qn("w:sdt") else control
        if content is not None and not _is_contents(control):
            at = above.index(control)
            above[at:at] = [child for child in content if child.tag != qn("w:customXmlPr")]
        above.remove(control)


def _is_contents(control: etree._Element) -> bool:
    gallery = control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


def paragraph_text(paragraph: etree._Element) -> str:
    """Return what a reader sees: insertions are text, deletions and hidden runs are not."""
    parts: list[str] = []
    for run in paragraph.iter(qn("w:r")):
        if not _is_hidden(run) and not any(above.tag in _UNREAD for above in run.iterancestors()):
            font = _font(run)
            parts += [_piece(piece, font) for piece in run]
    return re.sub(r"[ \t\u00a0]+", " ", "".join(parts)).strip(" ")


def _piece(piece: etree._Element, font: str) -> str:
    if piece.tag == qn("w:t"):
        return plain(font, piece.text or "")
    if piece.tag == qn("w:sym"):
        return symbol(piece.get(qn("w:font"), ""), piece.get(qn("w:char"), ""))
    if piece.tag == qn("w:noBreakHyphen"):
        return "-"
    if piece.tag in (qn("w:tab"), qn("w:ptab")):
        return " "
    return "\n" if piece.tag in _BREAKS else ""


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val"), "1") not in _OFF


def _font(run: etree._Element) -> str:
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return "" if fonts is None else fonts.get(qn("w:ascii"), "")
