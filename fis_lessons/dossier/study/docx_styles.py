"""How a study looks in Word: styles, lists and their numbers, settings.

Arial, because LibreOffice has letters of the very same widths: pages end at the same word in both.
"""

from __future__ import annotations

from fis_lessons.dossier.study.docx_xml import part, val, w
from fis_lessons.i18n import Language

LOCALES: dict[Language, str] = {"it": "it-IT", "en": "en-GB"}
BLUE, INK, GREY, LINE, PALE = "0B3D91", "1A1A1A", "495057", "8A97AD", "EEF2F9"
WARNING, CREAM = "6A4B00", "FFF8E0"
HEADINGS, BULLETS = 1, 2
"""Numbers of the two lists every document has; the ordered ones come after."""
FIRST_ORDERED = 3
TABLE = "StudyTable"

_FONT = "Arial"
_SIDES = ("top", "left", "bottom", "right")


def styles(lang: Language) -> str:
    """Write the styles: those Word knows by name keep it, so that it shows them in its own language."""
    code = LOCALES[lang]
    fonts = w("rFonts", dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), _FONT))
    letters = (
        fonts + val("color", INK) + _size(11) + w("lang", {"val": code, "eastAsia": code, "bidi": "ar-SA"})
    )
    spaces = w("spacing", {"after": 120, "line": 276, "lineRule": "auto"})
    defaults = w(
        "docDefaults",
        None,
        w("rPrDefault", None, w("rPr", None, letters)),
        w("pPrDefault", None, w("pPr", None, w("widowControl") + spaces)),
    )
    return part("styles", defaults, *_paragraphs(), *_characters(), _table())


def _paragraphs() -> list[str]:
    blank = w("tabs", None, _tab("right", 9638, "underscore"))  # a line to write on, where nothing is known
    return [
        w(
            "style",
            {"type": "paragraph", "default": 1, "styleId": "Normal"},
            val("name", "Normal"),
            w("qFormat"),
        ),
        _style("Title", "Title", _space(0, 240), _letters(28, bold=True, colour=BLUE)),
        _style("Subtitle", "Subtitle", blank + _space(0, 480), _letters(16, colour=GREY)),
        _style(
            "Municipality", "Municipality", blank + _space(1800, 600), _letters(14, bold=True, colour=GREY)
        ),
        _style("FrontLine", "Front line", blank + _space(0, 120), ""),
        _style("Notice", "Notice", _box() + _space(360, 240), ""),
        _heading(1, 18, before=480),
        _heading(2, 13, before=280),
        _heading(3, 11, before=200),
        _style(
            "TOCHeading", "TOC Heading", w("keepNext") + _space(0, 240), _letters(18, bold=True, colour=BLUE)
        ),
        _contents(1),
        _contents(2),
        _style("Caption", "caption", _space(240, 80), _letters(10, bold=True, colour=INK)),
        _style("Picture", "Picture", w("keepNext") + _space(240, 0), ""),
        _style("Quiet", "Quiet", _space(0, 120), _letters(9.5, colour=GREY)),
        _style("ListBullet", "List Bullet", _list(BULLETS), ""),
        _style("ListNumber", "List Number", w("contextualSpacing", {"val": 0}), ""),
        _style("ListContinue", "List Continue", w("ind", {"left": 425}), ""),
        _style("Cell", "Cell", _space(40, 40, line=240), _letters(9.5)),
        _style(
            "CellHead",
            "Cell head",
            w("keepNext") + _space(60, 60, line=240),
            _letters(9.5, bold=True),
            base="Cell",
        ),
        _style("CellNumber", "Cell number", val("jc", "right"), "", base="Cell"),
        _style("CellBullet", "Cell bullet", _list(BULLETS), "", base="Cell"),
        _style("Header", "header", _bottom() + _space(0, 0), _letters(9, colour=GREY)),
        _style("Footer", "footer", _space(0, 0) + val("jc", "right"), _letters(9, colour=GREY)),
        _style("FootnoteText", "footnote text", _space(0, 40, line=240), _letters(9)),
        _style("Section", "Section end", _space(0, 0, line=20, rule="exact"), ""),
    ]


def _characters() -> list[str]:
    return [
        w(
            "style",
            {"type": "character", "styleId": "Hyperlink"},
            val("name", "Hyperlink"),
            w("rPr", None, val("color", BLUE), val("u", "single")),
        ),
        w(
            "style",
            {"type": "character", "styleId": "FootnoteReference"},
            val("name", "footnote reference"),
            w("rPr", None, val("vertAlign", "superscript")),
        ),
        w("style", {"type": "character", "styleId": "Strong"}, val("name", "Strong"), w("rPr", None, w("b"))),
    ]


def _table() -> str:
    edges = [*_SIDES, "insideH", "insideV"]
    lines = "".join(w(side, {"val": "single", "sz": 4, "space": 0, "color": LINE}) for side in edges)
    margins = "".join(
        w(side, {"w": 85 if side in ("left", "right") else 0, "type": "dxa"}) for side in _SIDES
    )
    head = w("rPr", None, w("b")) + w("tcPr", None, w("shd", {"val": "clear", "color": "auto", "fill": PALE}))
    return w(
        "style",
        {"type": "table", "customStyle": 1, "styleId": TABLE},
        val("name", "Study table"),
        w("tblPr", None, w("tblBorders", None, lines), w("tblCellMar", None, margins)),
        w("tblStylePr", {"type": "firstRow"}, head),
    )


