"""A partnership as a network: who works with whom, who holds it together, what breaks when somebody leaves."""
