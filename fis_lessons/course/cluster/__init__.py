"""The jobs of a build on other machines, through dask.distributed (extra ``cluster``).

A job is sent whole: the notebook in its language and with its parameters, the text of its case. What comes back
is the text of every file; only who asked writes. No disk is shared. What must be the same on every machine, and
is looked at before anything runs, is the kit: package, data, catalogues, versions of its libraries.

============= ==========================================================
``scheduler`` who asks: finds the machines, sends jobs, writes what they made
``parcel``    what travels, and what is compared
``worker``    what dask calls on each machine
``bench``     the process there that does the work, one job after another
============= ==========================================================
"""
