"""DSC in numpy, a block of scenarios at a time. The reference that every amount of the engine is compared with, centime by
centime: bounds rounded inward, remainders compared to 1e-6 centime, ties in the order of the communes."""
import numpy as np


def bruts(d, q, s):
    a = (d["poids"][s, 2:] * d["enveloppe"][s, None]) @ q["fixes"]
    for k in range(2):
        t = d["population"] * np.exp(d["exposants"][s, k, None] * q["logs"][k])
        a += t * (d["poids"][s, k] * d["enveloppe"][s] / t.sum(1))[:, None]
    return a


def bornes(d, s):
    def rentrante(x, vers):
        proche = np.rint(x)
        sur = np.abs(x - proche) <= np.maximum(1e-6, 4 * np.spacing(x))
        return np.where(sur, proche, vers(x))
    h = d["anterieur"][None]
    bas = rentrante(d["plancher"][s, None] * h, np.ceil)
    return bas, np.maximum(bas, rentrante(d["plafond"][s, None] * h, np.floor))


def tunnel(a, bas, haut, total):
    """Exact, by sorting the 2n breakpoints of the piecewise-linear sum."""
    n = a.shape[1]
    points = np.concatenate((bas / a, haut / a), 1)
    pentes = np.concatenate((a, -a), 1)
    ordre = np.argsort(points, 1)
    points = np.take_along_axis(points, ordre, 1)
    pente = np.cumsum(np.take_along_axis(pentes, ordre, 1), 1)
    somme = np.empty_like(points)
    somme[:, 0] = bas.sum(1)
    somme[:, 1:] = somme[:, :1] + np.cumsum(pente[:, :-1] * np.diff(points, axis=1), 1)
    rang = np.arange(len(a))
    j = np.clip((somme <= total[:, None]).sum(1) - 1, 0, 2 * n - 2)
    p = pente[rang, j]
    v = points[rang, j] + np.where(p > 1e-300, (total - somme[rang, j]) / np.where(p > 1e-300, p, 1), 0)
    # Cumulated sums of a thousand terms lose some bits: one exact step on the piece that was found.
    for _ in range(2):
        x = v[:, None] * a
        libre = (x >= bas) & (x <= haut)
        ecart = total - np.clip(x, bas, haut).sum(1)
        g = np.where(libre, a, 0).sum(1)
        v = v + np.where(g > 0, ecart / np.where(g > 0, g, 1), 0)
    return np.clip(v[:, None] * a, bas, haut)


def centimes(x, total, clef=1e6):
    entier = np.floor(x)
    reste = x - entier
    if clef:
        reste = np.rint(reste * clef)
        report = reste >= clef
        entier, reste = entier + report, np.where(report, 0, reste)
    manque = np.rint(total - entier.sum(1)).astype(np.int64)
    rang = np.empty(x.shape, np.int64)
    np.put_along_axis(rang, np.argsort(-reste, 1, kind="stable"), np.arange(x.shape[1])[None], 1)
    return entier + (rang < manque[:, None])


def bloc(d, q, s):
    a = bruts(d, q, s)
    bas, haut = bornes(d, s)
    return centimes(tunnel(a, bas, haut, d["enveloppe"][s]), d["enveloppe"][s])


def tous(d, q, taille=256):
    n = len(d["enveloppe"])
    return np.concatenate([bloc(d, q, slice(i, min(n, i + taille))) for i in range(0, n, taille)])
