import Testing
import Diagnostics
import Simulation
import Foundation

@Test func debug() throws {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  do {
    let study = try Study.open(["a", "b", "c"].map { root + "/Scenarios/scenario-\($0).pacte" })
    let c = try study.compare(reference: .premier)
    print(DiagnosticRenderer().render(study.diagnostics))
    for s in c.scenarios {
      print("=====", s.nom, s.titre)
      print(DiagnosticRenderer().render(s.diagnostics))
      for y in c.annees { print(y, Flux.allCases.map { Int(s.montants.total(y, $0)/100) }, s.epci(y)!.cout/100, c.synthese(s, annee: y).perdantes) }
      for d in s.decisions { print(d) }
      for e in s.exigences { print(e) }
    }
  } catch let e as DiagnosedError { print(DiagnosticRenderer().render(e.diagnostics)) }
}
