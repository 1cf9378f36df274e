"""The files of a site, by name: pages in each language, styles, letters and their licences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files as resources_of
from pathlib import Path
from typing import Any

import jinja2

from fis_lessons.course.editions import Edition
from fis_lessons.course.export import lesson_css
from fis_lessons.course.site.reading import LessonPage
from fis_lessons.course.site.search import digest_of, index_of
from fis_lessons.dossier.module_sheet import duration
from fis_lessons.i18n import LANGUAGES, Language, counted, use_language
from fis_lessons.i18n import gettext as _

STYLE = "style"
_NAMES = {"search": "cerca.html", "sources": "fonti.html", "about": "questo_sito.html"}


def files_of(pages: Sequence[LessonPage], *, title: str, edition: Edition) -> dict[str, bytes]:
    """Return every file of a site.

    Parameters
    ----------
    pages
        The lessons, in every language, in order.
    title
        Of the course, in Italian.
    edition
        Whose site it is.
    """
    languages = [lang for lang in LANGUAGES if any(page.lang == lang for page in pages)]
    files = _style_files()
    for lang in languages:
        own = [page for page in pages if page.lang == lang]
        with use_language(lang):
            made = _Language(own, lang=lang, title=title, edition=edition, languages=languages)
            files |= {f"{lang}/{name}": text.encode("utf-8") for name, text in made.files()}
    with use_language(languages[0]):
        first = _template("first").render(
            lang=languages[0],
            course=_(title),
            languages=[(lang, _language_name(lang), f"{lang}/index.html") for lang in languages],
        )
    return {**files, "index.html": first.encode("utf-8")}


class _Language:
    """The pages of a site in one language; made while that language is spoken."""

    def __init__(
        self,
        pages: Sequence[LessonPage],
        *,
        lang: Language,
        title: str,
        edition: Edition,
        languages: Sequence[Language],
    ) -> None:
        self.pages, self.lang, self.languages, self.edition = pages, lang, languages, edition
        self.words = {**_words(edition), "count": _count(pages)}
        self.course = _(title)

    def files(self) -> Iterable[tuple[str, str]]:
        banner = self.pages[0].banner if self.edition == "trainer" else ""
        yield "index.html", self._page("home", "index.html", title=self.course, banner=banner)
        for at, page in enumerate(self.pages):
            before = self.pages[at - 1] if at else None
            after = self.pages[at + 1] if at + 1 < len(self.pages) else None
            yield (
                page.file,
                self._page("lesson", page.file, title=page.title, page=page, before=before, after=after),
            )
        script = (_folder() / "search.js").read_text(encoding="utf-8")
        yield (
            _NAMES["search"],
            self._page(
                "search",
                _NAMES["search"],
                title=_("Cerca"),
                script=script,
                script_digest=digest_of(script),
                index=index_of(self.pages),
                script_words=json.dumps(_search_words(), ensure_ascii=False).replace("<", "\\u003c"),
            ),
        )
        yield _NAMES["sources"], self._page("sources", _NAMES["sources"], title=_("Fonti"))
        yield _NAMES["about"], self._page("about", _NAMES["about"], title=_("Questo sito"), about=_about())

    def _page(self, template: str, name: str, *, title: str, **more: Any) -> str:
        ways = [
            # every lesson has the same file name in both languages
            (lang, _language_name(lang), name if lang == self.lang else f"../{lang}/{name}")
            for lang in self.languages
        ]
        given = {"script_digest": "", **more}
        return _template(template).render(
            lang=self.lang,
            course=self.course,
            title=title,
            here=template,
            trail=template != "home",
            pages=self.pages,
            languages=ways,
            menu=[
                ("home", _("Lezioni"), "index.html"),
                ("sources", _("Fonti"), _NAMES["sources"]),
                ("search", _("Cerca"), _NAMES["search"]),
                ("about", _("Questo sito"), _NAMES["about"]),
            ],
            names=_NAMES,
            style=STYLE,
            words=self.words,
            **given,
        )


def _count(pages: Sequence[LessonPage]) -> str:
    lessons = counted(len(pages), one=_("{count} lezione"), more=_("{count} lezioni"))
    how_long = duration(sum(page.minutes for page in pages))
    return _("{lessons}, {duration} in tutto").format(lessons=lessons, duration=how_long)


def _language_name(lang: Language) -> str:
    return {"it": "Italiano", "en": "English"}[lang]


def _words(edition: Edition) -> dict[str, str]:
    return {
        "skip": _("Vai al contenuto"),
        "kit": _("Lezioni FIS · welfare di comunità e misurazione d'impatto"),
        "edition": _("Edizione per chi conduce") if edition == "trainer" else _("Edizione per chi impara"),
        "language": _("Lingua"),
        "main_menu": _("Menu principale"),
        "trail": _("Dove ti trovi"),
        "home": _("Lezioni"),
        "search": _("Cerca"),
        "find": _("Cerca nel corso"),
        "for_whom": _(
            "Per chi lavora in un Comune, o con un Comune, e vuole capire il welfare di comunità e misurarne "
            "i risultati. Non serve saper programmare."
        ),
        "about": _(
            "Qui leggi le lezioni. Per rispondere agli esercizi, muovere i comandi e scrivere il progetto "
            "del tuo Comune, aprile in JupyterLab."
        ),
        "lessons": _("Le lezioni"),
        "lesson": _("Lezione"),
        "minutes": _("minuti"),
        "how": _("Come si usa"),
        "read": _("Le pagine si leggono qui, nel browser, e si stampano. Non hanno bisogno della rete."),
        "do": _(
            "Per rispondere alle domande e muovere i comandi apri le lezioni in JupyterLab: "
            "scrivi in un terminale"
        ),
        "contents": _("In questa lezione"),
        "objectives": _("Alla fine saprai"),
        "other": _("Altre lezioni"),
        "previous": _("Lezione precedente:"),
        "following": _("Lezione successiva:"),
        "no_script": _(
            "Per cercare serve JavaScript, e qui è spento. Tutte le lezioni sono alla pagina «Lezioni»."
        ),
        "search_how": _(
            "Scrivi una o più parole. Maiuscole e accenti non contano. La ricerca si fa in questa pagina: "
            "ciò che scrivi non va da nessuna parte."
        ),
        "sources_lead": _(
            "Da dove vengono i fatti e i numeri, lezione per lezione. Dove una fonte manca, la lezione lo dice."
        ),
        "built": _("Versione"),
        "kit_version": _("Fatto con FIS Lessons {version}.").format(version=version("fis-lessons")),
        "licence": _("Testi con licenza CC BY 4.0, codice con licenza EUPL-1.2."),
        "not_official": _(
            "Questo corso non è una pubblicazione di Formez né dei Comuni di cui parla, e non li rappresenta."
        ),
    }


def _search_words() -> dict[str, str]:
    return {
        "lesson": _("Lezione"),
        "none": _("Nessun risultato. Prova con meno parole, o con una parola sola."),
        "one": _("Un risultato."),
        "more": _("{count} risultati."),
        "some": _("Nessuna parte del corso ha tutte le parole: ecco quelle che ne hanno di più."),
        "first": _("Ecco i primi {count}."),
    }


def _about() -> list[tuple[str, list[str]]]:
    return [
        (
            _("Che cosa trovi qui"),
            [
                _(
                    "Le lezioni di un corso sul welfare di comunità e sulla misurazione d'impatto, da leggere e "
                    "da stampare. Gli esercizi si vedono, ma si fanno in JupyterLab."
                ),
                _("Le pagine non caricano nulla da altri siti e non raccolgono nulla su chi le legge."),
            ],
        ),
        (
            _("Se lo pubblichi"),
            [
                _(
                    "È una cartella di file: copiala su un server, o aprila dal tuo computer. Un ente pubblico "
                    "che la mette in rete ne verifica l'accessibilità e pubblica la propria dichiarazione: "
                    "questa pagina non la sostituisce."
                ),
            ],
        ),
        (
            _("Accessibilità"),
            [
                _(
                    "Le pagine si usano da tastiera e con un lettore di schermo. Ogni figura ha una "
                    "descrizione e, dove serve, una tabella con gli stessi numeri. Chi sviluppa il kit prova "
                    "pagine come queste con una verifica automatica, che non trova tutti i problemi."
                ),
            ],
        ),
        (
            _("Aspetto e caratteri"),
            [
                _(
                    "L'aspetto usa Bootstrap Italia (licenza BSD a tre clausole) e il carattere Titillium Web "
                    "(licenza SIL OFL 1.1). Questo non è un sito istituzionale."
                ),
            ],
        ),
    ]


@cache
def _folder() -> Path:
    return Path(str(resources_of("fis_lessons"))) / "course" / "templates" / "site"


def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_folder()), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template(f"{name}.html.j2")


def _style_files() -> dict[str, bytes]:
    folder = _folder()
    style = {
        "bootstrap-italia.min.css": folder / "bootstrap-italia" / "bootstrap-italia.min.css",
        "bootstrap-italia-LICENSE.txt": folder / "bootstrap-italia" / "LICENSE",
        "site.css": folder / "site.css",
        "titillium-web-OFL.txt": folder / "titillium" / "OFL.txt",
        **{path.name: path for path in sorted((folder / "titillium").glob("*.woff2"))},
    }
    files = {f"{STYLE}/{name}": path.read_bytes() for name, path in style.items()}
    return {**files, f"{STYLE}/lessons.css": lesson_css().encode("utf-8")}
