"""A deal with private money: who pays whom and when, who loses what, and what must be true for it to hold."""
