"""Count the honest minutes of every lesson, beside what it says and what the trainer's plan adds up to.

python scripts/count_minutes.py
"""

from __future__ import annotations

from fis_lessons.course import notebooks
from fis_lessons.course.hour import hour_of, planned
from fis_lessons.exercises import Progress
from fis_lessons.lessons import LESSONS


def main() -> None:
    """Print the table."""
    print("lesson  reading  exercises  controls  own  quiz  total  said  plan")
    for name, spec in LESSONS.items():
        source = notebooks.read(spec.notebook)
        found = hour_of(source, spec.open({}, progress=Progress(None)))
        print(
            f"{name:>6}  {found.reading:7.0f}  {found.exercises:9.0f}  {found.controls:8.0f}  {found.own:3.0f}  "
            f"{found.quiz:4.0f}  {found.total:5.0f}  {source.metadata['fis']['minutes']:4}  {planned(source):4}"
        )


if __name__ == "__main__":
    main()
