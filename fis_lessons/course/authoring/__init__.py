"""For who writes the lessons: how a lesson is written, what it lacks, what moves when data change."""
