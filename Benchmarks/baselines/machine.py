"""What the machine gives, measured in the run, and how far each kernel stands from it."""
import os
import platform

import numpy as np

import cas_fpic
import compilation
from cas import processeur as chrono
from series import resume


def decrire(c):
    return dict(
        processeur=processeur(), coeurs=os.cpu_count(), charge=[round(x, 1) for x in os.getloadavg()], niveaux=c.niveaux,
        numpy=np.__version__, numba=compilation.VERSION)


def processeur():
    try:
        with open("/proc/cpuinfo") as f:
            for ligne in f:
                if ligne.startswith("model name"):
                    return ligne.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def mesurer(c):
    tours = 3 if c.o.rapide else 7
    for nom in ("ecriture", "lecture"):
        c.mesures[nom + "_GBs"] = {n: resume([c.moteur.mesurer(nom, n) for _ in range(tours)]) for n in c.fils}
    c.mesures["caches_GBs"] = resume([c.moteur.mesurer("caches", 1) for _ in range(tours)])
    c.mesures["produit_GFLOPs"] = resume([c.moteur.mesurer("produit", 1500) for _ in range(tours)])
    c.mesures["produit_numpy_GFLOPs"] = resume([produit(1500) for _ in range(tours)])


def produit(ordre):
    """GFLOP/s of one square product by the library of numpy, which may know the processor better than the system's."""
    a = np.full((ordre, ordre), 1.5)
    out = np.empty_like(a)
    return 2e-9 * ordre ** 3 / chrono(lambda: np.matmul(a, a, out=out))()


# Operations and bytes of one scenario, counted on the source of the kernels; `n`: communes. A multiplication, an
# addition, a comparison or a minimum counts for one, as each half of the fused pairs of a matrix product: the ceiling is
# the best product of the run. Memory written goes past the caches; what is read fits in them.
def quantites(c):
    n, m, p = c.o.communes, c.o.ensembles_fpic, c.o.communes_fpic
    fpic = cas_fpic.noms(c.o)
    return {
        # 8 criteria combined (2 each), 2 powers (30 each), bounds (10), 6.3 passes of the tunnel (7 each), whole parts
        # and remainders (12), 4.2 counting passes over 32-bit keys (1 each, half a lane).
        f"DSC L4, {n} communes": dict(operations=n * (16 + 60 + 10 + 6.3 * 7 + 12 + 2.1), ecrits=8 * n, lus=0),
        fpic["ensembles"]: dict(operations=m * 60, ecrits=8 * m, lus=0),
        fpic["communes"]: dict(operations=p * 3 + m * 60, ecrits=8 * (p + m), lus=0),
        # Weights of both sides, reference and tolerance: four columns, read once for the eight scenarios of a pass.
        fpic["pertes"]: dict(operations=p * 9 + m * 60, ecrits=0, lus=4 * p),
    }


def raisons(c):
    """What limits each kernel: why the share above is not the whole of the resource."""
    fpic = cas_fpic.noms(c.o)
    return {
        f"DSC L4, {c.o.communes} communes": "les opérations en virgule flottante : puissances, passes du tunnel, arrondi des "
        "bornes ; puis le seuil des centimes, que borne la latence de ses passes et non la largeur des vecteurs.",
        fpic["ensembles"]: "les passes du prélèvement plafonné et du classement : tout tient dans les caches, et chaque passe "
        "attend le total de la précédente.",
        fpic["communes"]: f"l'écriture de {8 * c.o.communes_fpic // 1000} ko par scénario ; le calcul des ensembles ne la recouvre pas.",
        fpic["pertes"]: "les opérations sur chaque commune ; plusieurs scénarios partagent les colonnes lues.",
        f"Pacte complet, {c.o.communes_pacte} communes, six ans": "à côté des règles, la mesure des montants de chaque commune et "
        f"la distribution de {30 * c.o.communes_pacte} montants par scénario (six ans, cinq flux).",
        "Table publiée": "le parcours des octets ; un nombre lu coûte quelques nanosecondes de plus qu'un nombre sauté. "
        "Compressée, la décompression prend plus de temps que la lecture.",
    }


def distances(c):
    """Best time of the best level against the floor of its limiting resource, one thread."""
    m = c.mesures
    if "produit_GFLOPs" not in m:
        return []
    calcul = max(m["produit_GFLOPs"]["max"], m["produit_numpy_GFLOPs"]["max"])
    out = []
    for probleme, q in quantites(c).items():
        lignes = [x for x in c.tableau.lignes if x["probleme"] == probleme and x["fils"] == 1 and x["programme"].startswith("pacte")]
        if not lignes:
            continue
        mieux = min(lignes, key=lambda x: x["temps"]["mediane"])
        planchers = {"calcul": q["operations"] / calcul * 1e-3, "écriture": q["ecrits"] / m["ecriture_GBs"][1]["max"] * 1e-3,
                     "lecture": q["lus"] / m["caches_GBs"]["max"] * 1e-3}
        limite = max(planchers, key=planchers.get)
        out.append(dict(probleme=probleme, programme=mieux["programme"], us=mieux["temps"]["mediane"], planchers=planchers,
                        limite=limite, part=planchers[limite] / mieux["temps"]["mediane"]))
    return out
