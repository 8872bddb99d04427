import Glibc
import LinearAlgebra

// One command a line, one answer a line: the comparison alternates this program and its opponents in one run.
try OpenBLAS.prepare()
var dsc: DSCMeasure?
var fpic: FPICMeasure?

/// Answers at once: the comparison waits for it.
func answer(_ value: some CustomStringConvertible) {
  print(value)
  fflush(nil)
}

func kernels(_ name: Substring) -> KernelSet {
  KernelSet.available.first { $0.name == String(name) } ?? KernelSet.selected
}

while let line = readLine() {
  let words = line.split(separator: " ")
  switch words.first {
  case "niveaux":
    answer(KernelSet.available.map(\.name).joined(separator: " "))
  case "charger" where words.count == 3 && words[1] == "dsc":
    dsc = try DSCMeasure(Problem(folder: String(words[2])))
    answer("pret")
  case "dsc" where words.count == 3:
    answer(await dsc?.run(kernels: String(words[1]), workers: Int(words[2]) ?? 1) ?? .nan)
  case "charger" where words.count == 3 && words[1] == "fpic":
    fpic = try FPICMeasure(Problem(folder: String(words[2])))
    answer(fpic?.lignes.map { String(Int($0)) }.joined(separator: " ") ?? "")
  case "fpic" where words.count == 4:
    let mode = FPICMeasure.Mode(rawValue: String(words[1])) ?? .ensembles
    answer(await fpic?.run(mode, kernels: kernels(words[2]), workers: Int(words[3]) ?? 1) ?? .nan)
  case "ecrire" where words.count == 4 && words[1] == "fpic":
    let mode = FPICMeasure.Mode(rawValue: String(words[2])) ?? .ensembles
    switch mode {
    case .ensembles: try fpic?.ensembles.write(to: String(words[3]))
    case .communes: try fpic?.communes.write(to: String(words[3]))
    case .pertes: try fpic?.pertes.write(to: String(words[3]))
    }
    answer("ecrit")
  case "ecrire" where words.count == 3 && words[1] == "dsc":
    try dsc?.output.write(to: String(words[2]))
    answer("ecrit")
  case "ecriture" where words.count == 2:
    answer(await Roofline.write(kernels: KernelSet.selected, workers: Int(words[1]) ?? 1))
  case "lecture" where words.count == 2:
    answer(await Roofline.read(kernels: KernelSet.selected, workers: Int(words[1]) ?? 1))
  case "produit" where words.count == 2:
    answer(await Roofline.product(order: Int(words[1]) ?? 1000))
  default:
    answer("commande inconnue : \(line)")
  }
}
