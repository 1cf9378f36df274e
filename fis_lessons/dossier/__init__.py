"""Every document a learner takes home: one paper, one spreadsheet writer, one folder rule. Ask its modules."""
