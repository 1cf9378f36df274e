"""Warm kernels: one process with the imports done forks a fresh, ordinary kernel whenever one is asked for.

Jupyter finds it as a *kernel provisioner* (``fis-lessons``), named by a kernelspec: papermill, nbclient, nbval,
JupyterLab and JupyterHub ask for a kernel as they always do, and cannot tell. Where a process cannot be forked,
or who asks differs from the warm process in something that is read only when Python starts, the kernel is an
ordinary one.

=============== =======================================================================
``warm``        the warm process: waits, forks, tells how each kernel ended
``becoming``    what a forked process does to be a kernel like any other
``imports``     what the warm process has imported, and whether it is still what is on disk
``likeness``    what must be the same in who asks and in the warm process
``wire``        how they talk
``owner``       who starts a warm process, and takes it along at the end
``provisioner`` what Jupyter calls
``install``     writes the kernel in another Jupyter, and takes it away
``client``      for who runs notebooks by the hundred
=============== =======================================================================
"""
