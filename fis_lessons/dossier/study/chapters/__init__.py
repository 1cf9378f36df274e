"""The chapters of a study, each from what the project knows."""
