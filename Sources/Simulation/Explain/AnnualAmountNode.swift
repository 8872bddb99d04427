import Language
import Legislation
import LinearAlgebra
import Territory

extension ExplainedYear {
  /// A sum written by year in the scenario: the step that holds, and its indexation.
  func annual(
    _ libelle: String, _ montant: Located<MontantAnnuel>, centimes: Double, grandeur: String
  ) -> Explanation {
    var node = Explanation(libelle, centimes, .centimes, grandeur: grandeur, portee: .ensemble)
    node.source = line(montant.span)
    guard let palier = montant.value.paliers.last(where: { $0.annee.value <= annee }) else { return node }
    let written = palier.montant.value
    let elapsed = annee - palier.annee.value
    let isLast = palier.annee.value == montant.value.paliers.last?.annee.value
    var growth: Explanation?
    if isLast, elapsed > 0, case .indexee(let rate)? = montant.value.suite?.value {
      growth = Explanation(
        "Indexation annuelle", rate.fraction, .taux, grandeur: "\(grandeur).indexation", portee: .ensemble,
        source: line(montant.value.suite?.span))
    }
    guard growth != nil || written.parHabitant != nil else { return node }
    let step = Explanation(
      "Montant écrit pour \(palier.annee.value)", Double(written.centimes),
      .centimes, grandeur: "\(grandeur).palier", portee: .ensemble, source: line(palier.montant.span))
    var operation = step.op
    var children = [step]
    if let choix = written.parHabitant {
      let people = choix == .insee ? state.populationINSEE : state.populationDGF
      let heads = sum("Population de l'ensemble", people, .habitants, "\(grandeur).population")
      operation = operation * heads.op
      children.append(heads)
    }
    if let growth {
      operation = operation * .puissance(.un(1) + growth.op, .un(Double(elapsed)))
      children.append(growth)
    }
    node.operation = .arrondi(operation, .centime)
    node.enfants = children
    return node
  }
}
