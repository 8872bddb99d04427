import Diagnostics

extension TerritoryCodes {
  /// What national imports and combined sources say.
  static let imports: [CodeEntry] = [
    CodeEntry(
      "T0230", "Commune de la métropole sans EPT",
      """
      Le fichier national donne à toutes les communes de la Métropole du Grand Paris le SIREN de la métropole. Les \
      ensembles du FPIC y sont les onze EPT : chaque commune, Paris excepté, doit être dans l'un d'eux.
      """),
    CodeEntry(
      "T0231", "Grand Paris par EPT",
      """
      Les communes de la Métropole du Grand Paris sont rangées dans leurs établissements publics territoriaux, et Paris \
      est une commune isolée : ce sont les entités du FPIC.
      """),
    CodeEntry(
      "T0232", "Communes isolées",
      """
      Une commune sans EPCI est comparée seule à la moyenne nationale. En métropole, ce sont Paris et les îles d'une \
      seule commune ; le fichier national ne donne pas leur SIREN, leur code INSEE en tient lieu.
      """),
    CodeEntry(
      "T0233", "Composition d'une autre année",
      """
      Le fichier des critères porte le périmètre du 1er janvier de son année, qui est celui de la loi : il décide. La \
      composition donnée ne sert qu'aux noms et aux natures.
      """),
    CodeEntry(
      "T0235", "Revenu incomplet d'un ensemble",
      """
      Le revenu de quelques très petites communes est couvert par le secret statistique. La somme de l'ensemble ne les \
      compte pas ; le revenu publié pour l'ensemble, quand il est ajouté, la remplace.
      """),
    CodeEntry(
      "T0236", "Effort fiscal agrégé approché",
      """
      L'effort fiscal agrégé officiel ajoute aux produits des communes ceux de l'EPCI. La somme des numérateurs et des \
      dénominateurs des communes en est une approximation, nommée comme telle.
      """),
    CodeEntry(
      "T0237", "Fichier binaire dépassé",
      """
      territoire.bin répète communes.csv et ensembles.csv pour les rouvrir vite. Quand une table a changé, ou quand le \
      format est d'une autre version, les tables font foi.
      """),
    CodeEntry(
      "T0238", "Fichier binaire abîmé",
      """
      L'empreinte de territoire.bin n'est pas la sienne : il n'est pas lu, et les tables CSV le remplacent.
      """),
    CodeEntry(
      "T0240", "Dossier qui n'est pas national",
      """
      Un EPCI se tire d'un dossier de nature NATIONAL, écrit par « pacte importer national ».
      """),
    CodeEntry(
      "T0241", "Ensemble sans commune",
      """
      Un dossier national peut ne décrire que les ensembles ; un EPCI ne peut en être tiré qu'avec ses communes.
      """),
  ]
}
