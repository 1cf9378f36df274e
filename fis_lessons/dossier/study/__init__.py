"""The feasibility study: chapters made from the project record, what contradicts in them, and the documents."""
