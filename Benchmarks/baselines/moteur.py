"""The engine as a process that answers one command a line, so that it alternates with its opponents in one run."""
import select
import subprocess

DELAI = 300  # seconds left to an answer


class Panne(Exception):
    """The engine could not do what was asked; the next command finds it ready again."""


class Moteur:
    def __init__(self, programme):
        self.programme = programme
        self._lancer()

    def _lancer(self):
        self.processus = subprocess.Popen(
            [self.programme], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def demander(self, *mots):
        commande = " ".join(map(str, mots))
        try:
            self.processus.stdin.write(commande + "\n")
            self.processus.stdin.flush()
            pret, _, _ = select.select([self.processus.stdout], [], [], DELAI)
            if not pret:
                self.processus.kill()
            reponse = self.processus.stdout.readline() if pret else ""
        except BrokenPipeError:
            reponse = ""
        if not reponse:
            code = self.processus.wait()
            self._lancer()
            raise Panne(f"le programme de mesure s'est arrêté (code {code}) sur « {commande} »")
        if reponse.startswith("erreur"):
            raise Panne(f"{reponse.strip()} (« {commande} »)")
        return reponse.strip()

    def mesurer(self, *mots):
        return float(self.demander(*mots))

    def secondes(self, *mots):
        return self.mesurer(*mots) * 1e-9

    def fermer(self):
        self.processus.stdin.close()
        self.processus.wait()
