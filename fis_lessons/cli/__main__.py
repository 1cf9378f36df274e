"""``python -m fis_lessons.cli``."""

from fis_lessons.cli import main

if __name__ == "__main__":
    main()
