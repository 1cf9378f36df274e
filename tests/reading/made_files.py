"""Small files as offices and attackers make them, built part by part: what no library would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def saved(made: Any) -> bytes:
    """Return the bytes of a workbook of openpyxl."""
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def archive(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()


def workbook(
    *sheets: str,
    shared: str = "",
    styles: str = "",
    main: str = MAIN,
    prefix: str = "",
    more: Mapping[str, str | bytes] | None = None,
    properties: str = "",
) -> bytes:
    """Return a workbook from what stands inside the worksheets: ``<row>`` and what follows the rows."""
    p = f"{prefix}:" if prefix else ""
    space = f'xmlns:{prefix}="{main}"' if prefix else f'xmlns="{main}"'
    links = [
        f'<Relationship Id="r{n}" Type="t/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(len(sheets))
    ]
    links += ['<Relationship Id="a" Type="t/sharedStrings" Target="/xl/sharedStrings.xml"/>']
    links += ['<Relationship Id="b" Type="t/styles" Target="styles.xml"/>']
    named = "".join(f'<{p}sheet name="Foglio{n + 1}" r:id="r{n}"/>' for n in range(len(sheets)))
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<{p}workbook {space} xmlns:r="r">{properties}<{p}sheets>{named}</{p}sheets>'
        f"</{p}workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{''.join(links)}</Relationships>",
        "xl/sharedStrings.xml": f"<sst>{shared}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    for n, inside in enumerate(sheets):
        members[f"xl/worksheets/s{n}.xml"] = f"<{p}worksheet {space}>{inside}</{p}worksheet>"
    return archive({**members, **(more or {})})


def rows(cells: Sequence[Sequence[str]]) -> str:
    """Return rows of texts."""
    lines = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in line) + "</row>"
        for line in cells
    )
    return f"<sheetData>{lines}</sheetData>"


def opendocument(*sheets: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a spreadsheet of LibreOffice from what stands inside its tables."""
    tables = "".join(
        f'<table:table table:name="Foglio{n}">{inside}</table:table>' for n, inside in enumerate(sheets, 1)
    )
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "table", "text", "calcext", "draw"))
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    members: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": content,
    }
    return archive({**members, **(more or {})})


def cell(text: str = "", *, kind: str = "string", more: str = "") -> str:
    """Return a cell of LibreOffice; a value goes into ``more``."""
    words = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}" {more}>{words}</table:table-cell>'