def _size(points: float) -> str:
    return val("sz", int(points * 2)) + val("szCs", int(points * 2))


def _letters(points: float, *, bold: bool = False, colour: str = "") -> str:
    return (w("b") if bold else "") + (val("color", colour) if colour else "") + _size(points)


def _space(before: int, after: int, *, line: int = 0, rule: str = "auto") -> str:
    lines: dict[str, str | int] = {"line": line, "lineRule": rule} if line else {}
    return w("spacing", {"before": before, "after": after, **lines})


def _tab(kind: str, place: int, leader: str = "none") -> str:
    return w("tab", {"val": kind, "leader": leader, "pos": place})


def _list(number: int) -> str:
    return w("numPr", None, val("numId", number)) + w("contextualSpacing", {"val": 0})


def _box() -> str:
    line = {"val": "single", "sz": 6, "space": 8, "color": WARNING}
    edges = w("pBdr", None, *(w(side, line) for side in _SIDES))
    return edges + w("shd", {"val": "clear", "color": "auto", "fill": CREAM})


def _bottom() -> str:
    return w("pBdr", None, w("bottom", {"val": "single", "sz": 4, "space": 4, "color": LINE}))


def _style(identity: str, name: str, place: str, letters: str, *, base: str = "Normal") -> str:
    return w(
        "style",
        {"type": "paragraph", "styleId": identity},
        val("name", name),
        val("basedOn", base),
        w("qFormat"),
        w("pPr", None, place) if place else "",
        w("rPr", None, letters) if letters else "",
    )


def _heading(level: int, points: float, *, before: int) -> str:
    numbers = w("numPr", None, val("ilvl", level - 1), val("numId", HEADINGS)) if level < 3 else ""
    place = w("keepNext") + w("keepLines") + numbers + _space(before, 120) + val("outlineLvl", level - 1)
    return w(
        "style",
        {"type": "paragraph", "styleId": f"Heading{level}"},
        val("name", f"heading {level}"),
        val("basedOn", "Normal"),
        val("next", "Normal"),
        w("qFormat"),
        w("pPr", None, place),
        w("rPr", None, _letters(points, bold=True, colour=BLUE)),
    )


def _contents(level: int) -> str:
    # the tab after a number is on the line itself, as Word does: without a number a short title would stop there
    place = w("tabs", None, _tab("right", 9638, "dot")) + _space(80 if level == 1 else 0, 40)
    return _style(
        f"TOC{level}",
        f"toc {level}",
        place + w("ind", {"left": 0 if level == 1 else 480}),
        _letters(11 if level == 1 else 10, bold=level == 1),
    )


def numbering(ordered: int) -> str:
    """Write the lists: headings, bullets, and as many ordered lists as the document has, each from 1."""
    chapters = [
        _level(0, "decimal", "%1", left=567, hanging=567, style="Heading1"),
        _level(1, "decimal", "%1.%2", left=709, hanging=709, style="Heading2"),
    ]
    kinds = [
        w("abstractNum", {"abstractNumId": 0}, val("multiLevelType", "multilevel"), *chapters),
        w(
            "abstractNum",
            {"abstractNumId": 1},
            val("multiLevelType", "hybridMultilevel"),
            _level(0, "bullet", "•"),
        ),
        w(
            "abstractNum",
            {"abstractNumId": 2},
            val("multiLevelType", "hybridMultilevel"),
            _level(0, "decimal", "%1."),
        ),
    ]
    restart = w("lvlOverride", {"ilvl": 0}, val("startOverride", 1))
    lists = [
        w("num", {"numId": HEADINGS}, val("abstractNumId", 0)),
        w("num", {"numId": BULLETS}, val("abstractNumId", 1)),
        *(w("num", {"numId": FIRST_ORDERED + n}, val("abstractNumId", 2), restart) for n in range(ordered)),
    ]
    return part("numbering", *kinds, *lists)


def _level(level: int, kind: str, text: str, *, left: int = 425, hanging: int = 425, style: str = "") -> str:
    return w(
        "lvl",
        {"ilvl": level},
        val("start", 1),
        val("numFmt", kind),
        val("pStyle", style) if style else "",
        val("lvlText", text),
        val("lvlJc", "left"),
        w("pPr", None, w("ind", {"left": left, "hanging": hanging})),
    )


def settings(lang: Language) -> str:
    """Write the settings: fields are brought up to date when Word opens the document."""
    word = "http://schemas.microsoft.com/office/word"
    return part(
        "settings",
        val("zoom", 100).replace("w:val", "w:percent"),
        val("defaultTabStop", 709),
        val("updateFields", "true"),
        w("footnotePr", None, w("footnote", {"id": -1}), w("footnote", {"id": 0})),
        w("compat", None, w("compatSetting", {"name": "compatibilityMode", "uri": word, "val": 15})),
        w("themeFontLang", {"val": LOCALES[lang]}),
        w("decimalSymbol", {"val": "," if lang == "it" else "."}),
        w("listSeparator", {"val": ";" if lang == "it" else ","}),
    )
