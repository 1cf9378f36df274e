"""A class on one server: a JupyterHub (extra ``hub``) where each learner has a folder nobody else can open.

============= =================================================================
``configure`` writes the folder of a class and its ``jupyterhub_config.py``
``codes``     the sheet of codes, for whoever teaches
``people``    who is in it: names to log in with, codes, numbers of users
``screens``   what a class reads before JupyterLab is there
``door``      who may come in: JupyterHub asks it
``spawner``   starts the JupyterLab of a learner, as a user of its own, within limits
``seat``      what that process does before it is JupyterLab
``leash``     sees that nothing outlives the hub
``places``    where things are in the folder of a class
``proxy``     the proxy in front of them all, in Python
============= =================================================================

Who runs the hub as root gives each learner a system user of their own, by number: no account is made. Without
root all are one user, and a learner who writes code can read the folders of others.
"""
