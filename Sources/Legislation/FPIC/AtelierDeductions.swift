import LinearAlgebra

/// `DeductionFSRIF` then `Exonerations`, by the kernel that a sweep runs (`VoieFPIC`): what it leaves to each commune
/// without the exemptions, then with them, tells the two apart.
final class AtelierDeductions {
  private let scratch: LaneScratch
  private let noyaux = KernelSet.selected

  private enum Column {
    static let du = 0
    static let fsrif = 1
    static let partLaissee = 2
    static let entiere = 3
    static let apresFSRIF = 4
    static let notifie = 5
    static let count = 6
  }

  init(communes: Int) {
    scratch = LaneScratch(rows: communes, columns: Column.count)
    scratch.fill(Column.entiere, [Double](repeating: 1, count: communes))
  }

  /// Columns of one scenario.
  struct Colonnes {
    /// Euros deducted for the FSRIF, euros exempted, euros notified.
    var fsrif: [Double] = []
    var exonerations: [Double] = []
    var notifies: [Double] = []
    /// What the EPCI takes over.
    var pris = 0.0
  }

  /// - Parameters: whole euros; `fsrif` may be not-a-number (unknown: nothing deducted).
  func deduire(prelevement: Span<Double>, fsrif: Span<Double>, partLaissee: Span<Double>) -> Colonnes {
    scratch.set(Column.du, prelevement)
    scratch.set(Column.partLaissee, partLaissee)
    let verses = scratch.rows(Column.fsrif)
    for i in verses.indices { verses[i] = DeductionFSRIF.verse(fsrif[i]) }
    _ = deductions(Column.entiere, Column.apresFSRIF)
    var out = Colonnes()
    out.pris = deductions(Column.partLaissee, Column.notifie)
    out.notifies = Array(scratch.rows(Column.notifie))
    let (dus, apres) = (scratch.rows(Column.du), scratch.rows(Column.apresFSRIF))
    out.fsrif = zip(dus, apres).map { $0 - $1 }
    out.exonerations = zip(apres, out.notifies).map { $0 - $1 }
    return out
  }

  private func deductions(_ part: Int, _ kept: Int) -> Double {
    noyaux.deductions(
      scratch.lanes, UnsafePointer(scratch.column(Column.du)), UnsafePointer(scratch.column(Column.fsrif)),
      UnsafePointer(scratch.column(part)), scratch.column(kept))
  }
}
