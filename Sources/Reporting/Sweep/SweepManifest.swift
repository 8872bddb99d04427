import Simulation
import Territory

/// What a sweep depended on and what it wrote: enough to run it again and to compare.
struct SweepManifest<Case: ReportedSweep> {
  let files: SweepFiles<Case>
  let outputs: [(name: String, sha256: String)]

  func json() -> String {
    let sweep = files.sweep
    let options =
      sweep.options + [
        "tirages=\(sweep.design.draws)", "graine=\(sweep.design.seed)",
        "format=\(files.format.rawValue)", "valeurs=\(files.keepsValues ? "oui" : "non")",
      ]
    let data = (sweep.territoire.empreintes.map { ($0.key, $0.value) } + sweep.tables.map { ($0.key, $0.value) })
      .sorted { $0.0 < $1.0 }
    let axes = sweep.design.axes.map { axis in
      "    {\"axe\": \(JSONText.string(axis.name)), \"unite\": \(JSONText.string(axis.unitText)), \"tire\": \(axis.isDrawn)}"
    }
    let folder = sweep.dossier.map { "\"dossier\": \(JSONText.string($0)),\n  " } ?? ""
    return """
      {
        "version": \(JSONText.string(files.version)),
        "commande": "balayer",
        "options": [\(options.map(JSONText.string).joined(separator: ", "))],
        "territoire": \(JSONText.string(sweep.territoire.nom)),
        \(folder)"scenarios": [
          {"nom": \(JSONText.string(sweep.scenario.nom)), "fichier": \(JSONText.string(sweep.scenario.source.name)), "sha256": \(JSONText.string(sweep.scenario.source.empreinte))}
        ],
        "donnees": [
      \(Self.list(data))
        ],
        "droit": \(JSONText.string(sweep.empreinteDroit)),
        "empreinte": \(JSONText.string(files.fingerprint)),
        "plan": {
          "scenarios": \(sweep.count),
          "suite": \(JSONText.string(sweep.design.spread.rawValue)),
          "graine": \(sweep.design.seed),
          "axes": [
      \(axes.joined(separator: ",\n"))
          ]
        },
        "sorties": [
      \(Self.list(outputs))
        ]
      }

      """
  }

  private static func list(_ entries: [(String, String)]) -> String {
    entries.map { "    {\"fichier\": \(JSONText.string($0.0)), \"sha256\": \(JSONText.string($0.1))}" }
      .joined(separator: ",\n")
  }
}
