"""How long a class of hand-ins takes to collect, and how much memory: simulated people, real lessons.

python scripts/bench_class.py [PEOPLE]
"""

from __future__ import annotations

import datetime
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from fis_lessons import __version__
from fis_lessons.exercises import (
    Choice,
    Event,
    Exercise,
    Matching,
    Number,
    OpenText,
    Ordering,
    Progress,
    Several,
)
from fis_lessons.exercises.handin import build_hand_in, file_name
from fis_lessons.lessons.registry import LESSONS, lesson_spec

CASES = ("bergamo", "catanzaro", "lucca")
_START = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def wrong_answer(exercise: Exercise, chance: random.Random) -> object:
    """Return an answer somebody could give and that is not right."""
    answer: object = {}
    if isinstance(exercise, Number):
        known = [mistake.value for mistake in exercise.mistakes]
        answer = chance.choice([*known, exercise.expected * 3 + 7])
    elif isinstance(exercise, Choice):
        answer = chance.choice([option.id for option in exercise.options if option.id != exercise.right])
    elif isinstance(exercise, Several):
        answer = [option.id for option in exercise.options]
    elif isinstance(exercise, Matching):
        column = chance.choice(exercise.columns).id
        answer = {row.id: column for row in exercise.rows}
    elif isinstance(exercise, Ordering):
        answer = [*exercise.right[1:], exercise.right[0]]
    elif isinstance(exercise, OpenText):
        answer = {"text": "Una risposta simulata, di qualche parola.", "met": []}
    return answer


def simulated_hand_in(
    lesson: str, *, person: str, parameters: dict[str, object], seed: int, start: datetime.datetime = _START
) -> str:
    """Write the hand-in of a simulated person: some exercises right, some after hints, some not.

    Parameters
    ----------
    lesson, parameters
        What is opened.
    person
        Name or code.
    seed
        Same seed, same answers.
    start
        When the simulated person begins.
    """
    chance = random.Random(seed)
    opened = lesson_spec(lesson).open(parameters, progress=Progress(None))
    record = Progress(None)
    clock = start
    skill = chance.uniform(0.3, 0.95)
    for name, exercise in opened.exercises.items():
        for _attempt in range(4):
            clock += datetime.timedelta(seconds=chance.randint(20, 200))
            when = clock.isoformat("T", "seconds")
            if chance.random() < 0.1:
                step = chance.randint(1, 3)
                record.add(Event(lesson, name, "hint", case="x", answer=step, time=when))
            answer = exercise.reference if chance.random() < skill else wrong_answer(exercise, chance)
            state = exercise.check(answer).state
            record.add(Event(lesson, name, "answer", case="x", answer=answer, state=state, time=when))
            if state == "right":
                break
        else:
            if chance.random() < 0.5:
                when = clock.isoformat("T", "seconds")
                record.add(Event(lesson, name, "skip", case="x", answer=exercise.reference, time=when))
    return build_hand_in(
        record,
        lesson=lesson,
        parameters=opened.parameters.values(),
        variant="x",
        exercises=opened.exercises,
        person=person,
        package=__version__,
        now=clock,
    )


def write_class(folder: Path, *, people: int, lessons: Sequence[str]) -> int:
    """Write the hand-ins of a simulated class and return how many there are."""
    for number in range(people):
        lesson = lessons[number % len(lessons)]
        case = CASES[number // len(lessons) % len(CASES)]
        person = f"Persona simulata {number:03d}"
        text = simulated_hand_in(lesson, person=person, parameters={"case": case}, seed=number)
        (folder / file_name(lesson=lesson, case=case, person=person)).write_text(text, encoding="utf-8")
    return people


def peak_memory() -> float:
    """Return the most memory this process has used, in MB; zero where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used / 1e3


def main(people: int = 300) -> None:
    """Measure and print."""
    from fis_lessons.course.class_book import class_book
    from fis_lessons.course.class_page import class_page
    from fis_lessons.course.collect import collect

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = write_class(folder, people=people, lessons=list(LESSONS))
        before = peak_memory()
        start = time.perf_counter()
        found = collect(folder)
        read = time.perf_counter() - start
        size = len(class_book(found, lang="it")) + len(class_page(found, lang="it"))
        seconds = time.perf_counter() - start
    print(
        f"collect a class of {count} hand-ins: {seconds:.2f} s ({read:.2f} s to read and judge), "
        f"{found.opened} openings of a lesson, {size / 1e6:.1f} MB written"
    )
    print(f"memory: {before:.0f} MB with the lessons open, {peak_memory():.0f} MB at most")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
