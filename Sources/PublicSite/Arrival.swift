import SurveyDefinition

/// What the link that somebody came by says of how they answer: at which place, and on a device of their own, on a
/// screen that many use after each other, or to staff who ask.
///
/// The address alone carries it. Whoever changes it says something of their own answer, and of nobody else's.
struct Arrival: Hashable, Sendable {
    /// One of the round's places; `nil` when the link names none.
    var place: Code?
    var mode = CollectionMode.web

    /// What the addresses of forms carry on: the place is in the journey by then, but a shared screen starts over at
    /// the same place.
    var carriedOn: Arrival { mode == .web ? Arrival() : self }

    /// The parts of a query that say it.
    var query: [String] {
        [
            place.map { "\(SitePath.siteParameter)=\($0)" },
            mode.linkName.map { "\(SitePath.modeParameter)=\($0)" },
        ]
        .compactMap { $0 }
    }
}

extension CollectionMode {
    /// Its name in addresses; `nil` for the usual mode, and for paper, which no page of residents' takes.
    var linkName: String? {
        switch self {
        case .kiosk: "kiosk"
        case .interview: "intervju"
        case .web, .paper: nil
        }
    }

    /// The mode that an address names: the usual one unless it names another.
    init(linkName: String?) {
        self = Self.allCases.first { $0.linkName != nil && $0.linkName == linkName } ?? .web
    }

    /// The script of its pages, of which none needs one to be answered.
    var script: String? { linkName == nil ? nil : "\(rawValue).js" }
}
