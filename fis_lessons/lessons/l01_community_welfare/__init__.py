"""Lesson 01, community welfare: who decides, who does, who keeps what grows between people."""
