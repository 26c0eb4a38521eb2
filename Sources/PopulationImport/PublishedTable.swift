/// Figures as somebody else counted them: persons by some variables at once, under their own names.
struct PublishedTable: Equatable {
    let dimensions: [Dimension]
    let cells: [Cell]

    /// A variable, with what it can be.
    struct Dimension: Equatable {
        let name: String
        let levels: [Level]
    }

    /// A value of a variable.
    struct Level: Equatable {
        /// A code, in files that have codes beside their texts.
        let code: String?
        let label: String
    }

    /// The persons of one level of each dimension.
    struct Cell: Equatable {
        /// The place of the level in each dimension, in the order of the dimensions.
        let levels: [Int]
        let persons: Int
    }
}

/// What a file holds before any of it has our names.
struct PublishedFile: Equatable {
    /// One table of several variables, or several tables of one.
    let tables: [PublishedTable]
    /// Who counted, when the file says it.
    let source: String?
}
