"""A built course as one zip to hand out, with a page that says how to begin; whose it is not, is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fis_lessons.course import manifest
from fis_lessons.course.editions import Edition
from fis_lessons.course.export import course_index
from fis_lessons.course.folder import INDEXES, MANIFEST
from fis_lessons.course.forms.built import built_course
from fis_lessons.course.forms.order import Made, Order, Writer
from fis_lessons.course.forms.packing import file_name, packed
from fis_lessons.course.manifest import Product
from fis_lessons.course.manifest_reading import read_built
from fis_lessons.course.plan import Plan
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import Language, mark, use_language
from fis_lessons.i18n import gettext as _


def make(order: Order) -> Made:
    """Build a course and write it as a zip for who learns; with ``trainer``, one for who teaches too."""
    with Writer(order) as writer:
        editions: tuple[Edition, ...] = ("trainee", "trainer") if order.trainer else ("trainee",)
        folder = built_course(writer, editions=editions)
        name = file_name(f"{_(order.plan.title)} {order.plan.case}")
        for which in editions:
            content = course_zip(order.plan, folder, lang=order.lang, edition=which)
            writer.put(order.folder / which / order.lang / f"{name}.zip", content)
        writer.tell(_("Nello zip per chi impara non ci sono file di chi conduce."))
        return writer.made()


def course_zip(plan: Plan, folder: Path, *, lang: Language, edition: Edition = "trainee") -> bytes:
    """Put an edition of a built course in a zip.

    Parameters
    ----------
    plan
        The course.
    folder
        Where it was built.
    lang
        Which language.
    edition
        Whose. The trainer's has the trainee's files too: who teaches hands them out.

    Returns
    -------
    bytes
        The same for the same course. Only what a build wrote is in it.

    Raises
    ------
    BuildError
        If there is nothing to put in, or with every file that somebody changed since it was built.
    """
    built = read_built(folder)
    wanted: tuple[Edition, ...] = ("trainee",) if edition == "trainee" else ("trainee", "trainer")
    products = [
        replace(product, seconds=0.0)  # how long it took is not what is handed out
        for product in built.products
        if product.lang == lang and product.edition in wanted
    ]
    if not products:
        words = _("non ci sono lezioni in questa lingua ({lang}).").format(lang=lang)
        raise BuildError(_("Il corso non è ancora preparato."), [Problem(str(folder), words)])
    places = tuple(f"{which}/{lang}/" for which in wanted)
    names = [name for name in sorted(built.own) if name.startswith(places)]
    changed = [name for name in names if manifest.sha256_of_file(folder / name) != built.own[name]]
    if changed:
        found = _("è cambiato da quando è stato preparato.")
        remedy = _("Prepara di nuovo il corso.")
        raise BuildError(
            _("Il corso non si può mettere in uno zip."),
            [Problem(name, found, remedy=remedy) for name in changed],
        )
    files: dict[str, str | bytes] = {name: (folder / name).read_bytes() for name in names}
    files |= _own_pages(plan, products, files, lang=lang, editions=wanted)
    with use_language(lang):
        root = file_name(_(plan.title))
        start = {file_name(_("LEGGIMI")) + ".txt": "\n".join(_how_to_start(edition)) + "\n"}
    return packed({f"{root}/{name}": content for name, content in (start | files).items()})


def _own_pages(
    plan: Plan,
    products: list[Product],
    files: dict[str, str | bytes],
    *,
    lang: Language,
    editions: tuple[Edition, ...],
) -> dict[str, str | bytes]:
    """Write the first pages and the manifest of what is handed out: the built ones know of the rest too."""
    own = replace(plan, variants=tuple(one for one in plan.variants if one.lang == lang), beside=())
    pages: dict[str, str | bytes] = {}
    for which in editions:
        shown = [product for product in products if product.edition == which]
        with use_language(lang):
            pages[INDEXES[which]] = course_index(manifest.content(own, shown), lang=lang, edition=which)
    others = {name: content for name, content in files.items() if name.endswith(".yaml")} | pages
    sums = {name: manifest.sha256(_bytes(content)) for name, content in others.items()}
    pages[MANIFEST] = manifest.text(manifest.content(own, products, files=sums))
    return pages


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


_STEPS = (
    mark("Estrai tutto lo zip in una cartella: le pagine aperte da dentro lo zip non trovano le altre."),
    mark("Per leggere apri «index.html» con un browser. Non serve la rete e non si installa niente."),
    mark(
        "Per rispondere alle domande e muovere i comandi serve il programma del kit, «fis-lessons». Se non c'è, "
        "chiedi a chi conduce o a chi cura i computer del tuo ufficio."
    ),
    mark("Apri un terminale in questa cartella e scrivi «fis-lessons start .», punto compreso."),
    mark(
        "Si apre il browser con le lezioni. Quello che scrivi resta nella cartella «lezioni-fis», sul tuo "
        "computer: copiala se cambi computer."
    ),
)


def _how_to_start(edition: Edition) -> Iterator[str]:
    yield _("Lezioni FIS: come si comincia")
    yield ""
    if edition == "trainer":
        yield _("Questo zip è per chi conduce: contiene le risposte. Non darlo a chi impara.")
        yield _("Comincia da «trainer/index.html».")
        yield ""
    for place, step in enumerate(_STEPS, start=1):
        yield f"{place}. {_(step)}"
    yield ""
    yield _("Testi con licenza CC BY 4.0, codice con licenza EUPL-1.2.")
