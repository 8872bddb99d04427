"""The engine as a process that answers one command a line, so that it alternates with its opponents in one run."""
import subprocess


class Moteur:
    def __init__(self, programme):
        self.processus = subprocess.Popen([programme], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def demander(self, *mots):
        self.processus.stdin.write(" ".join(map(str, mots)) + "\n")
        self.processus.stdin.flush()
        reponse = self.processus.stdout.readline()
        if not reponse:
            raise SystemExit("le programme de mesure s'est arrêté sur : " + " ".join(map(str, mots)))
        return reponse.strip()

    def mesurer(self, *mots):
        return float(self.demander(*mots))

    def fermer(self):
        self.processus.stdin.close()
        self.processus.wait()
