/// Least squares on the categories of a sample's margins, weighted by base weights.
///
/// There is one indicator variable per category of each margin. They depend on each other, since
/// every margin's add up to one; a variable that depends on those before it gets the coefficient
/// zero, which leaves the fitted values as they are.
struct LevelRegression: Sendable {
    /// Per cell, the places of its indicator variables that are one.
    private let variables: [[Int]]
    private let factor: CholeskyFactor

    init(on cells: MarginCells, of sample: WeightedSample) {
        let starts = sample.targets.reduce(into: [0]) { starts, target in
            starts.append((starts.last ?? 0) + target.population.count)
        }
        let variables = cells.cells.map { cell in
            zip(starts, cell.categories).map { start, category in start + category }
        }
        var baseWeights = cells.cells.map { _ in 0.0 }
        for (each, cell) in zip(sample.classes, cells.cellOfClass) {
            baseWeights[cell] += each.baseWeight * Double(each.respondents)
        }
        let count = starts.last ?? 0
        var products = Array(repeating: Array(repeating: 0.0, count: count), count: count)
        for (weight, variables) in zip(baseWeights, variables) {
            for row in variables {
                for column in variables { products[row][column] += weight }
            }
        }

        self.variables = variables
        factor = CholeskyFactor(products)
    }

    /// The fitted value of everyone in each cell.
    ///
    /// - Parameter totals: the base-weighted sum of the variable to explain over the respondents of
    ///   each cell.
    func fit(_ totals: [Double]) -> [Double] {
        var products = Array(repeating: 0.0, count: factor.size)
        for (total, variables) in zip(totals, variables) where total != 0 {
            for variable in variables { products[variable] += total }
        }
        let coefficients = factor.solve(products)
        return variables.map { $0.reduce(0) { $0 + coefficients[$1] } }
    }
}

/// A symmetric matrix with no negative eigenvalue as L Lᵀ, skipping rows that depend on earlier
/// ones.
///
/// Source: Golub and Van Loan (2013), Matrix Computations, 4.2.
struct CholeskyFactor: Sendable {
    /// The lower triangle; a row that was skipped is zero, and so is its column.
    private let lower: [[Double]]

    var size: Int { lower.count }

    init(_ matrix: [[Double]]) {
        var lower = matrix.map { $0.map { _ in 0.0 } }
        for column in matrix.indices {
            let pivot = matrix[column][column] - dot(lower[column], lower[column], column)
            guard pivot > 1e-10 * matrix[column][column] else {
                lower[column] = matrix.map { _ in 0 }
                continue
            }
            lower[column][column] = pivot.squareRoot()
            for row in matrix.indices.dropFirst(column + 1) {
                let rest = matrix[row][column] - dot(lower[row], lower[column], column)
                lower[row][column] = rest / lower[column][column]
            }
        }
        self.lower = lower
    }

    /// A solution x of the matrix times x = `right`, with zero for skipped rows.
    ///
    /// - Precondition: `right` is in the range of the matrix, as it is in least squares.
    func solve(_ right: [Double]) -> [Double] {
        var solution = right
        for row in lower.indices {
            let rest = solution[row] - dot(lower[row], solution, row)
            solution[row] = lower[row][row] > 0 ? rest / lower[row][row] : 0
        }
        for row in lower.indices.reversed() {
            var rest = solution[row]
            for later in lower.indices.dropFirst(row + 1) {
                rest -= lower[later][row] * solution[later]
            }
            solution[row] = lower[row][row] > 0 ? rest / lower[row][row] : 0
        }
        return solution
    }
}

/// The sum of products of the first elements.
private func dot(_ left: [Double], _ right: [Double], _ count: Int) -> Double {
    var sum = 0.0
    for place in 0..<count { sum += left[place] * right[place] }
    return sum
}
