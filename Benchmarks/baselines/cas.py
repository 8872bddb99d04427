"""What every case of the comparison shares: options, engine, table, checks, progress, clocks."""
import os
import sys
import time

import compilation
from series import rapports
from tableau import Tableau


class Contexte:
    def __init__(self, options, moteur):
        self.o, self.moteur = options, moteur
        self.tableau, self.verifications, self.mesures, self.ecarts = Tableau(), {}, {}, []
        self.debut = time.monotonic()
        self.deux_fils = {}
        self.niveaux = moteur.demander("niveaux").split()
        self.fils = range(1, min(2, os.cpu_count() or 1) + 1)

    def dire(self, texte):
        print(f"[{time.monotonic() - self.debut:6.1f} s] {texte}", file=sys.stderr, flush=True)

    def budget(self, secondes):
        """Time left to a case: less in a short run, and never what would take the whole beyond its limit."""
        return min(secondes / 4 if self.o.rapide else secondes, max(1, self.o.limite - (time.monotonic() - self.debut)))

    def noter_fils(self, probleme, temps):
        """Two threads against one, of every program in the same rounds: on shared cores the opponent's own ratio tells."""
        for programme, fils in temps:
            if fils == 2 and (programme, 1) in temps:
                self.deux_fils.setdefault(probleme, {})[programme] = rapports(temps[(programme, 1)], temps[(programme, 2)])

    def exiger(self, vrai, texte):
        """A disagreement makes the whole run fail, after the other cases have run."""
        if not vrai:
            self.ecarts.append(texte)
            self.dire("désaccord : " + texte)


def processeur(f):
    """Seconds of the processor: what the neighbours of a shared machine do not lengthen."""
    def mesure():
        debut = time.process_time()
        f()
        return time.process_time() - debut
    return mesure


def selon(fils, f):
    """One thread: time of the processor. Several: time of the clock."""
    horloge = time.process_time if fils == 1 else time.perf_counter

    def mesure():
        compilation.fils(fils)
        debut = horloge()
        f()
        return horloge() - debut
    return mesure
