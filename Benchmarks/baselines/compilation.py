"""numba where it is installed; elsewhere the same programs are interpreted: right, and far too slow to be measured."""
try:
    import numba as nb
except ImportError:
    nb = None

MESURABLE = nb is not None
VERSION = nb.__version__ if MESURABLE else "absent : programmes interprétés"
prange = nb.prange if MESURABLE else range


def compiler(f):
    return nb.njit(parallel=True, fastmath=True, cache=True)(f) if MESURABLE else f


def fils(nombre):
    if MESURABLE:
        nb.set_num_threads(nombre)
