"""What Word refuses and LibreOffice forgives: order of the parts, names given twice, files nobody can find.

The orders are those of ECMA-376, part 1 (``CT_PPr``, ``CT_RPr`` and the others): a document out of order opens in
LibreOffice and asks to be repaired in Word.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

import pytest
from never_empty import some
from sample import rich

from fis_lessons.dossier.study.docx_document import make
from fis_lessons.i18n import Language, use_language

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
        "textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl "
        "cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
        "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
        "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
    ),
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tc": "tcPr",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "settings": (
        "writeProtection view zoom removePersonalInformation mirrorMargins trackRevisions documentProtection "
        "autoFormatOverride styleLockTheme defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
        "doNotHyphenateCaps evenAndOddHeaders characterSpacingControl updateFields hdrShapeDefaults footnotePr "
        "endnotePr compat docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator"
    ),
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding docPartObj",
    "sdt": "sdtPr sdtEndPr sdtContent",
}
FREE = {"tc": ("p", "tbl")}
"""What may follow in any order."""


@pytest.fixture(scope="module", params=["it", "en"])
def parts(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """Return the files of a document that has everything in it."""
    lang: Language = request.param
    with use_language(lang):
        content = make(rich(lang=lang)).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def pages(parts: dict[str, bytes]) -> Iterator[tuple[str, Tree.Element]]:
    """Walk the XML files of a document."""
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            yield name, Tree.fromstring(data)


def misplaced(page: Tree.Element) -> list[str]:
    """List what stands before something it must follow, or where the standard has no place for it."""
    found = []
    for parent in page.iter():
        kind = parent.tag.removeprefix(W)
        if kind not in ORDERS or not parent.tag.startswith(W):
            continue
        order = [W + one for one in ORDERS[kind].split()]
        last = 0
        for child in parent:
            if child.tag.removeprefix(W) in FREE.get(kind, ()):
                last = len(order)
                continue
            if child.tag not in order:
                found.append(f"{kind}: {child.tag} has no place")
            elif order.index(child.tag) < last:
                found.append(f"{kind}: {child.tag} comes too late")
            else:
                last = order.index(child.tag)
    return found


def test_every_part_stands_in_the_order_of_the_standard(parts: dict[str, bytes]) -> None:
    assert {name: told for name, page in some(pages(parts)) if (told := misplaced(page))} == {}


def test_the_order_is_really_looked_at() -> None:
    wrong = f'<w:pPr xmlns:w="{W[1:-1]}"><w:jc/><w:pStyle/><w:nonsense/></w:pPr>'
    assert len(misplaced(Tree.fromstring(wrong))) == 2


def test_no_name_is_given_twice(parts: dict[str, bytes]) -> None:
    document = Tree.fromstring(parts["word/document.xml"])
    for kind, name in (("bookmarkStart", "id"), ("bookmarkStart", "name"), ("bookmarkEnd", "id")):
        seen = Counter(one.get(W + name) for one in some(document.iter(W + kind)))
        assert max(seen.values()) == 1, (kind, name, seen.most_common(3))
    starts = {one.get(W + "id") for one in document.iter(W + "bookmarkStart")}
    assert starts == {one.get(W + "id") for one in document.iter(W + "bookmarkEnd")}
    assert all(len(one.get(W + "name") or "") <= 40 for one in document.iter(W + "bookmarkStart"))
    drawn = Counter(one.get("id") for one in document.iter() if one.tag.endswith("}docPr"))
    assert max(drawn.values()) == 1


def test_every_file_is_found_and_has_its_type(parts: dict[str, bytes]) -> None:
    types = Tree.fromstring(parts["[Content_Types].xml"])
    named = {one.get("PartName", "").lstrip("/") for one in types if one.tag.endswith("Override")}
    endings = {one.get("Extension", "") for one in types if one.tag.endswith("Default")}
    assert named <= set(parts)
    for name in some(parts):
        assert name == "[Content_Types].xml" or name in named or name.rpartition(".")[2] in endings, name
    for name in some(one for one in parts if one.endswith(".rels")):
        links = Tree.fromstring(parts[name])
        assert max(Counter(one.get("Id") for one in links).values(), default=1) == 1
        base = posixpath.dirname(posixpath.dirname(name))
        inside = [one.get("Target", "") for one in links if one.get("TargetMode") != "External"]
        missing = [
            one for one in inside if posixpath.normpath(posixpath.join(base, one)).lstrip("/") not in parts
        ]
        missing = [one for one in missing if one.lstrip("/") not in parts]
        assert missing == [], name


def test_every_reference_leads_somewhere(parts: dict[str, bytes]) -> None:
    for name, page in some((name, page) for name, page in pages(parts) if name.startswith("word/") and
                           name.endswith(".xml")):  # fmt: skip
        used = {
            value
            for one in page.iter()
            for key, value in one.attrib.items()
            if key.endswith(("relationships}id", "relationships}embed", "relationships}link"))
        }
        rels = parts.get(f"word/_rels/{posixpath.basename(name)}.rels", b"<none/>")
        assert used <= {one.get("Id") for one in Tree.fromstring(rels)}, name
    styles = {one.get(W + "styleId") for one in Tree.fromstring(parts["word/styles.xml"]).iter(W + "style")}
    document = Tree.fromstring(parts["word/document.xml"])
    for kind in ("pStyle", "rStyle", "tblStyle"):
        assert {one.get(W + "val") for one in document.iter(W + kind)} <= styles, kind
    notes = {one.get(W + "id") for one in Tree.fromstring(parts["word/footnotes.xml"]).iter(W + "footnote")}
    assert {one.get(W + "id") for one in document.iter(W + "footnoteReference")} <= notes
    marks = {one.get(W + "name") for one in document.iter(W + "bookmarkStart")}
    assert {one.get(W + "anchor") for one in document.iter(W + "hyperlink") if one.get(W + "anchor")} <= marks
    asked = re.findall(
        r"(?:PAGEREF|REF) (\w+)", "".join(one.text or "" for one in document.iter(W + "instrText"))
    )
    assert set(some(asked)) <= marks


def test_tables_and_fields_are_whole(parts: dict[str, bytes]) -> None:
    document = Tree.fromstring(parts["word/document.xml"])
    for table in some(document.iter(W + "tbl")):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in some(table.findall(W + "tr")):
            assert len(row.findall(W + "tc")) == columns
    for cell in some(document.iter(W + "tc")):
        assert cell[-1].tag == W + "p"  # a cell that does not end in a paragraph cannot be opened
    kinds = [one.get(W + "fldCharType") for one in some(document.iter(W + "fldChar"))]
    open_fields = 0
    for kind in kinds:
        open_fields += {"begin": 1, "end": -1}.get(str(kind), 0)
        assert open_fields in (0, 1, 2)  # the page numbers stand inside the table of contents
    assert open_fields == 0
    body = document.find(W + "body")
    assert body is not None
    assert body[-1].tag == W + "sectPr"
