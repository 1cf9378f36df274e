"""Before an evaluation begins: how many people, which design, who is drawn, what may be published."""
