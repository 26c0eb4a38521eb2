/// The respondents of a sample by their stratum and their category of every margin: within a cell,
/// all have the same fitted value in a regression on the margins.
///
/// There are no more cells than classes, and far fewer where respondents differ in their base
/// weights or in what no margin knows.
struct MarginCells: Sendable {
    struct Cell: Sendable, Hashable {
        let stratum: Int
        /// One per margin that the weights are adjusted to.
        let categories: [Int]
    }

    /// The cells that somebody is in, in the order of the sample's classes.
    let cells: [Cell]
    /// One per class of the sample.
    let cellOfClass: [Int]

    init(of sample: WeightedSample) {
        var places: [Cell: Int] = [:]
        var cells: [Cell] = []
        cellOfClass = sample.classes.enumerated().map { place, each in
            let cell = Cell(
                stratum: each.stratum, categories: sample.targets.map { $0.category[place] })
            if let known = places[cell] { return known }
            places[cell] = cells.count
            cells.append(cell)
            return cells.count - 1
        }
        self.cells = cells
    }
}
