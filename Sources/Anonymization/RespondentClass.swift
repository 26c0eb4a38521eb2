public import SurveyDefinition

/// What is kept of who answered: gender × age band × district, plus a site when the survey has one.
///
/// A part is `nil` when it wasn't asked, wasn't answered, or was generalised away because too few shared it.
public struct RespondentClass: Hashable, Comparable, Sendable {
    public var gender: Code?
    public var age: Code?
    public var district: Code?
    public var site: Code?

    public init(gender: Code? = nil, age: Code? = nil, district: Code? = nil, site: Code? = nil) {
        self.gender = gender
        self.age = age
        self.district = district
        self.site = site
    }

    public subscript(variable: BackgroundVariable) -> Code? {
        get {
            switch variable {
            case .gender: gender
            case .age: age
            case .district: district
            case .site: site
            }
        }
        set {
            switch variable {
            case .gender: gender = newValue
            case .age: age = newValue
            case .district: district = newValue
            case .site: site = newValue
            }
        }
    }

    /// The class as it is stored: its parts in the order of `BackgroundVariable`, `-` where one is missing.
    public var key: String {
        BackgroundVariable.allCases.map { self[$0]?.value ?? "-" }.joined(separator: "/")
    }

    /// - Precondition: `key` was made by `key`.
    public init(key: String) {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        precondition(
            parts.count == BackgroundVariable.allCases.count, "A class key has four parts.")
        for (variable, part) in zip(BackgroundVariable.allCases, parts) where part != "-" {
            self[variable] = Code(String(part))
        }
    }

    public static func < (left: RespondentClass, right: RespondentClass) -> Bool {
        left.key < right.key
    }
}
