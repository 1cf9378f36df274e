"""Lesson 02, reading the territory: who lives in a place, by the numbers."""
