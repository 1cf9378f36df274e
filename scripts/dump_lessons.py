"""Write down everything the lessons ask and show, so that two versions of the kit can be compared.

python scripts/dump_lessons.py OUT                # questions and exercises, every lesson x case x language x seed
python scripts/dump_lessons.py OUT --pages        # also texts, tables, figures and controls, first seed only

One JSON file per lesson, case, language and seed, with sorted keys: ``diff -r`` of two folders is the comparison.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fis_lessons.cases import case_names
from fis_lessons.exercises import Exercise, Progress
from fis_lessons.i18n import LANGUAGES, gettext, set_language
from fis_lessons.lessons import LESSONS

SEEDS = (1, 2, 77)


def plain_value(value: object) -> Any:  # noqa: PLR0911  a line per kind of value
    """Turn anything an exercise holds into what JSON can say, in a stable order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: plain_value(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"kind": type(value).__name__, **fields}
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain_value(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, str | bool | int | float) or value is None:
        return value
    if callable(value):
        return "(function)"
    return str(value)


def told(exercise: Exercise) -> dict[str, Any]:
    """Everything an exercise is, and what it says when it is solved."""
    return {
        **plain_value(exercise),
        "reference": plain_value(exercise.reference),
        "reference_text": exercise.reference_text,
        "mistaken": [[name, plain_value(answer)] for name, answer in exercise.mistaken()[:40]],
    }


def shown(lesson: Any) -> dict[str, Any]:
    """What the lesson shows: texts and tables as stored, figures and controls as words."""
    pages: dict[str, Any] = {}
    for room, show in (("texts", lesson.text), ("tables", lesson.table), ("figures", lesson.drawn)):
        for name in getattr(lesson.parts, room):
            item = show(name)
            pages[f"{room}/{name}"] = [item.text, *([] if room == "figures" else [item.html])]
    for name, control in lesson.controls.items():
        pages[f"controls/{name}"] = control.static().text
    pages["notes"] = {name: gettext(words) for name, words in lesson.parts.notes.items()}
    pages["sources"] = lesson.sources().text
    return pages


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--lessons", nargs="*", default=list(LESSONS))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for id_ in options.lessons:
        for case in case_names():
            for lang in LANGUAGES:
                for seed in SEEDS:
                    set_language(lang)
                    lesson = LESSONS[id_].open(
                        {"case": case, "lang": lang, "seed": seed}, progress=Progress(None)
                    )
                    content: dict[str, Any] = {
                        "exercises": [told(e) for e in lesson.exercises.values()],
                        "bank": [told(e) for e in lesson.bank],
                    }
                    if options.pages and seed == SEEDS[0]:
                        content["pages"] = shown(lesson)
                    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
                    (options.out / f"{id_}-{case}-{lang}-{seed}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
