"""Did it work? Estimators of an effect: each checks its data, and says what it takes for granted."""
