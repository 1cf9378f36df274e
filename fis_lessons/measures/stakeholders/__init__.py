"""Who is at the table: influence, salience, conflicts, missing voices, and how far participation goes."""
