"""A built course of three small pages, made without running anything."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from fis_lessons.course import manifest
from fis_lessons.course.export import to_html
from fis_lessons.course.manifest import Product, sha256
from fis_lessons.course.plan import Plan

HOSTILE = "</script><script>window.taken = true</script><img src=x onerror='window.taken = true'>"
ANSWER = "La risposta attesa sta soltanto nell'edizione di chi conduce."

TEXTS = {
    "01": ("Welfare di comunità", "La co-progettazione mette insieme il Comune e gli enti. Perché? È così."),
    "02": ("Leggere il territorio", "Gli abitanti di Bergamo e le città. Un indicatore misura."),
    "03": ("Una rete che tiene", f"Gli indicatori di una rete. Testo ostile: `{HOSTILE}`"),
}


def _page(lesson: str, lang: str, edition: str) -> str:
    title, text = TEXTS[lesson]
    table = "<table><caption>Abitanti</caption><tr><th>Comune</th></tr><tr><td>Bergamo</td></tr></table>"
    answer = [new_markdown_cell(ANSWER, metadata={"tags": ["trainer"]})] if edition == "trainer" else []
    code = new_code_cell(
        "print(1)", outputs=[new_output("display_data", data={"text/html": table})], metadata={}
    )
    cells = [
        new_markdown_cell(f"# {title}\n\nPrima di cominciare, {title.lower()}."),
        new_markdown_cell(f"## Che cosa si impara\n\n{text}"),
        code,
        *answer,
        new_markdown_cell("## Un esempio\n\nUn altro indicatore."),
        new_markdown_cell(f"## {'Fonti' if lang == 'it' else 'Sources'}\n\n[Istat](https://www.istat.it)"),
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata["fis"] = nbformat.from_dict(
        {"id": lesson, "title": title, "minutes": 60, "competence_area": "Partenariati"}
    )
    return to_html(
        notebook,
        lang=lang,  # type: ignore[arg-type]
        title=title,
        edition=edition,  # type: ignore[arg-type]
    )


def built_course(
    folder: Path,
    *,
    editions: tuple[str, ...] = ("trainee", "trainer"),
    languages: tuple[str, ...] = ("it", "en"),
    lessons: tuple[str, ...] = ("01", "02", "03"),
) -> Path:
    """Write pages and manifest as a build would."""
    products = []
    for lesson in lessons:
        for lang in languages:
            for edition in editions:
                name = f"{edition}/{lang}/{lesson}_prova.html"
                page = _page(lesson, lang, edition).encode()
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(page)
                products.append(
                    Product(
                        lesson, "bergamo", lang, edition, {}, TEXTS[lesson][0], 60, {}, {name: sha256(page)}
                    )
                )
    content = manifest.content(Plan("Corso di prova", "bergamo"), products)
    (folder / "manifest.json").write_text(manifest.text(content), encoding="utf-8")
    return folder
